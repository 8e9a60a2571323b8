import { reactionsTo } from '@oce/testing';
import type { ProducerEvent } from '../producer/domain/producer.events';
import { whenProducerLeftThenReleaseCin as policy } from './reactions/when-producer-left-then-release-cin';

const left: ProducerEvent = {
  type: 'ProducerLeft',
  v: 1,
  data: { producerCode: 'P-1', leftOn: '2027-01-20', reason: 'moved' },
};
const erased: ProducerEvent = {
  type: 'PersonErased',
  v: 1,
  data: { personId: 'P-1', requestedOn: '2027-01-20', reason: 'law 09-08' },
};
const reserved = new Map([['P-1', 'c1']]);

describe('the CIN of whoever leaves', () => {
  const at = '2027-01-20T08:00:00.000Z';

  it.each([left, erased])('is given back on $type', (event) => {
    expect(reactionsTo(policy, event, reserved, { id: 'P-1', at })).toEqual([
      { aggregate: 'claim', id: 'c1', type: 'ReleaseClaim', data: { holder: 'producer-P-1' } },
    ]);
  });

  it('is kept while the departure is still to come', () => {
    const before = { id: 'P-1', at: '2027-01-19T08:00:00.000Z' };
    expect(reactionsTo(policy, left, reserved, before)).toEqual([]);
  });

  it('is nothing where none was reserved, and is kept through all else', () => {
    expect(reactionsTo(policy, left, new Map(), { id: 'P-1' })).toEqual([]);
    const changed: ProducerEvent = {
      type: 'ProducerContactChanged',
      v: 1,
      data: { producerCode: 'P-1', phone: 'enc:p' },
    };
    expect(reactionsTo(policy, changed, reserved, { id: 'P-1' })).toEqual([]);
  });
});
