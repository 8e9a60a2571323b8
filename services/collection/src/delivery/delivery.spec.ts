import { given } from '@oce/testing';
import { deliveryIdOf } from '@oce/contracts';
import { deliveryAggregate as delivery } from './domain/delivery';
import {
  addsUp,
  grade,
  graded,
  gradingFacts,
  left,
  lotOfDelivery,
  plain,
  refused,
  replaced,
  reversed,
  taken,
  weighed,
  weighIn,
} from '../../test/deliveries';

describe('weighing a delivery in', () => {
  it('writes down the ticket of the worked numbers: 1,860 kg less 360 kg are 1,500 kg', () => {
    given(delivery, []).when(weighIn()).then(weighed);
  });

  it('counts the containers beside the weight', () => {
    const containers = { kind: 'crate', count: 75 };
    given(delivery, [])
      .when(weighIn({ containers }))
      .then({ ...weighed, data: { ...weighed.data, containers } });
  });

  it('takes the tare of the containers off where it is given: 75 crates of 1.8 kg leave 1,365 kg of 1,500', () => {
    const containers = { kind: 'crate', count: 75, tareGramsEach: 1_800 };
    const data = { ...weighed.data, containers, netGrams: 1_365_000 };
    given(delivery, [])
      .when(weighIn({ containers }))
      .then({ ...weighed, data });
  });

  it.each([
    ['crates of nothing', { count: 100_000 }],
    ['crates that weigh as much as all that was weighed', { count: 75, tareGramsEach: 20_000 }],
    ['less than 100 g in each', { count: 75, tareGramsEach: 19_901 }],
  ])('refuses %s', (_, containers) => {
    given(delivery, [])
      .when(weighIn({ containers: { kind: 'crate', ...containers } }))
      .thenRefused('containers_not_plausible');
  });

  it('asks about the same weighing under a number that has lost its zeros, and takes it where it is another', () => {
    given(delivery, [])
      .when(weighIn({}, { twinNumber: '000451' }))
      .thenRefused('ticket_seems_repeated');
    given(delivery, []).when(weighIn()).then(weighed);
  });

  it('is the same ticket where containers are left out, and another where it takes their tare off', () => {
    const containers = { kind: 'crate', count: 75, tareGramsEach: 1_800 };
    const counted = { ...weighed, data: { ...weighed.data, containers, netGrams: 1_365_000 } };
    given(delivery, [counted]).when(weighIn()).thenNothing();
    given(delivery, [counted])
      .when(weighIn({ containers: { kind: 'crate', count: 75 } }))
      .thenRefused('ticket_number_taken');
    given(delivery, [weighed]).when(weighIn({ containers })).thenRefused('ticket_number_taken');
  });

  it('changes nothing when the ticket comes again, whatever has changed outside', () => {
    given(delivery, [weighed]).when(weighIn()).thenNothing();
    given(delivery, [weighed, graded, reversed])
      .when(weighIn({}, { producer: undefined, terminal: undefined }))
      .thenNothing();
  });

  it.each([
    [{ grossGrams: 1_860_001 }],
    [{ tareGrams: 1 }],
    [{ producerCode: 'P-2' }],
    [{ campaignId: 'FIG-2026' }],
    [{ productId: 'FIG' }],
    [{ stationId: 'ST-2' }],
    [{ weighedAt: '2026-10-01T08:00:01.000Z' }],
    [{ terminalId: 'TM' }],
    [{ ticketNumber: '1_N-1' }],
  ])('refuses another content under its number: %j', (change) => {
    given(delivery, [weighed]).when(weighIn(change)).thenRefused('ticket_number_taken');
  });

  it('compares the containers and the station where both tell them', () => {
    const counted = { ...weighed, data: { ...weighed.data, containers: { kind: 'crate', count: 75 } } };
    const of = (count: number) => weighIn({ containers: { kind: 'crate', count } });
    given(delivery, [counted]).when(of(75)).thenNothing();
    given(delivery, [counted]).when(of(74)).thenRefused('ticket_number_taken');
    given(delivery, [counted]).when(weighIn()).thenNothing();
    given(delivery, [weighed]).when(of(75)).thenNothing();
    given(delivery, [weighed])
      .when(weighIn({ stationId: undefined }))
      .thenNothing();
  });

  it('takes the station of the terminal where none is stated', () => {
    given(delivery, [])
      .when(weighIn({ stationId: undefined }))
      .then(weighed);
  });

  /** In order of precedence: each case also breaks every rule behind it. */
  const ladder = [
    ['tare_not_below_gross', { tareGrams: 200_000_000, grossGrams: 200_000_000 }, {}],
    ['weight_not_plausible', { grossGrams: 100_000_001 }, { terminal: undefined }],
    ['terminal_unknown', {}, { terminal: undefined, isScaleVerified: false }],
    ['terminal_elsewhere', { stationId: 'ST-2' }, { isScaleVerified: false }],
    ['scale_verification_expired', {}, { isScaleVerified: false, producer: undefined }],
    ['producer_unknown', {}, { producer: undefined, campaignProductId: undefined }],
    ['campaign_not_open', {}, { campaignProductId: undefined }],
    ['product_not_of_campaign', { productId: 'FIG' }, {}],
  ] as const;
  it.each(ladder)('refuses %s', (slug, change, facts) => {
    given(delivery, []).when(weighIn(change, facts)).thenRefused(slug);
  });

  it('takes 100 t, the most that a scale weighs', () => {
    const [event] = given(delivery, [])
      .when(weighIn({ grossGrams: 100_000_000 }))
      .events();
    expect(event?.data).toMatchObject({ netGrams: 99_640_000 });
  });

  it.each([
    ['who leaves today, weighed yesterday', '2026-10-01', null],
    ['whose departure is next March', '2027-03-01', null],
    ['who leaves on the day itself', '2026-09-30', 'producer_left'],
    ['who had left the day before', '2026-09-29', 'producer_left'],
  ])('judges a member %s by the day of the weighing', (_who, leftOn, slug) => {
    const producer = { affiliatedOn: '2026-03-02', leftOn };
    const told = given(delivery, []).when(weighIn({ weighedAt: '2026-09-30T08:00:00.000Z' }, { producer }));
    if (slug === null) expect(told.events()).toMatchObject([{ type: 'DeliveryWeighedIn' }]);
    else told.thenRefused(slug);
  });

  it('takes nothing of a producer from before they came', () => {
    const producer = { affiliatedOn: '2026-10-01', leftOn: null };
    const at = (weighedAt: string) => given(delivery, []).when(weighIn({ weighedAt }, { producer }));
    // Midnight in Morocco, an hour ahead of UTC.
    at('2026-09-30T22:59:59.999Z').thenRefused('producer_not_affiliated_yet');
    expect(at('2026-09-30T23:00:00.000Z').events()).toHaveLength(1);
  });

  it('has the natural key as its id', () => {
    expect(deliveryIdOf({ terminalId: 'TM-1', ticketNumber: 'T-1' })).toBe('TM-1_T-1');
  });
});

