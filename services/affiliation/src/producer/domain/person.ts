import { invalid } from '@oce/event-sourcing';
import { checkCin, checkPhone } from '@oce/identifiers';
import { accepted } from '../../accepted';

/** A person in clear: at the edge only, never in an event, a log line or the database. */
export interface Person {
  readonly name: string;
  readonly nameArabic?: string;
  readonly cin: string;
  readonly phone: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
}

/** A byte that was not of the file's encoding leaves this mark in its place. */
const BROKEN = '\uFFFD';

/**
 * The fields in one spelling each: spaces folded, CIN in capitals, telephone as E.164.
 *
 * @throws DomainError that names the field and the rule, never the value
 */
export function personOf(given: Person, affiliatedOn: string): Person {
  const name = spelled(given.name, 'name');
  const nameArabic = given.nameArabic === undefined ? undefined : spelled(given.nameArabic, 'nameArabic');
  if (nameArabic !== undefined && !/\p{Script=Arabic}/u.test(nameArabic))
    throw invalid('name_not_arabic', 'The Arabic name has no Arabic letter.', 'nameArabic');
  if (given.birthDate >= affiliatedOn)
    throw invalid('birth_after_affiliation', 'The birth date is not before the affiliation.', 'birthDate');
  return {
    name,
    ...(nameArabic === undefined ? {} : { nameArabic }),
    cin: accepted(checkCin(given.cin), 'cin'),
    phone: accepted(checkPhone(given.phone), 'phone'),
    birthDate: given.birthDate,
  };
}

function spelled(text: string, field: string): string {
  const name = text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  if (name === '') throw invalid('name_empty', 'A name has letters.', field);
  const message = 'The file is not in UTF-8: a letter of the name is lost.';
  if (name.includes(BROKEN)) throw invalid('name_broken', message, field);
  return name;
}
