import { Fingerprints } from './http/fingerprints';

const fingerprints = new Fingerprints({ OCE_CLAIM_SECRET: 'a secret of specs, long enough: 0123456789' });

describe('fingerprints', () => {
  it('are of the fields of one person, whatever their order, and of nobody else', () => {
    const one = fingerprints.of('P-1', { name: 'Fatima', phone: '+212600000061' });
    expect(fingerprints.of('P-1', { phone: '+212600000061', name: 'Fatima' })).toBe(one);
    expect(fingerprints.of('P-2', { name: 'Fatima', phone: '+212600000061' })).not.toBe(one);
    expect(fingerprints.of('P-1', { name: 'Fatima', phone: '+212600000062' })).not.toBe(one);
  });

  it('do not begin with a secret that is too short', () => {
    expect(() => new Fingerprints({ OCE_CLAIM_SECRET: 'short' })).toThrow('32 bytes');
  });
});
