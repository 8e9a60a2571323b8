import { createHmac } from 'node:crypto';

const SHORTEST_SECRET_BYTES = 32;
const PURPOSE = /^[a-z][a-z0-9-]*$/;

/**
 * HMAC-SHA256 as hex, the id of a claim that a value is unique (a CIN, an ICE, a RIB) without showing the value. Values
 * of small sets can be tried out one by one by whoever holds the secret, so it is kept like a master key. The value is
 * taken as it is: normalise it first.
 *
 * @param secret at least 32 bytes, the same for ever: another secret makes every claim free again
 * @param purpose the kind of value, `cin`: the same digits for another purpose have another hash
 */
export function keyedHash(secret: string | Uint8Array, purpose: string, value: string): string {
  const key = Buffer.from(secret);
  if (key.length < SHORTEST_SECRET_BYTES)
    throw new Error('the secret of keyed hashes needs at least 32 bytes');
  if (!PURPOSE.test(purpose)) throw new Error(`the purpose ${JSON.stringify(purpose)} is not a slug`);
  return createHmac('sha256', key).update(`${purpose}\n${value}`).digest('hex');
}
