import type { CollectionContractEvent } from '@oce/contracts';
import { projected } from '@oce/testing';
import { graded, lotClosed, refused, reversed, weighed } from '../../test/events';
import { producerDeliveriesProjection } from './reads/producer-deliveries';

const deliveries = (...events: CollectionContractEvent[]) =>
  projected(producerDeliveriesProjection, events)['TM-1_T-1'];

describe('producer deliveries', () => {
  it('follows a delivery from the bridge to its grade and its lot', () => {
    expect(deliveries(weighed())).toMatchObject({ status: 'weighed', ticketNumber: 'T-1', grade: null });
    expect(deliveries(weighed(), graded(), lotClosed())).toMatchObject({
      status: 'graded',
      grade: 'extra',
      payableGrams: 1_467_000,
      lotId: 'LOT-1',
      containers: null,
    });
  });

  it('keeps a reversed delivery, with its reason and what stands for it', () => {
    expect(deliveries(weighed(), graded(), reversed())).toMatchObject({
      status: 'reversed',
      reason: 'tare',
      replacedBy: 'TM-1_T-9',
      netGrams: 1_500_000,
    });
  });

  it('keeps a refused one with its reason', () => {
    expect(deliveries(weighed(), refused())).toMatchObject({
      status: 'refused',
      reason: 'mould',
    });
  });

  it('makes nothing of a lot whose weighing it has not seen', () => {
    expect(deliveries(lotClosed())).toBeUndefined();
  });
});
