import { keyedHash } from './keyed-hash';

const secret = 'a secret of specs, long enough: 0123456789';

describe('a keyed hash', () => {
  it('is HMAC-SHA256 over purpose and value, and stays the same for ever', () => {
    // From: printf 'cin\nAB123456' | openssl dgst -sha256 -hmac 'a secret of specs, long enough: 0123456789'
    expect(keyedHash(secret, 'cin', 'AB123456')).toBe(
      '33a1fb5729d42373ac1457b4dcd5476d2b3d7e5dec3c066a3dbe625dd150a163',
    );
  });

  it('differs by value, purpose and secret', () => {
    const hashes = [
      keyedHash(secret, 'cin', 'AB123456'),
      keyedHash(secret, 'cin', 'AB123457'),
      keyedHash(secret, 'ice', 'AB123456'),
      keyedHash(`${secret}!`, 'cin', 'AB123456'),
    ];
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('takes a secret as text or bytes alike', () => {
    expect(keyedHash(Buffer.from(secret), 'cin', 'x')).toBe(keyedHash(secret, 'cin', 'x'));
  });

  it('refuses a short secret and a purpose that could run into the value', () => {
    expect(() => keyedHash('short', 'cin', 'x')).toThrow('at least 32 bytes');
    for (const purpose of ['', 'CIN', 'cin\nA'])
      expect(() => keyedHash(secret, purpose, 'x')).toThrow('not a slug');
  });
});