describe('grading a delivery', () => {
  it('pays 1,467 kg of the worked 1,500 kg: 3.2 % of impurities, 1 % of them free', () => {
    given(delivery, [weighed]).when(grade()).then(graded);
  });

  it.each([
    ['dry matter', { kind: 'dry_matter' as const }, 'moisture_by_dry_matter', 972_973],
    [
      'pencil shrink',
      { kind: 'pencil_shrink' as const, shrinkPpmPerPoint: 14_000 },
      'moisture_by_pencil_shrink',
      972_000,
    ],
  ])('dries 1,000 kg from 28 % to 26 % by %s', (_, method, kind, payableGrams) => {
    const thousand = { ...weighed, data: { ...weighed.data, grossGrams: 1_360_000, netGrams: 1_000_000 } };
    const terms = { impuritiesTolerancePpm: 10_000, moisture: { basePpm: 260_000, method } };
    const [event] = given(delivery, [thousand])
      .when(grade({ impuritiesPpm: 0, moisturePpm: 280_000 }, { terms }))
      .events();
    if (event?.type !== 'DeliveryGraded') throw new Error('it was not graded');
    expect(event.data).toMatchObject({ netGrams: 1_000_000, payableGrams, reductions: [{}, { kind }] });
    expect(addsUp(event.data)).toBe(true);
  });

  it('changes nothing when the same sheet comes again', () => {
    given(delivery, [weighed, graded]).when(grade()).thenNothing();
  });

  it.each([{ sampleId: 'S-2' }, { grade: 'virgin' }, { impuritiesPpm: 1 }, { moisturePpm: 1 }])(
    'refuses another sheet: %j',
    (change) => {
      given(delivery, [weighed, graded]).when(grade(change)).thenRefused('delivery_graded');
    },
  );

  it.each([
    ['delivery_unknown', [], {}, {}],
    ['delivery_refused', [weighed, refused], {}, {}],
    ['delivery_reversed', [weighed, reversed], {}, { terms: undefined }],
    ['intake_rule_missing', [weighed], { grade: 'none' }, { terms: undefined }],
    ['grade_unknown', [weighed], { grade: 'none', impuritiesPpm: 999_999 }, {}],
    ['impurities_above_maximum', [weighed], { impuritiesPpm: 100_001, moisturePpm: 999_999 }, {}],
    ['moisture_above_maximum', [weighed], { moisturePpm: 600_001 }, {}],
  ])('refuses %s', (slug, past, change, facts) => {
    given(delivery, past).when(grade(change, facts)).thenRefused(slug);
  });

  it('takes a sample at its very maximum', () => {
    const { maxImpuritiesPpm: impuritiesPpm, maxMoisturePpm: moisturePpm } = gradingFacts;
    expect(given(delivery, [weighed]).when(grade({ impuritiesPpm, moisturePpm })).events()).toHaveLength(1);
  });
});

