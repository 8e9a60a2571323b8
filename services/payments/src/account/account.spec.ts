import { type Command } from '@oce/event-sourcing';
import { command, given, testMeta } from '@oce/testing';
import {
  after,
  balances,
  deductions,
  graded,
  granted,
  P,
  price,
  reversed,
  shared,
  stateAfter,
} from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand } from './domain/account.commands';

describe('credits and premiums', () => {
  it('a credit is owed by the member, and to whom the goods came from', () => {
    expect(balances(after(granted[0]!))).toEqual({
      [`input-credit:${P}`]: -240_000,
      'costs:inputs': 240_000,
    });
  });

  it('a repeat changes nothing, whatever has been taken of it since', () => {
    for (const past of [after(...granted), after(...granted, graded())])
      for (const again of granted) given(accountAggregate, past).when(again).thenNothing();
  });

  it.each([
    ['credit_differs', granted[0]!, { amountCentimes: 1 }],
    ['credit_differs', granted[0]!, { purpose: 'seedlings' }],
    ['credit_differs', granted[0]!, { grantedOn: '2026-09-04' }],
    ['credit_differs', granted[0]!, { supplierId: 'S-1' }],
    ['premium_differs', granted[1]!, { amountCentimes: 1 }],
    ['premium_differs', granted[1]!, { period: '2027-T1' }],
    ['premium_differs', granted[1]!, { dueOn: '2026-09-10' }],
  ])('another content under the same id is refused: %s', (slug, first, change) => {
    given(accountAggregate, after(...granted))
      .when({ ...first, data: { ...first.data, ...change } } as AccountCommand)
      .thenRefused(slug);
  });

  it('a credit under the id of a claim that a line left is refused, even of its amount', () => {
    const past = after(graded(), shared({ shareCentimes: 500_000 }));
    const creditId = `FIN-POOL-1-${P}`;
    given(accountAggregate, past)
      .when({
        ...granted[0]!,
        data: { ...granted[0]!.data, creditId, amountCentimes: 28_120 },
      } as AccountCommand)
      .thenRefused('credit_differs');
  });

  it.each([0, -1, 1.5])('an amount of %d is refused', (amountCentimes) => {
    const none = { ...granted[0]!, data: { ...granted[0]!.data, amountCentimes } } as AccountCommand;
    given(accountAggregate, []).when(none).thenRefused('amount_not_positive');
  });
});

