import type { WeighingRecord } from '@oce/contracts';
import { given, projected } from '@oce/testing';
import { graded, lotOfDelivery, weighed, weighIn, grade, plain, reversed } from '../../test/deliveries';
import { deliveryAggregate as delivery } from './domain/delivery';
import type { TakeIntoLot } from './domain/delivery.commands';
import { deliveryEvents } from './domain/delivery.events';
import { reviewReasonsOf } from './domain/weighing-record';
import { whenDeliveryReversedThenOpenReplacement } from './reactions/when-delivery-reversed-then-open-replacement';
import { deliveriesProjection } from './reads/deliveries';
import { ticketCountersProjection } from './reads/ticket-counters';

const record: WeighingRecord = {
  alibiNumber: 'A-100',
  scaleSerial: 'SN-1',
  isStable: true,
  sawZero: true,
  divisionGrams: 20_000,
  source: 'scale',
  typedReason: null,
  counter: 7,
  epoch: 1,
  skewMs: 40,
};
const said = { settledAs: 'toll', plotId: 'PLOT-1', harvestedOn: '2026-09-30', record } as const;
const withAll = { ...weighed, data: { ...weighed.data, ...said } };
const { DeliveryWeighedIn } = deliveryEvents;

describe('a ticket that says where, when and how', () => {
  it('is kept with all that it says, and of old terminals without', () => {
    given(delivery, [])
      .when(weighIn(said, { isOwnPlot: true }))
      .then(withAll);
    given(delivery, []).when(weighIn()).then(weighed);
    given(delivery, [withAll]).when(weighIn(said)).thenNothing();
    // A file of the weighbridge leaves it out; the terminal sends again under another skew.
    given(delivery, [withAll]).when(weighIn()).thenNothing();
    given(delivery, [withAll])
      .when(weighIn({ ...said, record: { ...record, skewMs: 900 } }))
      .thenNothing();
    given(delivery, [weighed]).when(weighIn({ record })).thenNothing();
  });

  it.each([
    ['settledAs', { settledAs: 'pooled' as const }],
    ['plotId', { plotId: 'PLOT-2' }],
    ['harvestedOn', { harvestedOn: '2026-09-29' }],
    ['record', { record: { ...record, alibiNumber: 'A-101' } }],
  ])('is another under the same number where it says another %s', (_field, other) => {
    given(delivery, [withAll])
      .when(weighIn({ ...said, ...other }))
      .thenRefused('ticket_number_taken');
  });

  it('names a plot of its producer, harvested before it was weighed', () => {
    given(delivery, [])
      .when(weighIn({ plotId: 'PLOT-9' }, { isOwnPlot: false }))
      .thenRefused('plot_not_of_producer');
    given(delivery, [])
      .when(weighIn({ harvestedOn: '2026-10-02' }))
      .thenRefused('harvested_after_weighing');
    given(delivery, [])
      .when(weighIn({ harvestedOn: '2025-09-29' }))
      .thenRefused('harvest_not_plausible');
    expect(
      given(delivery, [])
        .when(weighIn({ harvestedOn: '2026-10-01' }))
        .events(),
    ).toHaveLength(1);
  });

  it.each<[string, Partial<WeighingRecord>]>([
    ['typed_reason_missing', { source: 'typed' }],
    ['typed_reason_without_typing', { typedReason: 'no display' }],
    ['epoch_missing', { epoch: null }],
    ['weight_not_of_division', { divisionGrams: 70_000 }],
  ])('is refused as %s', (slug, change) => {
    given(delivery, [])
      .when(weighIn({ record: { ...record, ...change } }))
      .thenRefused(slug);
  });

  it('is looked at where the weight was typed, unstable, without zero or a record, or the clock is off', () => {
    expect(reviewReasonsOf(record)).toEqual([]);
    expect(reviewReasonsOf(undefined)).toEqual(['no_record']);
    const poor = { source: 'typed', isStable: false, sawZero: false, skewMs: -3_600_000 } as const;
    expect(reviewReasonsOf({ ...record, ...poor })).toEqual([
      'typed',
      'unstable',
      'zero_not_seen',
      'clock_skewed',
    ]);
    const shown = projected(deliveriesProjection, [withAll])['TM-1_T-1'];
    expect(shown).toMatchObject({ ...said, review: [] });
    expect(projected(deliveriesProjection, [weighed])['TM-1_T-1']).toMatchObject({
      settledAs: null,
      plotId: null,
      record: null,
      review: ['no_record'],
    });
  });

  it('hands its terms on to the grading, and all of it to what stands for it', () => {
    const settled = { ...graded, data: { ...graded.data, settledAs: 'toll' as const } };
    given(delivery, [withAll]).when(grade()).then(settled);
    const { replacement } = { replacement: { ...reversed.data, replacement: null } };
    expect(replacement.replacement).toBeNull();
    const of = {
      deliveryId: 'TM-1_T-1C',
      ticketNumber: 'T-1C',
      grossGrams: 1_860_000,
      tareGrams: 460_000,
      netGrams: 1_400_000,
      reductions: [],
      payableGrams: 1_400_000,
      regraded: null,
    };
    const event = deliveryEvents.DeliveryReversed({ ...reversed.data, replacement: of });
    const states = new Map([['TM-1_T-1', { weighed: withAll.data, graded: settled.data, proposals: {} }]]);
    const [, opened] = [
      null,
      whenDeliveryReversedThenOpenReplacement.react(event, {} as never, states).at(-1),
    ];
    expect(opened).toMatchObject({
      data: {
        // The number of the counter stands on the ticket that it was printed on.
        weighed: { ...said, record: { ...record, counter: null, epoch: null } },
        graded: { settledAs: 'toll' },
      },
    });
  });
});

