import type { LotAllocated, LotAllocationReleased } from '@oce/contracts';
import { command, given } from '@oce/testing';
import { controlled, lotOffered, lotRecorded } from '../../test/facts';
import type { LotControl } from './domain/lot-control';
import { lotOfferAggregate, type OfferLot } from './domain/lot-offer';
import { lotOfferEvents, type LotOfferEvent } from './domain/lot-offer.events';

const lotId = 'LOT-A';
const recorded = lotRecorded(lotId);
const allocate = (orderId: string, grams: number, kind: 'pooled' | 'traceable' = 'pooled') =>
  command('AllocateLot', { lotId, orderId, grams, kind });
const allocated = (orderId: string, grams: number, leftGrams: number): LotAllocated => ({
  type: 'LotAllocated',
  v: 1,
  data: { lotId, orderId, grams, leftGrams },
});
const release = (orderId: string) => command('ReleaseAllocation', { lotId, orderId, reason: 'cancelled' });
const released = (orderId: string, grams: number, leftGrams: number): LotAllocationReleased => ({
  type: 'LotAllocationReleased',
  v: 1,
  data: { lotId, orderId, grams, leftGrams, reason: 'cancelled' },
});
const offer = (
  kind: 'pooled' | 'traceable',
  offeredOn = '2026-09-25',
  pooledIn: OfferLot['facts']['pooledIn'] = null,
  { drawnGrams = 0, control = controlled(lotId) as LotControl | undefined } = {},
): OfferLot => ({
  ...command('OfferLot', { lotId, kind, offeredOn }),
  facts: { pooledIn, drawnGrams, control },
});

describe('a lot', () => {
  it('is known from its station, once', () => {
    given(lotOfferAggregate, []).when(command('RecordLot', recorded.data)).then(recorded);
    given(lotOfferAggregate, [recorded]).when(command('RecordLot', recorded.data)).thenNothing();
  });

  it('does not change what it is', () => {
    given(lotOfferAggregate, [recorded])
      .when(command('RecordLot', { ...recorded.data, netGrams: 9 }))
      .thenRefused('lot_recorded_otherwise');
  });

  it('cannot be made up', () => {
    given(lotOfferAggregate, []).when(offer('pooled')).thenRefused('lot_unknown');
    given(lotOfferAggregate, []).when(allocate('ORD-1', 1)).thenRefused('lot_unknown');
    given(lotOfferAggregate, []).when(release('ORD-1')).thenRefused('lot_unknown');
  });

  it('is not offered for itself once a pool has shared its goods, but may be offered as pooled', () => {
    const pool = { poolId: 'POOL-1', closedOn: '2026-09-24' };
    given(lotOfferAggregate, [recorded])
      .when(offer('traceable', '2026-09-25', pool))
      .thenRefused('grade_pooled');
    given(lotOfferAggregate, [recorded])
      .when(offer('pooled', '2026-09-25', pool))
      .then(lotOffered(lotId));
    given(lotOfferAggregate, [recorded, lotOffered(lotId)])
      .when(offer('pooled', '2026-09-25', pool))
      .thenNothing();
  });

  it('is not offered once a conditioning station has drawn of it, unless it was offered before', () => {
    given(lotOfferAggregate, [recorded])
      .when(offer('pooled', '2026-09-25', null, { drawnGrams: 1 }))
      .thenRefused('lot_drawn');
    given(lotOfferAggregate, [recorded, lotOffered(lotId)])
      .when(offer('pooled', '2026-09-25', null, { drawnGrams: 1 }))
      .thenNothing();
  });

  it('is offered with all its weight, under one kind for good', () => {
    given(lotOfferAggregate, [recorded]).when(offer('pooled')).then(lotOffered(lotId));
    given(lotOfferAggregate, [recorded, lotOffered(lotId)])
      .when(offer('pooled'))
      .thenNothing();
    given(lotOfferAggregate, [recorded, lotOffered(lotId)])
      .when(offer('traceable'))
      .thenRefused('lot_kind_fixed');
  });

  it('is not offered before it was released, nor when it is held again, nor after a recall', () => {
    const held = { ...controlled(lotId), releases: [], heldFor: 'filled since' };
    const recalled = { ...held, heldFor: null, recalledFor: 'glass' };
    for (const [control, slug] of [
      [undefined, 'lot_not_released'],
      [held, 'lot_not_released'],
      [recalled, 'lot_recalled'],
    ] as const)
      given(lotOfferAggregate, [recorded])
        .when({ ...offer('pooled'), facts: { pooledIn: null, drawnGrams: 0, control } })
        .thenRefused(slug);
  });

  it('is offered where it is released for a market abroad alone', () => {
    given(lotOfferAggregate, [recorded])
      .when(offer('pooled', '2026-09-25', null, { control: controlled(lotId, 'extra', 'EU') }))
      .then(lotOffered(lotId));
  });

  it('that a run made is offered with what was not charged again, in the grade of its release', () => {
    const made = lotOfferEvents.LotRecorded({
      ...recorded.data,
      stationId: null,
      campaignId: null,
      grade: null,
      made: { runId: 'RUN-1', pieces: null },
    });
    const control = controlled(lotId, 'extra-virgin');
    given(lotOfferAggregate, [made])
      .when(offer('pooled', '2026-09-25', null, { drawnGrams: 500_000, control }))
      .then(
        lotOfferEvents.LotOffered({
          ...lotOffered(lotId).data,
          campaignId: null,
          grade: 'extra-virgin',
          netGrams: 1_000_000,
        }),
      );
  });

  it('that is recalled is offered and allocated no more', () => {
    const data = { lotId, cause: 'recalled', reason: 'glass' } as const;
    const stopped = lotOfferEvents.LotStopped(data);
    given(lotOfferAggregate, [recorded]).when(command('StopLot', data)).then(stopped);
    given(lotOfferAggregate, [recorded, stopped]).when(command('StopLot', data)).thenNothing();
    given(lotOfferAggregate, [recorded, stopped]).when(offer('pooled')).thenRefused('lot_stopped');
    const [event] = given(lotOfferAggregate, [recorded, lotOffered(lotId), stopped])
      .when(allocate('ORD-1', 1))
      .events();
    expect(event).toMatchObject({ type: 'LotAllocationRefused', data: { reason: 'lot_stopped' } });
  });

  it('is offered on one day', () => {
    given(lotOfferAggregate, [recorded, lotOffered(lotId)])
      .when(offer('pooled', '2026-09-26'))
      .thenRefused('lot_offered_already');
  });
});