describe('the advance', () => {
  it('case 2: 5,281.20 leaves 3,546.84 after insurance and input credit, in one commit', () => {
    given(accountAggregate, after(...granted))
      .when(graded())
      .then(
        {
          type: 'AdvancePosted',
          v: 1,
          data: {
            lineId: 'ADV-D1',
            producerCode: P,
            deliveryId: 'D1',
            campaignId: 'OLIVE-2026',
            productId: 'OLIVE',
            grade: 'extra',
            payableGrams: 1_467_000,
            priceScheduleVersion: 'PRICE-1',
            pricePerKgCentimes: 600,
            advancePpm: 600_000,
            coefficientPpm: 1_050_000,
            settlement: {
              scheduleVersion: 'DEDUCTION-1',
              grossCentimes: 528_120,
              floorCentimes: 264_060,
              deductions: [
                {
                  kind: 'insurance',
                  reference: 'PRM-1',
                  askedCentimes: 15_000,
                  capCentimes: 26_406,
                  takenCentimes: 15_000,
                  carriedCentimes: 0,
                  limitedBy: 'nothing',
                },
                {
                  kind: 'input_credit',
                  reference: 'CR-1',
                  askedCentimes: 240_000,
                  capCentimes: 158_436,
                  takenCentimes: 158_436,
                  carriedCentimes: 81_564,
                  limitedBy: 'cap',
                },
              ],
              netCentimes: 354_684,
              claimsDueOn: '2026-10-01',
            },
            postedOn: '2026-10-01',
            postings: [
              { account: 'advances:OLIVE-2026', amountCentimes: -528_120 },
              { account: `member:${P}`, amountCentimes: 354_684 },
              { account: 'insurance', amountCentimes: 15_000 },
              { account: `input-credit:${P}`, amountCentimes: 158_436 },
            ],
          },
        },
        {
          type: 'PremiumWithheld',
          v: 1,
          data: {
            producerCode: P,
            takenCentimes: 15_000,
            leftCentimes: 0,
            lineId: 'ADV-D1',
            premiumId: 'PRM-1',
          },
        },
        {
          type: 'InputCreditRecovered',
          v: 1,
          data: {
            producerCode: P,
            takenCentimes: 158_436,
            leftCentimes: 81_564,
            lineId: 'ADV-D1',
            reference: 'CR-1',
          },
        },
      );
  });

  it('is posted once a delivery', () => {
    given(accountAggregate, after(graded())).when(graded()).thenNothing();
  });

  it('keeps the price of the first time, and refuses other goods for the same delivery', () => {
    const dearer = { ...price, version: 'PRICE-2', pricePerKgCentimes: 700 };
    for (const other of [{ price: dearer }, { price: null, deductions: null }])
      given(accountAggregate, after(graded())).when(graded(other)).thenNothing();
    for (const other of [{ payableGrams: 1_467_001 }, { grade: 'vierge' }, { campaignId: 'OLIVE-2027' }])
      given(accountAggregate, after(graded())).when(graded(other)).thenRefused('advance_differs');
  });

  it('is posted by hand as by the policy, once', () => {
    const byHand: AccountCommand = {
      ...command('AdvanceDelivery', { producerCode: P, deliveryId: 'D1' }),
      facts: graded().data,
    };
    expect(after(byHand)).toEqual(after(graded()));
    given(accountAggregate, after(graded())).when(byHand).thenNothing();
    given(accountAggregate, after(byHand)).when(graded()).thenNothing();
  });

  it('waits for a premium that is not due yet', () => {
    const later = { ...granted[1]!, data: { ...granted[1]!.data, dueOn: '2026-10-02' } } as AccountCommand;
    expect(balances(after(later, graded()))).toEqual({
      'advances:OLIVE-2026': -528_120,
      [`member:${P}`]: 528_120,
    });
  });

  it('needs a price and a deduction schedule in force', () => {
    given(accountAggregate, [])
      .when(graded({ price: null }))
      .thenRefused('no_price_schedule');
    given(accountAggregate, [])
      .when(graded({ deductions: null }))
      .thenRefused('no_deduction_schedule');
  });

  it('of a weight of nothing has nothing to pay out', () => {
    expect(stateAfter(graded({ payableGrams: 0 })).lines.get('ADV-D1')).toMatchObject({ status: 'settled' });
  });
});

describe('the final share', () => {
  it('case 4: the complement is 4,701.72, and 3,886.08 after the credit left', () => {
    const events = after(...granted, graded(), shared());
    expect(events.find((event) => event.type === 'FinalSharePosted')?.data).toMatchObject({
      lineId: `FIN-POOL-1-${P}`,
      advancesCentimes: 528_120,
      complementCentimes: 470_172,
      overpaidCentimes: 0,
      settlement: { netCentimes: 388_608 },
    });
    expect(balances(events)).toEqual({
      'costs:inputs': 240_000,
      insurance: 15_000,
      'pool:POOL-1': -998_292,
      [`member:${P}`]: 354_684 + 388_608,
    });
  });

  it('less than the advances becomes a claim, never a negative net', () => {
    const events = after(graded(), shared({ shareCentimes: 500_000 }));
    expect(balances(events)).toEqual({
      'pool:POOL-1': -500_000,
      [`member:${P}`]: 528_120,
      [`input-credit:${P}`]: -28_120,
    });
    const next = after(graded(), shared({ shareCentimes: 500_000 }), graded({ deliveryId: 'D2' }));
    expect(next.at(-1)).toMatchObject({
      type: 'InputCreditRecovered',
      data: { reference: `FIN-POOL-1-${P}`, takenCentimes: 28_120, leftCentimes: 0 },
    });
  });

  it('is posted once, and a delivery has a share of one pool only', () => {
    const past = after(graded(), shared());
    given(accountAggregate, past).when(shared()).thenNothing();
    given(accountAggregate, past)
      .when(shared({ poolId: 'POOL-2' }))
      .thenRefused('delivery_settled_already');
    given(accountAggregate, []).when(shared()).thenRefused('delivery_unknown');
    given(accountAggregate, after(graded()))
      .when(shared({ deductions: null }))
      .thenRefused('no_deduction_schedule');
  });
});