describe('tickets of one terminal', () => {
  const ticket = (ticketNumber: string, counter: number, weighedAt: string, epoch = 1) =>
    DeliveryWeighedIn({
      ...weighed.data,
      deliveryId: `TM-1_${ticketNumber}`,
      ticketNumber,
      weighedAt,
      record: { ...record, counter, epoch },
    });

  it('stand in the order of epoch and counter, whatever the clock said', () => {
    // 2026-02-15, 02:00 UTC: Morocco's clocks go back an hour; a device that knows nothing of it is an hour off.
    const documents = projected(ticketCountersProjection, [
      ticket('T-12', 12, '2026-02-15T01:40:00.000Z'),
      ticket('T-11', 11, '2026-02-15T02:30:00.000Z'),
      ticket('N-1', 1, '2026-02-15T01:00:00.000Z', 2),
    ]);
    const order = Object.keys(documents)
      .sort()
      .map((key) => documents[key]?.tickets[0]?.ticketNumber);
    expect(order).toEqual(['T-11', 'T-12', 'N-1']);
  });

  it('name a number of the counter that stands on two of them, but not of two epochs', () => {
    const documents = projected(ticketCountersProjection, [
      ticket('T-1', 1, '2026-10-01T08:00:00.000Z'),
      ticket('T-2', 1, '2026-10-01T09:00:00.000Z'),
      ticket('T-3', 1, '2026-10-01T10:00:00.000Z', 2),
      weighed,
    ]);
    expect(Object.values(documents).map(({ status, tickets }) => [status, tickets.length])).toEqual([
      ['repeated', 2],
      ['alone', 1],
    ]);
  });
});

describe('a delivery of other terms than its lot', () => {
  const take = (first: NonNullable<TakeIntoLot['facts']>['first']) =>
    ({ ...plain('TakeIntoLot', lotOfDelivery), facts: { first } }) as TakeIntoLot;

  it('is not taken into it; a toll lot is of one member', () => {
    const settled = { ...graded, data: { ...graded.data, settledAs: 'toll' as const } };
    const past = [withAll, settled];
    given(delivery, past)
      .when(take({ settledAs: 'pooled', producerCode: 'P-1' }))
      .thenRefused('lot_terms_mixed');
    given(delivery, past)
      .when(take({ producerCode: 'P-1' }))
      .thenRefused('lot_terms_mixed');
    given(delivery, past)
      .when(take({ settledAs: 'toll', producerCode: 'P-2' }))
      .thenRefused('lot_owner_mixed');
    const [taken] = given(delivery, past).when(take(null)).events();
    expect(taken?.data).toMatchObject({ settledAs: 'toll', plotId: 'PLOT-1', harvestedOn: '2026-09-30' });
  });
});
