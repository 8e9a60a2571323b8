import { Hashes } from './http/fingerprints';

const hashes = new Hashes({ OCE_CLAIM_SECRET: 'a secret of specs, long enough: 0123456789' });

describe('hashes', () => {
  it('are one for one value, and another for another kind of it', () => {
    expect(hashes.claimOf('cin', 'ZZ100001')).toBe(hashes.claimOf('cin', 'ZZ100001'));
    const ice = '998827893000109';
    expect(hashes.claimOf('cooperative-ice', ice)).not.toBe(hashes.claimOf('exporter-ice', ice));
  });

  it('mark the fields of one person, whatever their order, and of nobody else', () => {
    const mark = hashes.fingerprintOf('P-1', { name: 'Fatima', phone: '+212600000061' });
    expect(hashes.fingerprintOf('P-1', { phone: '+212600000061', name: 'Fatima' })).toBe(mark);
    expect(hashes.fingerprintOf('P-2', { name: 'Fatima', phone: '+212600000061' })).not.toBe(mark);
    expect(hashes.fingerprintOf('P-1', { name: 'Fatima', phone: '+212600000062' })).not.toBe(mark);
  });

  it('do not begin with a secret that is too short', () => {
    expect(() => new Hashes({ OCE_CLAIM_SECRET: 'short' })).toThrow('32 bytes');
  });
});
