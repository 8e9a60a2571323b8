import { projected } from '@oce/testing';
import type { ProducerEvent } from './domain/producer.events';
import { producersProjection } from './reads/producers';

const after = (...events: ProducerEvent[]) =>
  projected(producersProjection, events, () => ({ id: 'P-1' }))['P-1'];
const person = { name: 'enc:n', cin: 'enc:c', phone: 'enc:p', birthDate: 'enc:b' };
const affiliated: ProducerEvent = {
  type: 'ProducerAffiliated',
  v: 1,
  data: {
    producerCode: 'P-1',
    cooperativeId: 'C-1',
    affiliatedOn: '2026-06-05',
    fingerprint: 'f1',
    cinClaim: 'c1',
    ...person,
  },
};
const plot = (plotId: string, areaSquareMetres: number): ProducerEvent => ({
  type: 'PlotDeclared',
  v: 1,
  data: { producerCode: 'P-1', plotId, crop: 'olive', areaSquareMetres, location: 'x' },
});
const erased: ProducerEvent = {
  type: 'PersonErased',
  v: 1,
  data: { personId: 'P-1', requestedOn: '2027-01-20', reason: 'law 09-08' },
};

describe('producers', () => {
  it('hold the ciphertext and no hash', () => {
    expect(after(affiliated)).toEqual({
      producerCode: 'P-1',
      cooperativeId: 'C-1',
      affiliatedOn: '2026-06-05',
      leftOn: null,
      leftReason: null,
      person,
      plots: [],
    });
  });

  it('hold the last figures of each plot', () => {
    const areas = after(affiliated, plot('A', 1), plot('B', 2), plot('A', 3))?.plots;
    expect(areas?.map((one) => [one.plotId, one.areaSquareMetres])).toEqual([
      ['B', 2],
      ['A', 3],
    ]);
  });

  it('hold the last telephone', () => {
    const changed: ProducerEvent = {
      type: 'ProducerContactChanged',
      v: 1,
      data: { producerCode: 'P-1', phone: 'enc:p2' },
    };
    expect(after(affiliated, changed)?.person).toEqual({ ...person, phone: 'enc:p2' });
    expect(after(affiliated, erased, changed)?.person).toBeNull();
  });

  it('lose the person on erasure, and keep what is not of the person', () => {
    expect(after(affiliated, plot('A', 1), erased)).toMatchObject({
      producerCode: 'P-1',
      person: null,
      plots: [{ plotId: 'A' }],
    });
  });
});
