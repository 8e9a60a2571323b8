import type { KeyObject } from 'node:crypto';
import { open, seal } from './aes';
import { Undecipherable } from './errors';

/** A personal field as it stands in events: `enc:1:<personId>:<base64url of iv, ciphertext and tag>`. */
export type Encrypted = `enc:1:${string}`;

const FORM = /^enc:1:([A-Za-z0-9_-]{1,128}):([A-Za-z0-9_-]{38,})$/;

/** Whether a value has the form of an encrypted field; whether it can be opened shows only then. */
export const isEncrypted = (value: unknown): value is Encrypted =>
  typeof value === 'string' && FORM.test(value);

/** Whose key a field is encrypted with. */
export function personOf(value: Encrypted): string {
  const [, personId] = FORM.exec(value) ?? [];
  if (personId === undefined) throw new Undecipherable('not an encrypted field');
  return personId;
}

/** Person and field are authenticated: a ciphertext moved to another person or field does not open. */
const context = (personId: string, field: string): string => `enc:1\n${personId}\n${field}`;

/** Encrypts one field of one person. */
export function encryptField(key: KeyObject, personId: string, field: string, plain: string): Encrypted {
  return `enc:1:${personId}:${seal(key, Buffer.from(plain), context(personId, field))}`;
}

/** @throws Undecipherable for another person's or field's ciphertext, another key, or a changed one */
export function decryptField(key: KeyObject, personId: string, field: string, value: string): string {
  const [, owner, sealed] = FORM.exec(value) ?? [];
  if (owner === undefined || sealed === undefined)
    throw new Undecipherable(`${field} is not an encrypted field`);
  if (owner !== personId) throw new Undecipherable(`${field} is encrypted for another person`);
  const plain = open(key, sealed, context(personId, field));
  if (plain === undefined) throw new Undecipherable(`${field} of ${personId} does not open with their key`);
  return plain.toString();
}