describe('allocating a lot', () => {
  const past: LotOfferEvent[] = [recorded, lotOffered(lotId), allocated('ORD-1', 1_000_000, 500_000)];

  it('goes to its last gram and not beyond', () => {
    given(lotOfferAggregate, past)
      .when(allocate('ORD-2', 500_000))
      .then(allocated('ORD-2', 500_000, 0));
    given(lotOfferAggregate, past)
      .when(allocate('ORD-2', 500_001))
      .then({
        type: 'LotAllocationRefused',
        v: 1,
        data: {
          lotId,
          orderId: 'ORD-2',
          grams: 500_001,
          leftGrams: 500_000,
          reason: 'lot_weight_exceeded',
          detail: '500,001 kg of the lot LOT-A were asked for, but 500,000 kg are left.',
        },
      });
  });

  it.each<[string, LotOfferEvent[], 'pooled' | 'traceable']>([
    ['lot_not_offered', [recorded], 'pooled'],
    ['lot_kind_mismatch', [recorded, lotOffered(lotId, 'traceable')], 'pooled'],
    ['lot_kind_mismatch', [recorded, lotOffered(lotId, 'pooled')], 'traceable'],
  ])('is answered with %s', (reason, known, kind) => {
    const [event] = given(lotOfferAggregate, known)
      .when(allocate('ORD-1', 1, kind))
      .events();
    expect(event).toMatchObject({ type: 'LotAllocationRefused', data: { reason } });
  });

  it('refuses a weight of nothing', () => {
    given(lotOfferAggregate, past).when(allocate('ORD-2', 0)).thenRefused('grams_not_positive');
  });

  it('is answered once for an order, and stays so', () => {
    given(lotOfferAggregate, past).when(allocate('ORD-1', 1_000_000)).thenNothing();
    const [refused] = given(lotOfferAggregate, past).when(allocate('ORD-2', 500_001)).events();
    if (!refused) throw new Error('it was to be refused');
    const later = [...past, refused, released('ORD-1', 1_000_000, 1_500_000)];
    given(lotOfferAggregate, later).when(allocate('ORD-2', 500_001)).thenNothing();
    given(lotOfferAggregate, later).when(allocate('ORD-1', 1_000_000)).thenNothing();
    for (const orderId of ['ORD-1', 'ORD-2'])
      given(lotOfferAggregate, later).when(allocate(orderId, 1)).thenRefused('weight_asked_otherwise');
  });

  it('is let go as a whole, once', () => {
    const free = released('ORD-1', 1_000_000, 1_500_000);
    given(lotOfferAggregate, past).when(release('ORD-1')).then(free);
    given(lotOfferAggregate, [...past, free])
      .when(release('ORD-1'))
      .thenNothing();
    given(lotOfferAggregate, past).when(release('ORD-9')).thenNothing();
    // What was sent stays with the order.
    const kept = command('ReleaseAllocation', {
      lotId,
      orderId: 'ORD-1',
      reason: 'cancelled',
      keptGrams: 900_000,
    });
    const rest = released('ORD-1', 100_000, 600_000);
    given(lotOfferAggregate, past).when(kept).then(rest);
    given(lotOfferAggregate, [...past, rest])
      .when(kept)
      .thenNothing();
    given(lotOfferAggregate, [...past, free])
      .when(allocate('ORD-2', 1_500_000))
      .then(allocated('ORD-2', 1_500_000, 0));
  });
});
