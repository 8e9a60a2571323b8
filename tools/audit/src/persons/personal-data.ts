import { isEncrypted, personOf } from '@oce/personal-data';
import type { Event, RecordedCommit } from '@oce/event-sourcing';
import { checkRib } from '@oce/identifiers';
import { Rule, type AuditRule, type PersonalFields } from '../rule';
import type { ContextManifest } from '@oce/contexts';

/** What contexts say of their personal fields. */
export function personalFieldsOf(contexts: readonly ContextManifest[]): PersonalFields {
  const named = contexts.flatMap(({ name, personalFields }) =>
    personalFields ? [[name, personalFields] as const] : [],
  );
  return Object.fromEntries(named);
}

const RIB = /(?<!\d)\d{24}(?!\d)/;
const IBAN = /\bMA\d{26}\b/;
const PHONE = /(?<![\dA-Za-z_-])(?:\+212|00212|0)[ .-]?[5-8](?:[ .-]?\d){8}(?![\dA-Za-z_-])/;
const CIN = /(?<![A-Za-z0-9_-])[A-Z]{1,2}\d{5,7}(?![A-Za-z0-9_-])/;
/** Ids, numbers and names of accounts have forms of their own, and may look like a CIN. */
const IDENTIFIER =
  /(?:Id|Ids|Code|Number|[vV]ersion|reference|References?|account|grade|sha256|[hH]ash|iban|path|subject)$/;
const MAYBE = /\d{5}|\d[ .-]\d/;

/** Personal data never in clear. */
export class PersonalDataRule extends Rule implements AuditRule {
  readonly proves =
    'personal fields are ciphertext of the right person, and no CIN, telephone or RIB stands in clear';

  /** Contexts that hold personal fields say so; nothing in clear may stand in their events. */
  each({ type, data }: Event, at: RecordedCommit): void {
    const fields = this.shared.personalFields[at.ref.context];
    if (fields === undefined) return;
    for (const path of fields[type] ?? []) this.encrypted(data, path, at);
    this.scan(data, '', at);
  }

  /** Every value of a field is ciphertext, under the key of the producer that the event is about where it is about one. */
  private encrypted(data: object, path: string, at: RecordedCommit): void {
    const person = 'producerCode' in data ? data.producerCode : undefined;
    for (const value of valuesAt(data, path.split('.'))) {
      // The value itself must not get into a report.
      if (!isEncrypted(value))
        this.check.fail(at, 'clear', `the field ${path}`, 'ciphertext', 'a value in clear');
      else if (person !== undefined)
        this.check.same(at, 'person', `whose key ${path} is under`, person, personOf(value));
    }
  }

  private scan(value: unknown, key: string, at: RecordedCommit): void {
    if (typeof value === 'string') {
      const what = MAYBE.test(value) ? suspect(value, key) : undefined;
      if (what) this.check.fail(at, 'suspect', `the field ${key}`, 'no personal data in clear', what);
    } else if (Array.isArray(value)) {
      if (key !== 'postings') for (const item of value) this.scan(item, key, at);
    } else if (value !== null && typeof value === 'object') {
      for (const name in value) this.scan((value as Record<string, unknown>)[name], name, at);
    }
  }
}

/** What stands in a field, `payees.rib` of each of a list; a field that is absent has nothing. */
function valuesAt(data: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(data)) return data.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return data === undefined ? [] : [data];
  return typeof data === 'object' && data !== null ? valuesAt(Reflect.get(data, name), rest) : [];
}

/** What personal data a text in a field looks like, undefined where it looks like none. */
export function suspect(value: string, key: string): string | undefined {
  if (isEncrypted(value)) return undefined;
  const rib = RIB.exec(value)?.[0];
  if (rib !== undefined && checkRib(rib).ok) return 'what looks like a RIB';
  if (IDENTIFIER.test(key)) return undefined;
  if (IBAN.test(value)) return 'what looks like an IBAN';
  if (PHONE.test(value)) return 'what looks like a telephone number';
  return CIN.test(value) ? 'what looks like a CIN' : undefined;
}
