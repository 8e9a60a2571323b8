import { fold, type Event } from '@oce/event-sourcing';
import { command, given, projected } from '@oce/testing';
import { accountAggregate } from '../account/domain/account';
import type { AccountCommand } from '../account/domain/account.commands';
import { accountEvents, type AccountEvent } from '../account/domain/account.events';
import { poolAggregate } from '../pool/domain/pool';
import type { PoolCommand } from '../pool/domain/pool.commands';
import { poolEvents, type PoolEvent } from '../pool/domain/pool.events';
import { poolsProjection } from '../pool/reads/pools';
import { FIRST_CHARGE_KINDS } from '../schedule/domain/charge-kinds';
import { scheduleAggregate, type PublishPriceSchedule } from '../schedule/domain/schedule';
import { waitingProjection } from './reads/waiting';

const amal = { actor: 'staff:amal' };
const badr = { actor: 'staff:badr' };
const chadi = { actor: 'staff:chadi' };

const credit = (amountCentimes: number) =>
  command(
    'GrantInputCredit',
    { producerCode: 'P1', creditId: 'CR-1', amountCentimes, purpose: 'fertiliser', grantedOn: '2026-10-01' },
    amal,
  );
const ofAccount = (proposalId: string, by = badr) =>
  command('ConfirmProposal', { producerCode: 'P1', proposalId }, by);
const after = (...commands: AccountCommand[]): AccountEvent[] =>
  commands.reduce<AccountEvent[]>(
    (past, one) => [...past, ...accountAggregate.decide(one, fold(accountAggregate, past))],
    [],
  );
const typesOf = (events: readonly Event[]) => events.map(({ type }) => type);

describe('a credit', () => {
  it('of 100,000 dirhams is granted by one person, and says its limit', () => {
    expect(after(credit(10_000_000))).toMatchObject([
      { type: 'InputCreditGranted', data: { amountCentimes: 10_000_000, limit: 10_000_000 } },
    ]);
    given(accountAggregate, after(credit(10_000_000)))
      .when(credit(10_000_000))
      .thenNothing();
  });

  it('of a centime more waits, then is what it would have been', () => {
    const [granted] = after({
      ...credit(10_000_001),
      facts: { limits: [{ version: 'L', kind: 'credit', validFrom: '2026-01-01', limit: 99_000_000 }] },
    });
    const waiting = after(credit(10_000_001));
    expect(waiting).toMatchObject([{ type: 'SecondPersonAsked', data: { proposalId: 'credit-CR-1' } }]);
    expect(fold(accountAggregate, waiting).openClaims.size).toBe(0);
    given(accountAggregate, waiting).when(ofAccount('credit-CR-1', amal)).thenRefused('second_person_needed');
    const done = after(credit(10_000_001), ofAccount('credit-CR-1'));
    expect(done.slice(1)).toEqual([
      accountEvents.ProposalConfirmed({
        producerCode: 'P1',
        proposalId: 'credit-CR-1',
        askedBy: 'staff:amal',
        confirmedBy: 'staff:badr',
      }),
      { ...granted, data: { ...granted?.data, limit: 10_000_000 } },
    ]);
    given(accountAggregate, done).when(credit(10_000_001)).thenNothing();
    given(accountAggregate, done).when(credit(10_000_002)).thenRefused('credit_differs');
  });

  it('is under the limit that was published for the day', () => {
    const limits = [{ version: 'L', kind: 'credit', validFrom: '2026-09-01', limit: 100 }];
    expect(typesOf(after({ ...credit(101), facts: { limits } }))).toEqual(['SecondPersonAsked']);
    expect(typesOf(after({ ...credit(100), facts: { limits } }))).toEqual(['InputCreditGranted']);
  });
});

it('a premium above 20,000 dirhams waits, and its period is free until it is confirmed', () => {
  const premium = (premiumId: string, amountCentimes: number) =>
    command(
      'DeclarePremium',
      { producerCode: 'P1', premiumId, period: '2026-T4', amountCentimes, dueOn: '2026-10-01' },
      amal,
    );
  const waiting = after(premium('PRM-1', 2_000_001));
  expect(typesOf(waiting)).toEqual(['SecondPersonAsked']);
  expect(typesOf(after(premium('PRM-1', 2_000_001), ofAccount('premium-PRM-1')).slice(1))).toEqual([
    'ProposalConfirmed',
    'PremiumDeclared',
  ]);
  const other = after(premium('PRM-1', 2_000_001), premium('PRM-2', 15_000));
  given(accountAggregate, other).when(ofAccount('premium-PRM-1')).thenRefused('premium_period_taken');
});

