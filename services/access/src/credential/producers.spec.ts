import { affiliation, type Encrypted } from '@oce/contracts';
import { projected } from '@oce/testing';
import { producerReferences } from './reads/producers';

const sealed: Encrypted = 'enc:1:P-1:ciphertext';
const affiliated = affiliation.producer.ProducerAffiliated({
  producerCode: 'P-1',
  cooperativeId: 'C-1',
  affiliatedOn: '2026-09-01',
  name: sealed,
  cin: sealed,
  phone: sealed,
  birthDate: sealed,
});

describe('the producers whom a code may be issued to', () => {
  it('are known with their date of birth, and nothing else of theirs', () => {
    expect(projected(producerReferences, [affiliated])).toEqual({ 'P-1': { birthDate: sealed } });
  });

  it('stay known when they leave, and are gone when they are erased', () => {
    const left = affiliation.producer.ProducerLeft({
      producerCode: 'P-1',
      leftOn: '2026-10-01',
      reason: 'moved',
    });
    const erased = affiliation.producer.PersonErased({
      personId: 'P-1',
      requestedOn: '2026-10-02',
      reason: 'asked',
    });
    expect(Object.keys(projected(producerReferences, [affiliated, left]))).toEqual(['P-1']);
    expect(projected(producerReferences, [affiliated, left, erased])).toEqual({});
  });
});
