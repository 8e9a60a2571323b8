import { collection } from '@oce/contracts';
import { projected } from '@oce/testing';
import { ungradedDeliveriesProjection } from './reads/ungraded-deliveries';

const of = { stationId: 'ST-1', producerCode: 'P-1' };
const goods = { ...of, campaignId: 'OLIVE-2026', productId: 'OLIVE' };
const weighedAt = '2026-10-01T08:00:00.000Z';
const weighed = (deliveryId: string) =>
  collection.delivery.DeliveryWeighedIn({
    ...goods,
    deliveryId,
    terminalId: 'TM-1',
    scaleId: 'SC-1',
    ticketNumber: deliveryId,
    grossGrams: 1_860_000,
    tareGrams: 360_000,
    netGrams: 1_500_000,
    weighedAt,
  });
const graded = collection.delivery.DeliveryGraded({
  ...goods,
  deliveryId: 'D-1',
  grade: 'extra',
  sample: { sampleId: 'S-1', impuritiesPpm: 0, moisturePpm: 0 },
  reductions: [],
  netGrams: 1_500_000,
  payableGrams: 1_500_000,
  weighedAt,
  replaces: null,
});
const refused = collection.delivery.DeliveryRefused({
  ...of,
  deliveryId: 'D-1',
  netGrams: 1_500_000,
  reason: 'mould',
});
const reversed = collection.delivery.DeliveryReversed({
  ...goods,
  deliveryId: 'D-1',
  grade: null,
  netGrams: 1_500_000,
  payableGrams: 0,
  reason: 'wrong tare',
  replacement: null,
});
const waiting = (deliveryId: string) => ({ deliveryId, campaignId: 'OLIVE-2026' });

describe('ungraded deliveries', () => {
  it('are those that were weighed in', () => {
    expect(projected(ungradedDeliveriesProjection, [weighed('D-1'), weighed('D-2')])).toEqual({
      'D-1': waiting('D-1'),
      'D-2': waiting('D-2'),
    });
  });

  it.each([
    ['graded', graded],
    ['refused', refused],
    ['reversed', reversed],
  ])('wait no more once they are %s', (_, event) => {
    expect(projected(ungradedDeliveriesProjection, [weighed('D-1'), weighed('D-2'), event])).toEqual({
      'D-2': waiting('D-2'),
    });
  });
});