describe('a dispute', () => {
  const schedule = {
    version: 'DED-1',
    capsPpm: { legal: 0, insurance: 0, input_credit: 0, voluntary: 0 },
    floorPpm: 0,
  };
  const settlement = {
    scheduleVersion: 'DED-1',
    grossCentimes: 9_000_000,
    deductions: [],
    netCentimes: 9_000_000,
  };
  const advance = accountEvents.AdvancePosted({
    producerCode: 'P1',
    lineId: 'ADV-D1',
    deliveryId: 'D1',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grade: 'extra',
    payableGrams: 1_000_000,
    coefficientPpm: 1_000_000,
    pricePerKgCentimes: 10_000,
    advancePpm: 900_000,
    settlement,
    postedOn: '2026-10-01',
    postings: [],
  } as never);
  const raise = command(
    'DisputeLine',
    { producerCode: 'P1', disputeId: 'LIT-1', lineId: 'ADV-D1', reason: 'weight' },
    amal,
  );
  const uphold = (amountCentimes: number): AccountCommand => ({
    ...command(
      'ResolveDispute',
      {
        producerCode: 'P1',
        disputeId: 'LIT-1',
        outcome: 'upheld' as const,
        resolution: 'weighed anew',
        amountCentimes,
      },
      badr,
    ),
    facts: { deductions: schedule, published: [schedule] },
  });
  const raised = [advance, ...accountAggregate.decide(raise, fold(accountAggregate, [advance]))];

  it.each([5_000_001, -5_000_001])(
    'upheld by %i centimes waits for a third person: neither who raised it nor who upheld it',
    (amount) => {
      const [asked] = given(accountAggregate, raised).when(uphold(amount)).events();
      expect(asked).toMatchObject({
        type: 'SecondPersonAsked',
        data: { proposalId: 'dispute-LIT-1', amount: 5_000_001, limit: 5_000_000 },
      });
      const waiting = [...raised, ...(asked ? [asked] : [])];
      const confirm = (by: typeof badr) => ({
        ...ofAccount('dispute-LIT-1', by),
        facts: { deductions: schedule, published: [schedule] },
      });
      for (const by of [amal, badr])
        given(accountAggregate, waiting).when(confirm(by)).thenRefused('second_person_needed');
      expect(fold(accountAggregate, waiting).lines.get('ADV-D1')?.disputeId).toBe('LIT-1');
      const done = given(accountAggregate, waiting).when(confirm(chadi)).events();
      expect(done[0]).toMatchObject({ data: { askedBy: 'staff:badr', confirmedBy: 'staff:chadi' } });
      expect(done[1]).toMatchObject({
        type: 'DisputeResolved',
        data: { outcome: 'upheld', limit: 5_000_000 },
      });
      expect(done.slice(2)).toMatchObject([{ type: 'CorrectionPosted', data: { amountCentimes: amount } }]);
    },
  );

  it('upheld by less is upheld at once', () => {
    expect(typesOf(given(accountAggregate, raised).when(uphold(5_000_000)).events())).toEqual([
      'DisputeResolved',
      'CorrectionPosted',
    ]);
  });
});

