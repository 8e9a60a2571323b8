import { projected } from '@oce/testing';
import { lotOffered, lotRecorded } from '../../test/facts';
import type { LotOfferEvent } from './domain/lot-offer.events';
import { lotAllocationsProjection } from './reads/lot-allocations';
import { lotsProjection } from './reads/lots';

const allocated = (orderId: string, grams: number, leftGrams: number): LotOfferEvent => ({
  type: 'LotAllocated',
  v: 1,
  data: { lotId: 'LOT-A', orderId, grams, leftGrams },
});
const released: LotOfferEvent = {
  type: 'LotAllocationReleased',
  v: 1,
  data: { lotId: 'LOT-A', orderId: 'ORD-1', grams: 1_000_000, leftGrams: 1_400_000, reason: 'cancelled' },
};
const refused: LotOfferEvent = {
  type: 'LotAllocationRefused',
  v: 1,
  data: {
    lotId: 'LOT-A',
    orderId: 'ORD-3',
    grams: 9_000_000,
    leftGrams: 400_000,
    reason: 'lot_weight_exceeded',
    detail: 'Too heavy.',
  },
};

it('lots shows what is left before it is offered and after', () => {
  const lot = lotRecorded('LOT-A');
  const raw = { runId: null, pieces: null, stoppedFor: null };
  const none = { allocatedGrams: 0, leftGrams: 1_500_000 };
  expect(projected(lotsProjection, [lot])).toEqual({
    'LOT-A': { ...lot.data, ...none, ...raw, kind: null, offeredOn: null },
  });
  expect(projected(lotsProjection, [lot, lotOffered('LOT-A')])).toEqual({
    'LOT-A': { ...lot.data, ...none, ...raw, kind: 'pooled', offeredOn: '2026-09-25' },
  });
});

it('lots shows to whom a lot is allocated', () => {
  const story = [
    lotRecorded('LOT-A'),
    lotOffered('LOT-A'),
    allocated('ORD-1', 1_000_000, 500_000),
    allocated('ORD-2', 100_000, 400_000),
    refused,
  ];
  expect(projected(lotsProjection, story)['LOT-A']).toMatchObject({
    allocatedGrams: 1_100_000,
    leftGrams: 400_000,
  });
  expect(Object.values(projected(lotAllocationsProjection, story))).toMatchObject([
    { lotId: 'LOT-A', orderId: 'ORD-1', grams: 1_000_000, since: 3 },
    { lotId: 'LOT-A', orderId: 'ORD-2', grams: 100_000, since: 4 },
  ]);
  expect(projected(lotsProjection, [...story, released])['LOT-A']).toMatchObject({
    allocatedGrams: 100_000,
    leftGrams: 1_400_000,
  });
  expect(Object.values(projected(lotAllocationsProjection, [...story, released]))).toMatchObject([
    { orderId: 'ORD-2', grams: 100_000 },
  ]);
});

it('lots stays as small as it is, however often one is allocated', () => {
  const size = (orders: number) => {
    const story = Array.from({ length: orders }, (_, at) => allocated(`ORD-${at}`, 1, 1_400_000));
    return JSON.stringify(projected(lotsProjection, [lotRecorded('LOT-A'), ...story])['LOT-A']).length;
  };
  expect(size(500)).toBe(size(1));
});

it('lots knows nothing of a lot that no station closed', () => {
  expect(projected(lotsProjection, [lotOffered('LOT-A')])).toEqual({});
});
