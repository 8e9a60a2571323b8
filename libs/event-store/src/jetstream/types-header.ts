/** The header of a message in which its events' types stand, with commas between. */
export const TYPES_HEADER = 'Oce-Types';
/** A header so long may be cut: it says some of the types only. */
export const TYPES_LENGTH = 256;

/** The types of some events as the header says them. */
export const typesHeader = (events: readonly { readonly type: string }[]): string =>
  events
    .map((event) => event.type)
    .join(',')
    .slice(0, TYPES_LENGTH);