describe('a charge', () => {
  const opened = poolEvents.PoolOpened({
    poolId: 'POOL-1',
    kind: 'pooled',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grades: ['extra'],
    lotIds: null,
    terms: {
      milling: { perKgCentimes: 0, chargedBy: 'third_party' },
      commissionPpm: 0,
      oceChargesCapPpm: 50_000,
    },
    openedBy: 'staff:chadi',
  });
  const charge = (amountCentimes: number): PoolCommand => ({
    ...command(
      'PostCharge',
      {
        poolId: 'POOL-1',
        chargeId: 'C1',
        kind: 'freight',
        chargedBy: 'third_party' as const,
        amountCentimes,
      },
      amal,
    ),
    facts: { kinds: FIRST_CHARGE_KINDS },
  });
  const confirm: PoolCommand = {
    ...command('ConfirmProposal', { poolId: 'POOL-1', proposalId: 'charge-C1' }, badr),
    facts: { kinds: FIRST_CHARGE_KINDS },
  };

  it('above 5,000,000 dirhams waits, costs nothing meanwhile, and neither of its persons closes the pool', () => {
    const waiting: PoolEvent[] = [
      opened,
      ...poolAggregate.decide(charge(500_000_001), fold(poolAggregate, [opened])),
    ];
    expect(typesOf(waiting)).toEqual(['PoolOpened', 'SecondPersonAsked']);
    expect(fold(poolAggregate, waiting).charges.size).toBe(0);
    const done = [...waiting, ...poolAggregate.decide(confirm, fold(poolAggregate, waiting))];
    expect(done.slice(2)).toMatchObject([
      { type: 'ProposalConfirmed', data: { askedBy: 'staff:amal', confirmedBy: 'staff:badr' } },
      {
        type: 'ChargePosted',
        data: { amountCentimes: 500_000_001, postedBy: 'staff:badr', limit: 500_000_000 },
      },
    ]);
    expect([...fold(poolAggregate, done).hands.keys()].sort()).toEqual([
      'staff:amal',
      'staff:badr',
      'staff:chadi',
    ]);
    given(poolAggregate, done).when(charge(500_000_001)).thenNothing();
  });

  it('of no kind of the schedule any more is refused when it is confirmed', () => {
    const waiting: PoolEvent[] = [
      opened,
      ...poolAggregate.decide(charge(500_000_001), fold(poolAggregate, [opened])),
    ];
    given(poolAggregate, waiting)
      .when({ ...confirm, facts: { kinds: [] } } as PoolCommand)
      .thenRefused('charge_kind_unknown');
  });
});

describe('what a pool pays for milling', () => {
  const open = (perKgCentimes: number, commissionPpm = 0, by = amal) =>
    command(
      'OpenPool',
      {
        poolId: 'POOL-1',
        kind: 'pooled' as const,
        campaignId: 'OLIVE-2026',
        productId: 'OLIVE',
        grades: ['extra'],
        lotIds: null,
        terms: {
          milling: { perKgCentimes, chargedBy: 'third_party' as const },
          commissionPpm,
          oceChargesCapPpm: 50_000,
        },
      },
      by,
    );
  const decision = { poolId: 'POOL-1', proposalId: 'milling-POOL-1' };
  const confirm = (by = badr): PoolCommand => ({
    ...command('ConfirmProposal', decision, by),
    facts: { kinds: [] },
  });
  const waiting = given(poolAggregate, []).when(open(1_001)).events();

  it('is agreed to by one person up to 10 dirhams a kilogram, and says its limit', () => {
    expect(given(poolAggregate, []).when(open(1_000)).events()).toMatchObject([
      { type: 'PoolOpened', data: { openedBy: 'staff:amal', limit: 1_000 } },
    ]);
    const limits = [{ version: 'L', kind: 'milling', validFrom: '2026-09-01', limit: 80 }];
    for (const [perKg, type] of [
      [80, 'PoolOpened'],
      [81, 'SecondPersonAsked'],
    ] as const)
      expect(
        typesOf(
          given(poolAggregate, [])
            .when({ ...open(perKg), facts: { limits } })
            .events(),
        ),
      ).toEqual([type]);
  });

  it('above it waits, opens no pool meanwhile, and neither of its persons closes the pool', () => {
    expect(waiting).toMatchObject([
      { type: 'SecondPersonAsked', data: { proposalId: 'milling-POOL-1', amount: 1_001, limit: 1_000 } },
    ]);
    expect(fold(poolAggregate, waiting).opened).toBeNull();
    given(poolAggregate, waiting).when(open(1_001)).thenNothing();
    given(poolAggregate, waiting).when(open(80)).thenRefused('proposal_differs');
    given(poolAggregate, waiting).when(confirm(amal)).thenRefused('second_person_needed');
    const done = [...waiting, ...given(poolAggregate, waiting).when(confirm()).events()];
    expect(done.slice(1)).toMatchObject([
      { type: 'ProposalConfirmed', data: { askedBy: 'staff:amal', confirmedBy: 'staff:badr' } },
      { type: 'PoolOpened', data: { openedBy: 'staff:badr', limit: 1_000 } },
    ]);
    const { opened, hands } = fold(poolAggregate, done);
    expect(opened).toEqual(open(1_001).data);
    expect(hands.toObject()).toEqual({ 'staff:amal': 'opened', 'staff:badr': 'opened' });
    given(poolAggregate, done).when(open(1_001)).thenNothing();
    given(poolAggregate, done).when(open(1_001, 40_000)).thenRefused('pool_differs');
  });

  it('rejected, is asked for with other terms', () => {
    const reject = command('RejectProposal', { ...decision, reason: 'a zero too many' }, badr);
    const rejected = [...waiting, ...given(poolAggregate, waiting).when(reject).events()];
    given(poolAggregate, rejected).when(open(1_001)).thenRefused('proposal_rejected');
    expect(typesOf(given(poolAggregate, rejected).when(open(100)).events())).toEqual(['PoolOpened']);
  });

  it('is no field of the pool that is shown', () => {
    const opened = given(poolAggregate, []).when(open(80)).events();
    expect(projected(poolsProjection, opened)['POOL-1']).not.toHaveProperty('limit');
  });
});

