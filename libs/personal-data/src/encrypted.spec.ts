import fc from 'fast-check';
import { createSecretKey, randomBytes } from 'node:crypto';
import { decryptField, encryptField, isEncrypted, personOf } from './encrypted';
import { Undecipherable } from './errors';

const key = createSecretKey(randomBytes(32));
const text = fc.string({ unit: 'grapheme' });
const personId = fc.stringMatching(/^[A-Za-z0-9_-]{1,128}$/);

describe('an encrypted field', () => {
  it('opens to the same text, for any person, field and text', () => {
    fc.assert(
      fc.property(personId, text, text, (id, field, plain) => {
        const stored = encryptField(key, id, field, plain);
        expect(isEncrypted(stored)).toBe(true);
        expect(personOf(stored)).toBe(id);
        expect(decryptField(key, id, field, stored)).toBe(plain);
      }),
    );
  });

  it('does not open when any one bit of it was changed', () => {
    const stored = encryptField(key, 'p1', 'name', 'Fatima');
    const [prefix, sealed] = [stored.slice(0, 'enc:1:p1:'.length), stored.slice('enc:1:p1:'.length)];
    const bytes = Buffer.from(sealed, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      const value = prefix + changed.toString('base64url');
      expect(() => decryptField(key, 'p1', 'name', value)).toThrow(Undecipherable);
    }
  });

  it('does not open with another key, nor when it was cut short', () => {
    const stored = encryptField(key, 'p1', 'name', 'Fatima');
    expect(() => decryptField(createSecretKey(randomBytes(32)), 'p1', 'name', stored)).toThrow(
      Undecipherable,
    );
    for (let length = 0; length < stored.length; length++)
      expect(() => decryptField(key, 'p1', 'name', stored.slice(0, length))).toThrow(Undecipherable);
  });

  it.each([undefined, null, 7, '', 'Fatima', 'enc:1:p1', 'enc:1:p1:short', 'enc:2:p1:' + 'A'.repeat(40)])(
    'is told from %j',
    (value) => {
      expect(isEncrypted(value)).toBe(false);
    },
  );

  it('says whose it is, and refuses what is not one', () => {
    expect(() => personOf('enc:1:nothing')).toThrow(Undecipherable);
  });

  it('never shows the text in an error', () => {
    const stored = encryptField(key, 'p1', 'name', 'Fatima');
    expect(() => decryptField(key, 'p2', 'name', stored)).toThrow(/^(?!.*(Fatima|enc:)).*another person/);
  });
});
