import { command, given, reactionsTo } from '@oce/testing';
import {
  gradingFacts,
  graded,
  refused,
  reversed,
  replaced,
  sheet,
  taken,
  weighed,
} from '../../test/deliveries';
import { deliveryAggregate as delivery } from './domain/delivery';
import type { RegradeDelivery } from './domain/delivery.commands';
import { numbersOfRegraded } from './domain/regrade';
import { whenDeliveryReversedThenOpenReplacement } from './reactions/when-delivery-reversed-then-open-replacement';

const facts = { ...gradingFacts, gradedBy: 'staff:amal', ticketNumber: 'T-1-R1', isLotClosed: false };
const regrade = (
  change: Partial<RegradeDelivery['data']> = {},
  known: Partial<RegradeDelivery['facts']> = {},
): RegradeDelivery => ({
  ...command(
    'RegradeDelivery',
    {
      ...sheet,
      grade: 'virgin',
      impuritiesPpm: 10_000,
      sampleId: 'S-2',
      reason: 'counter-sample',
      ...change,
    },
    { actor: 'staff:badr' },
  ),
  facts: { ...facts, ...known },
});
const [regraded] = given(delivery, [weighed, graded, taken]).when(regrade()).events();

describe('regrading a delivery', () => {
  it('reverses it, and names one of the same weights under the right sheet', () => {
    expect(regraded).toMatchObject({
      type: 'DeliveryReversed',
      data: {
        deliveryId: 'TM-1_T-1',
        grade: 'extra',
        payableGrams: 1_467_000,
        reason: 'counter-sample',
        replacement: {
          deliveryId: 'TM-1_T-1-R1',
          netGrams: 1_500_000,
          payableGrams: 1_500_000,
          regraded: { grade: 'virgin', sample: { sampleId: 'S-2', impuritiesPpm: 10_000 }, lotId: null },
        },
      },
    });
  });

  it('keeps what stands in within the closed lot, and not within one that is open', () => {
    const [closed] = given(delivery, [weighed, graded, taken])
      .when(regrade({}, { isLotClosed: true }))
      .events();
    expect(closed?.data).toMatchObject({ replacement: { regraded: { lotId: 'LOT-1' } } });
  });

  it('goes by the terms that were frozen with the grading', () => {
    const terms = { impuritiesTolerancePpm: 0 };
    const own = { ...graded, data: { ...graded.data, terms } };
    const [event] = given(delivery, [weighed, own]).when(regrade()).events();
    expect(event?.data).toMatchObject({ replacement: { payableGrams: 1_485_000 } });
  });

  it('is done once: the same again changes nothing, another sheet is refused', () => {
    given(delivery, [weighed, graded, regraded!])
      .when(regrade({}, { ticketNumber: 'T-1-R2' }))
      .thenNothing();
    given(delivery, [weighed, graded, regraded!])
      .when(regrade({ grade: 'extra' }))
      .thenRefused('delivery_reversed');
  });

  it('takes a second person, whatever the role', () => {
    given(delivery, [weighed, graded])
      .when(regrade({}, { gradedBy: 'staff:badr' }))
      .thenRefused('second_person_needed');
  });

  it.each([
    ['delivery_unknown', [], {}],
    ['delivery_not_graded', [weighed], {}],
    ['delivery_refused', [weighed, refused], {}],
    ['delivery_reversed', [weighed, graded, reversed], {}],
    ['delivery_reversed', [weighed, graded, replaced], {}],
    ['sheet_unchanged', [weighed, graded], { ...sheet }],
    ['grade_unknown', [weighed, graded], { grade: 'gold' }],
    ['impurities_above_maximum', [weighed, graded], { impuritiesPpm: 100_001 }],
  ])('is refused with %s', (slug, past, change) => {
    given(delivery, past).when(regrade(change)).thenRefused(slug);
  });

  it('opens the delivery that stands in, graded by the right sheet', () => {
    const state = { weighed: weighed.data, graded: graded.data, proposals: {} };
    const [, opened] = reactionsTo(
      whenDeliveryReversedThenOpenReplacement,
      regraded!,
      new Map([['TM-1_T-1', { ...state, lotId: 'LOT-1' }]]),
    );
    expect(opened).toMatchObject({
      id: 'TM-1_T-1-R1',
      type: 'StandIn',
      data: {
        weighed: { netGrams: 1_500_000, ticketNumber: 'T-1-R1' },
        graded: { grade: 'virgin', payableGrams: 1_500_000, replaces: 'TM-1_T-1' },
      },
    });
  });

  it('numbers those that stand in after the ticket, one after the other', () => {
    const first = (of: string, many: number) => {
      const numbers = numbersOfRegraded(of);
      return Array.from({ length: many }, () => numbers.next().value);
    };
    expect(first('T-1', 3)).toEqual(['T-1-R1', 'T-1-R2', 'T-1-R3']);
    expect(first('T-1-R2', 1)).toEqual(['T-1-R3']);
  });
});
