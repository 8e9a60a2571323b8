import type { CollectionContractEvent, DeliveryGraded, DeliveryReversed } from '@oce/contracts';
import { lotClosed, weighed } from '../../test/events';
import { projected } from '@oce/testing';
import { producerDeliveriesProjection } from './reads/producer-deliveries';

const of = {
  ...{ deliveryId: 'TM-1_T-1', stationId: 'ST-1', producerCode: 'P-1' },
  ...{ campaignId: 'OLIVE-2026', productId: 'OLIVE' },
};
const graded: DeliveryGraded = {
  type: 'DeliveryGraded',
  v: 1,
  data: {
    ...of,
    ...{ grade: 'extra', sample: { sampleId: 'S', impuritiesPpm: 32_000, moisturePpm: 0 } },
    ...{ reductions: [], netGrams: 1_500_000, payableGrams: 1_467_000 },
    ...{ weighedAt: '2026-10-01T08:00:00Z', replaces: null },
  },
};
const reversed: DeliveryReversed = {
  type: 'DeliveryReversed',
  v: 1,
  data: {
    ...of,
    ...{ grade: 'extra', netGrams: 1_500_000, payableGrams: 1_467_000, reason: 'tare' },
    replacement: {
      ...{ deliveryId: 'TM-1_T-9', ticketNumber: 'T-9', grossGrams: 1_860_000, tareGrams: 460_000 },
      ...{ netGrams: 1_400_000, reductions: [], payableGrams: 1_369_200 },
    },
  },
};
const deliveries = (...events: CollectionContractEvent[]) =>
  projected(producerDeliveriesProjection, events)['TM-1_T-1'];

describe('producer deliveries', () => {
  it('follows a delivery from the bridge to its grade and its lot', () => {
    expect(deliveries(weighed())).toMatchObject({ status: 'weighed', ticketNumber: 'T-1', grade: null });
    expect(deliveries(weighed(), graded, lotClosed())).toMatchObject({
      ...{ status: 'graded', grade: 'extra', payableGrams: 1_467_000, lotId: 'LOT-1', containers: null },
    });
  });

  it('keeps a reversed delivery, with its reason and what stands for it', () => {
    expect(deliveries(weighed(), graded, reversed)).toMatchObject({
      ...{ status: 'reversed', reason: 'tare', replacedBy: 'TM-1_T-9', netGrams: 1_500_000 },
    });
  });

  it('keeps a refused one with its reason', () => {
    const { stationId, producerCode, deliveryId } = of;
    const data = { deliveryId, stationId, producerCode, netGrams: 1_500_000, reason: 'mould' };
    expect(deliveries(weighed(), { type: 'DeliveryRefused', v: 1, data })).toMatchObject({
      ...{ status: 'refused', reason: 'mould' },
    });
  });

  it('makes nothing of a lot whose weighing it has not seen', () => {
    expect(deliveries(lotClosed())).toBeUndefined();
  });
});