describe('what is asked of a reversed delivery', () => {
  const take = plain('TakeIntoLot', lotOfDelivery);

  it.each([
    [replaced, 'Delivery TM-1_T-1 was reversed: use delivery TM-1_T-1C, which replaces it.'],
    [reversed, 'Delivery TM-1_T-1 was reversed: nothing replaces it. Weigh it in under a new ticket number.'],
  ])('is refused by a message that says what to do', (past, message) => {
    const asked = () => given(delivery, [weighed, graded, past]).when(take).events();
    expect(asked).toThrow(message);
  });
});

describe('refusing a delivery', () => {
  const refuse = plain('RefuseDelivery', { reason: 'mould' });

  it('sends it back with the producer, once', () => {
    given(delivery, [weighed]).when(refuse).then(refused);
    given(delivery, [weighed, refused]).when(refuse).thenNothing();
  });

  it.each([
    ['delivery_unknown', []],
    ['delivery_graded', [weighed, graded]],
    ['delivery_reversed', [weighed, reversed]],
  ])('is refused itself: %s', (slug, past) => {
    given(delivery, past).when(refuse).thenRefused(slug);
  });
});

describe('taking a delivery into a lot', () => {
  const take = (change: Partial<typeof lotOfDelivery> = {}) =>
    plain('TakeIntoLot', { ...lotOfDelivery, ...change });

  it('says which lot it is in, with what it weighs, once', () => {
    given(delivery, [weighed, graded]).when(take()).then(taken);
    given(delivery, [weighed, graded, taken]).when(take()).thenNothing();
  });

  it.each([
    ['delivery_unknown', [], {}],
    ['delivery_in_a_lot', [weighed, graded, taken], { lotId: 'LOT-2', grade: 'virgin' }],
    ['delivery_reversed', [weighed, graded, reversed], { stationId: 'ST-2' }],
    ['lot_closed', [weighed, graded, taken, left], { stationId: 'ST-2' }],
    ['delivery_not_graded', [weighed], { stationId: 'ST-2' }],
    ['lot_of_another_station', [weighed, graded], { stationId: 'ST-2', campaignId: 'X' }],
    ['lot_of_another_campaign', [weighed, graded], { campaignId: 'X', grade: 'virgin' }],
    ['lot_of_another_product', [weighed, graded], { productId: 'FIG', grade: 'virgin' }],
    ['lot_of_another_grade', [weighed, graded], { grade: 'virgin' }],
  ])('refuses %s', (slug, past, change) => {
    given(delivery, past).when(take(change)).thenRefused(slug);
  });
});

describe('leaving a lot that was closed before the delivery came', () => {
  const leave = plain('LeaveLot', { lotId: 'LOT-1' });
  const into = (lotId: string) => plain('TakeIntoLot', { ...lotOfDelivery, lotId });
  const takenInto = (lotId: string) => ({ ...taken, data: { ...taken.data, lotId } });

  it('is said once', () => {
    given(delivery, [weighed, graded, taken]).when(leave).then(left);
    given(delivery, [weighed, graded, taken, left]).when(leave).thenNothing();
  });

  it('leaves the delivery free for any other lot', () => {
    const past = [weighed, graded, taken, left];
    given(delivery, past).when(into('LOT-2')).then(takenInto('LOT-2'));
    given(delivery, [...past, takenInto('LOT-2')])
      .when(into('LOT-2'))
      .thenNothing();
  });

  it('moves nothing of a delivery that is in another lot by now, or in none', () => {
    given(delivery, [weighed, graded, taken, left, takenInto('LOT-2')])
      .when(leave)
      .thenNothing();
    given(delivery, [weighed, graded, takenInto('LOT-2')])
      .when(leave)
      .thenNothing();
    given(delivery, [weighed, graded]).when(leave).thenNothing();
  });

  it('is said of a reversed delivery too, which stays reversed', () => {
    given(delivery, [weighed, graded, taken, reversed]).when(leave).then(left);
    given(delivery, [weighed, graded, taken, reversed, left])
      .when(into('LOT-2'))
      .thenRefused('delivery_reversed');
  });

  it('remembers every lot that it left', () => {
    const past = [weighed, graded, taken, left, takenInto('LOT-2')];
    const leftToo = { ...left, data: { ...left.data, lotId: 'LOT-2' } };
    for (const lotId of ['LOT-1', 'LOT-2'])
      given(delivery, [...past, leftToo])
        .when(into(lotId))
        .thenRefused('lot_closed');
  });

  it('is refused of a delivery that is not known', () => {
    given(delivery, []).when(leave).thenRefused('delivery_unknown');
  });
});
