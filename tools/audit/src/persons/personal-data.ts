import { isEncrypted, personOf } from '@oce/personal-data';
import type { Event, RecordedCommit } from '@oce/event-sourcing';
import { checkRib } from '@oce/identifiers';
import type { Check } from '../check';
import type { DataOf } from '../events';
import type { AuditRule, Handlers } from '../rule';

/** Contexts whose events hold personal fields: nothing in clear may stand in them. */
const SCANNED = new Set(['affiliation', 'payments', 'access']);
const RIB = /(?<!\d)\d{24}(?!\d)/;
const IBAN = /\bMA\d{26}\b/;
const PHONE = /(?<![\dA-Za-z_-])(?:\+212|00212|0)[ .-]?[5-8](?:[ .-]?\d){8}(?![\dA-Za-z_-])/;
const CIN = /(?<![A-Za-z0-9_-])[A-Z]{1,2}\d{5,7}(?![A-Za-z0-9_-])/;
/** Ids, numbers and names of accounts have forms of their own, and may look like a CIN. */
const IDENTIFIER =
  /(?:Id|Ids|Code|Number|[vV]ersion|reference|References?|account|grade|sha256|[hH]ash|iban|path|subject)$/;
const MAYBE = /\d{5}|\d[ .-]\d/;

/** Personal data never in clear. */
export class PersonalDataRule implements AuditRule {
  readonly proves =
    'personal fields are ciphertext of the right person, and no CIN, telephone or RIB stands in clear';

  readonly on: Handlers = {
    ProducerAffiliated: ({ producerCode, name, nameArabic, cin, phone, birthDate }, at) =>
      this.encrypted(producerCode, { name, nameArabic, cin, phone, birthDate }, at),
    ProducerContactChanged: ({ producerCode, phone }, at) => this.encrypted(producerCode, { phone }, at),
    BankDetailsProposed: ({ producerCode, rib }, at) => this.encrypted(producerCode, { rib }, at),
    CodeIssued: ({ producerCode, codeHash }, at) => this.encrypted(producerCode, { codeHash }, at),
    CodeChanged: ({ producerCode, codeHash }, at) => this.encrypted(producerCode, { codeHash }, at),
    StaffActivated: ({ passwordHash }, at) => {
      if (!isEncrypted(passwordHash))
        this.check.fail(at, 'clear', 'the field passwordHash', 'ciphertext', 'a value in clear');
    },
    PayeesFixed: ({ payees }, at) => this.payees(payees, at),
  };

  constructor(readonly check: Check) {}

  private encrypted(person: string, fields: Record<string, string | undefined>, at: RecordedCommit): void {
    for (const [field, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      // The value itself must not get into a report.
      if (!isEncrypted(value))
        this.check.fail(at, 'clear', `the field ${field}`, 'ciphertext', 'a value in clear');
      else this.check.same(at, 'person', `whose key ${field} is under`, person, personOf(value));
    }
  }

  private payees(payees: DataOf<'PayeesFixed'>['payees'], at: RecordedCommit): void {
    for (const { transferId, name, rib } of payees) {
      if (isEncrypted(name) && isEncrypted(rib)) continue;
      this.check.fail(at, 'clear', `name and RIB of ${transferId}`, 'ciphertext', 'a value in clear');
    }
  }

  each({ data }: Event, at: RecordedCommit): void {
    if (SCANNED.has(at.ref.context)) this.scan(data, '', at);
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
