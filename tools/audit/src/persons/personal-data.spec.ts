import fc from 'fast-check';
import { suspect } from './personal-data';

describe('what looks like personal data', () => {
  it('is no keyed hash, whatever it begins with', () => {
    expect(suspect('0612345678kXv-3Qz', 'fingerprint')).toBeUndefined();
    expect(suspect('kXv-0612345678', 'fingerprint')).toBeUndefined();
    const hash = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('base64url'));
    // The ten digits of a number, with the first characters of a hash behind.
    fc.assert(fc.property(hash, (text) => suspect(`0612345678${text}`, 'fingerprint') === undefined));
  });

  it.each([
    ['0612345678', 'what looks like a telephone number'],
    ['tel. 06 12 34 56 78, after noon', 'what looks like a telephone number'],
    ['+212612345678.', 'what looks like a telephone number'],
    ['QA123456', 'what looks like a CIN'],
  ])('is %s', (text, what) => {
    expect(suspect(text, 'reason')).toBe(what);
  });
});
