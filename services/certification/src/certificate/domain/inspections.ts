import { addDays, inForceOn } from '@oce/quantities';
import type { CertificateDocument } from '../reads/certificates';

/** A member whose yearly inspection has not been made. */
export interface OverdueInspection {
  readonly producerCode: string;
  /** Null where there was none yet: it is due a year after the first list that names the member. */
  readonly lastInspectedOn: string | null;
  readonly dueOn: string;
}

const YEAR_DAYS = 365;

/** The members of a group on a day whose last inspection is more than a year ago, the longest overdue first. */
export function overdueOn(
  { lists, inspections }: Pick<CertificateDocument, 'lists' | 'inspections'>,
  day: string,
): OverdueInspection[] {
  const last = new Map<string, string>();
  for (const { producerCode, inspectedOn } of inspections)
    if (inspectedOn <= day && inspectedOn > (last.get(producerCode) ?? ''))
      last.set(producerCode, inspectedOn);
  const members = inForceOn(lists, day)?.producerCodes ?? [];
  const found = members.map((producerCode): OverdueInspection => {
    const lastInspectedOn = last.get(producerCode) ?? null;
    const joined = lists.filter((list) => list.producerCodes.includes(producerCode));
    const [joinedOn = day] = joined.map(({ validFrom }) => validFrom).sort();
    return { producerCode, lastInspectedOn, dueOn: addDays(lastInspectedOn ?? joinedOn, YEAR_DAYS) };
  });
  return found
    .filter(({ dueOn }) => dueOn < day)
    .sort((a, b) => (a.dueOn < b.dueOn || (a.dueOn === b.dueOn && a.producerCode < b.producerCode) ? -1 : 1));
}
