/** One taken number and those before it: a list that shares its tail, so that taking one more copies nothing. */
export interface Taken {
  readonly key: string;
  readonly documentNumber: string;
  readonly before: Taken | undefined;
}

/** A year's numbers of one kind of document, without gaps, in the order of their dates. */
export interface RegisterState {
  readonly last: number;
  readonly lastDate: string;
  readonly taken: Taken | undefined;
}

export const emptyRegister: RegisterState = { last: 0, lastDate: '', taken: undefined };

/** The number given for a key, undefined where none was. */
export function numberTakenFor(state: RegisterState, key: string): string | undefined {
  for (let one = state.taken; one !== undefined; one = one.before) {
    if (one.key === key) return one.documentNumber;
  }
  return undefined;
}

/** `F-2026-000001`: the series, the year and the number, six digits or as many as it takes. */
export function documentNumber(series: string, year: string, number: number): string {
  return `${series}-${year}-${String(number).padStart(6, '0')}`;
}

/** The next number and its date: the day of the business, but never before the day of the number before it. */
export function nextNumber(
  state: RegisterState,
  series: string,
  date: string,
): { number: number; documentNumber: string; date: string } {
  const number = state.last + 1;
  return {
    number,
    documentNumber: documentNumber(series, yearOf(date), number),
    date: date < state.lastDate ? state.lastDate : date,
  };
}

/** The state after a number was taken. */
export function withTaken(
  state: RegisterState,
  key: string,
  taken: { number: number; documentNumber: string; date: string },
): RegisterState {
  return {
    last: taken.number,
    lastDate: taken.date,
    taken: { key, documentNumber: taken.documentNumber, before: state.taken },
  };
}

/** The register's id: the year of a business date. */
export const yearOf = (date: string): string => date.slice(0, 4);