describe('a premium', () => {
  it('is one a family and period', () => {
    const [, premium] = granted;
    const second = { ...premium!.data, premiumId: 'PRM-2' };
    given(accountAggregate, after(...granted))
      .when(command('DeclarePremium', second as never))
      .thenRefused('premium_period_taken');
    const next = command('DeclarePremium', { ...second, period: '2027-T1' } as never);
    expect(
      given(accountAggregate, after(...granted))
        .when(next)
        .events(),
    ).toHaveLength(1);
  });
});

describe('a dispute', () => {
  const dispute: AccountCommand = command('DisputeLine', {
    producerCode: P,
    disputeId: 'LIT-1',
    lineId: 'ADV-D1',
    reason: 'impurities',
  });
  const resolve = (
    outcome: 'upheld' | 'rejected',
    amountCentimes: number | null,
    resolution = 'second sample',
  ): AccountCommand => ({
    ...command('ResolveDispute', {
      producerCode: P,
      disputeId: 'LIT-1',
      outcome,
      resolution,
      amountCentimes,
    }),
    facts: { deductions, published: [deductions] },
    meta: testMeta({ actor: 'staff:badr' }),
  });
  const pay = (...lineIds: string[]): Command =>
    command('ReservePayout', {
      producerCode: P,
      transferId: 'T1',
      endToEndId: 'E1',
      amountCentimes: 528_120,
      lineIds,
    });

  it('freezes its line and no other', () => {
    const past = after(graded(), graded({ deliveryId: 'D2' }), dispute);
    given(accountAggregate, past)
      .when(pay('ADV-D1') as AccountCommand)
      .thenRefused('line_not_payable');
    expect(
      given(accountAggregate, past)
        .when(pay('ADV-D2') as AccountCommand)
        .events(),
    ).toHaveLength(1);
  });

  it('is upheld by another person than raised it, whatever the role', () => {
    const own = { ...resolve('upheld', -1_000), meta: testMeta() };
    given(accountAggregate, after(graded(), dispute)).when(own).thenRefused('second_person_needed');
    const { meta: _meta, ...rest } = resolve('rejected', null);
    expect(after(graded(), dispute, { ...rest, meta: testMeta() } as AccountCommand)).toHaveLength(3);
  });

  it('rejected gives the line free again', () => {
    const past = after(graded(), dispute, resolve('rejected', null));
    expect(
      given(accountAggregate, past)
        .when(pay('ADV-D1') as AccountCommand)
        .events(),
    ).toHaveLength(1);
    given(accountAggregate, past).when(resolve('rejected', null)).thenNothing();
    given(accountAggregate, past).when(dispute).thenNothing();
  });

  it('resolved once is resolved so, and refuses another resolution', () => {
    for (const amountCentimes of [10_000, -10_000]) {
      const past = after(graded(), dispute, resolve('upheld', amountCentimes));
      given(accountAggregate, past).when(resolve('upheld', amountCentimes)).thenNothing();
      for (const other of [resolve('upheld', 9_999), resolve('upheld', null), resolve('rejected', null)])
        given(accountAggregate, past).when(other).thenRefused('dispute_resolved_already');
    }
    const rejected = after(graded(), dispute, resolve('rejected', null));
    for (const other of [resolve('upheld', 10_000), resolve('rejected', null, 'no second sample')])
      given(accountAggregate, rejected).when(other).thenRefused('dispute_resolved_already');
  });

  it('upheld pays the difference on a line of its own, and the final share counts it as advanced', () => {
    const past = after(graded(), dispute, resolve('upheld', 10_000));
    expect(balances(past)).toEqual({ 'advances:OLIVE-2026': -538_120, [`member:${P}`]: 538_120 });
    expect(after(graded(), dispute, resolve('upheld', 10_000), shared()).at(-1)?.data).toMatchObject({
      advancesCentimes: 538_120,
    });
  });

  it('upheld against the member lowers what is paid, by no more than the line gave', () => {
    expect(balances(after(graded(), dispute, resolve('upheld', -10_000)))).toEqual({
      'advances:OLIVE-2026': -518_120,
      [`member:${P}`]: 518_120,
    });
    given(accountAggregate, after(graded(), dispute))
      .when(resolve('upheld', -528_121))
      .thenRefused('correction_above_line');
  });

  const named = (each: AccountCommand, change: object) =>
    ({ ...each, data: { ...each.data, ...change } }) as AccountCommand;

  it.each([
    [`FIN-POOL-1-${P}`, 470_172],
    ['ADV-D1', 528_120],
  ])('upheld twice takes back no more than its line gave: %s', (lineId, gaveCentimes) => {
    const first = { disputeId: 'LIT-2' };
    const opened = named(dispute, { ...first, lineId });
    const taken = named(resolve('upheld', 1 - gaveCentimes), first);
    const past = after(graded(), shared(), opened, taken, named(dispute, { lineId }));
    given(accountAggregate, past).when(resolve('upheld', -2)).thenRefused('correction_above_line');
    expect(given(accountAggregate, past).when(resolve('upheld', -1)).events()).toHaveLength(2);
  });

  it('may have the id of its delivery: the lines of both stand side by side', () => {
    const upheld = [dispute, resolve('upheld', 10_000)].map((each) => named(each, { disputeId: 'D1' }));
    for (const past of [
      [graded(), ...upheld, reversed()],
      [graded(), shared(), reversed(), ...upheld],
    ]) {
      const lines = [...stateAfter(...past).lines.values()].filter((line) => line.kind === 'correction');
      expect(lines.map(({ lineId }) => lineId)).toEqual(['COR-D1', 'COR-D1-2']);
      given(accountAggregate, after(...past))
        .when(upheld[1]!)
        .thenNothing();
    }
  });

  it('upheld about a final share is borne by the pool', () => {
    const late = { ...dispute, data: { ...dispute.data, lineId: `FIN-POOL-1-${P}` } } as AccountCommand;
    expect(balances(after(graded(), shared(), late, resolve('upheld', 100)))['pool:POOL-1']).toBe(-998_392);
  });

  it.each([
    ['dispute_unknown', [], resolve('rejected', null)],
    ['line_unknown', [], dispute],
    ['amount_needed', [graded(), dispute], resolve('upheld', null)],
    ['amount_needed', [graded(), dispute], resolve('upheld', 0)],
    ['amount_not_wanted', [graded(), dispute], resolve('rejected', 5)],
    [
      'line_disputed_already',
      [graded(), dispute],
      command('DisputeLine', { producerCode: P, disputeId: 'LIT-2', lineId: 'ADV-D1', reason: 'x' }),
    ],
    [
      'dispute_id_reused',
      [graded(), dispute],
      command('DisputeLine', { producerCode: P, disputeId: 'LIT-1', lineId: 'ADV-D2', reason: 'x' }),
    ],
    [
      'dispute_id_reused',
      [graded(), dispute],
      command('DisputeLine', { producerCode: P, disputeId: 'LIT-1', lineId: 'ADV-D1', reason: 'x' }),
    ],
  ] as [string, AccountCommand[], AccountCommand][])('is refused: %s', (slug, past, cmd) => {
    given(accountAggregate, after(...past))
      .when(cmd)
      .thenRefused(slug);
  });

  it('ends where its line is taken back whole', () => {
    const past = after(graded(), dispute, reversed());
    expect(past.slice(-2).map((event) => event.type)).toEqual(['DisputeResolved', 'CorrectionPosted']);
    expect(balances(past)).toEqual({});
    given(accountAggregate, past).when(resolve('rejected', null)).thenRefused('dispute_resolved_already');
  });

  it('about the advance of a delivery that was replaced changes the advance of what stands for it', () => {
    const late = [dispute, resolve('upheld', 1_000)];
    const { deliveries } = stateAfter(graded(), reversed('D1', 'D1-B'), ...late);
    expect(['D1', 'D1-B'].map((id) => deliveries.get(id)?.advanceCentimes)).toEqual([0, 493_120]);
    given(accountAggregate, after(graded(), reversed(), dispute))
      .when(resolve('upheld', 1_000))
      .thenRefused('delivery_reversed');
    // Once a pool has paid what stands for it, the pool bears the change.
    const counted = [
      { deliveryId: 'D1-B', grade: 'extra', payableGrams: 1_367_000, coefficientPpm: 1_050_000 },
    ];
    const closed = after(graded(), reversed('D1', 'D1-B'), shared({ deliveries: counted }), ...late);
    expect(closed.at(-1)).toMatchObject({ data: { poolId: 'POOL-1', deliveryId: 'D1-B' } });
  });
});