describe('prices', () => {
  const publish = (pricePerKgCentimes: number): PublishPriceSchedule => ({
    ...command(
      'PublishPriceSchedule',
      {
        version: 'PRICE-1',
        campaignId: 'SAFFRON-2026',
        productId: 'SAFFRON',
        validFrom: '2026-10-01',
        advancePpm: 500_000,
        grades: [
          { grade: 'first', pricePerKgCentimes, pointsPpm: 1_000_000 },
          { grade: 'second', pricePerKgCentimes: 100, pointsPpm: 500_000 },
        ],
      },
      amal,
    ),
    facts: { prices: [] },
  });

  it('of 2,000 dirhams a kilogram are published by one person, dearer ones by two', () => {
    expect(given(scheduleAggregate, []).when(publish(200_000)).events()).toMatchObject([
      { type: 'PriceSchedulePublished', data: { limit: 200_000 } },
    ]);
    const waiting = given(scheduleAggregate, []).when(publish(200_001)).events();
    expect(waiting).toMatchObject([{ type: 'SecondPersonAsked', data: { proposalId: 'price-PRICE-1' } }]);
    const confirm = {
      ...command('ConfirmProposal', { version: 'PRICE-1', proposalId: 'price-PRICE-1' }, badr),
      facts: { prices: [], purchases: [] },
    };
    const done = given(scheduleAggregate, waiting).when(confirm).events();
    expect(typesOf(done)).toEqual(['ProposalConfirmed', 'PriceSchedulePublished']);
    given(scheduleAggregate, [...waiting, ...done])
      .when(publish(200_001))
      .thenNothing();
    given(scheduleAggregate, [...waiting, ...done])
      .when(publish(200_002))
      .thenRefused('version_frozen');
  });
});

it('what waits is listed with who asked, and what became of it', () => {
  const [asked] = after(credit(10_000_001));
  const key = 'account:x:credit-CR-1';
  expect(projected(waitingProjection, asked ? [asked] : [])[key]).toMatchObject({
    proposalId: 'credit-CR-1',
    kind: 'credit',
    amount: 10_000_001,
    askedBy: 'staff:amal',
    status: 'waiting',
    asked: { creditId: 'CR-1' },
  });
  const done = after(credit(10_000_001), ofAccount('credit-CR-1'));
  expect(projected(waitingProjection, done)[key]).toMatchObject({
    status: 'confirmed',
    decidedBy: 'staff:badr',
  });
  const reject = command(
    'RejectProposal',
    { producerCode: 'P1', proposalId: 'credit-CR-1', reason: 'a zero too many' },
    badr,
  );
  expect(projected(waitingProjection, after(credit(10_000_001), reject))[key]).toMatchObject({
    status: 'rejected',
    reason: 'a zero too many',
  });
});
