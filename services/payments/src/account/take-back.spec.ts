import { command, given, projected } from '@oce/testing';
import {
  after,
  balances,
  deductions,
  graded,
  granted,
  P,
  reversed,
  shared,
  stateAfter,
  supplemented,
} from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand, TakeBackFinalShare } from './domain/account.commands';
import type { AccountEvent } from './domain/account.events';
import type { AccountState } from './domain/account.state';
import { accountsProjection } from './reads/accounts';

const counted = (deliveryId: string) => ({
  deliveryId,
  grade: 'extra',
  payableGrams: 1_467_000,
  coefficientPpm: 1_050_000,
});
const hold = (takeBackId = 'TB-1', attempt: string | null = 'A-1', numbers = [1]): AccountCommand =>
  command('HoldFinalShare', { producerCode: P, poolId: 'POOL-1', takeBackId, attempt, numbers });
const release = (takeBackId = 'TB-1'): AccountCommand =>
  command('ReleaseFinalShare', { producerCode: P, poolId: 'POOL-1', takeBackId });
const back = (data: Partial<TakeBackFinalShare['data']> = {}): AccountCommand =>
  command('TakeBackFinalShare', {
    producerCode: P,
    poolId: 'POOL-1',
    campaignId: 'OLIVE-2026',
    attempt: 'A-1',
    reason: 'an invoice was forgotten',
    share: { shareCentimes: 998_292, deliveries: [counted('D1')] },
    parts: [{ number: 1, shareCentimes: 19_567, deliveries: [] }],
    weighings: [],
    deductions,
    published: [deductions],
    ...data,
  });
const pay = (lineIds: string[], amountCentimes: number): AccountCommand =>
  command('ReservePayout', { producerCode: P, transferId: 'T1', endToEndId: 'E1', amountCentimes, lineIds });

/** A closing with a supplement and a correction of 100 kg too much: worked numbers, cases 2 to 5. */
const closing = [...granted, graded(), shared(), supplemented(), reversed('D1', 'D1-B')];
const typesOf = (events: readonly AccountEvent[]) => events.map(({ type }) => type);

/** Lines with what they come to; claims of which something is left; deliveries, but for which lines hold them. */
const standing = ({ payableCentimes, claims, deliveries, pools }: AccountState) => ({
  payableCentimes,
  pools: pools.size,
  claims: [...claims.values()]
    .filter(({ leftCentimes }) => leftCentimes > 0)
    .map(({ reference, leftCentimes }) => [reference, leftCentimes]),
  deliveries: [...deliveries].map(([id, { lineId: _lineId, alsoOn: _alsoOn, ...one }]) => [id, one]),
});

describe('the hold of a closing that is being taken back', () => {
  const lines = [`FIN-POOL-1-${P}`, 'SUP-POOL-1-1', 'COR-D1'];

  it('is on every line of it: the share, the part of a supplement, the correction at its value', () => {
    const events = given(accountAggregate, after(...closing))
      .when(hold())
      .events();
    expect(events).toMatchObject(lines.map((lineId) => ({ type: 'FinalShareHeld', data: { lineId } })));
    const { lines: all, payableCentimes } = stateAfter(...closing, hold());
    expect(lines.map((id) => all.get(id)?.status)).toEqual(['held', 'held', 'held']);
    // The advance is none of them.
    expect(payableCentimes).toBe(354_684);
    given(accountAggregate, [...after(...closing), ...events])
      .when(hold())
      .thenNothing();
  });

  it.each([
    ['the share', `FIN-POOL-1-${P}`, 388_608],
    ['the part of a supplement', 'SUP-POOL-1-1', 19_567],
  ])('is refused once a payout holds %s', (_what, lineId, amountCentimes) => {
    given(accountAggregate, after(...closing, pay([lineId], amountCentimes)))
      .when(hold())
      .thenRefused('payout_holds_share');
  });

  it('waits for lines that are not posted yet', () => {
    given(accountAggregate, after(...granted, graded()))
      .when(hold())
      .thenRefused('final_share_unknown');
    given(accountAggregate, after(...granted, graded(), shared()))
      .when(hold())
      .thenRefused('supplement_outstanding');
  });

  it('is let go on all of them, unless another taking back has them by now', () => {
    const free = stateAfter(...closing);
    expect(standing(stateAfter(...closing, hold(), release()))).toEqual(standing(free));
    const taken = after(...closing, hold(), hold('TB-2'));
    given(accountAggregate, taken).when(release()).thenNothing();
  });

  it('lets nothing be valued by the closing meanwhile', () => {
    const past = after(...closing, hold());
    given(accountAggregate, past).when(reversed('D1-B')).thenRefused('final_share_held');
    given(accountAggregate, past)
      .when(supplemented({ number: 2 }))
      .thenRefused('final_share_held');
  });
});

describe('an erasure that is asked for while a closing is being taken back', () => {
  it('waits for it even where nothing is owed just now', () => {
    const paid: AccountCommand[] = [
      pay(['ADV-D1'], 528_120),
      command('ConfirmPayout', { producerCode: P, transferId: 'T1', executedOn: '2026-10-16' }),
    ];
    const asked: AccountCommand = command('SettleErasure', { producerCode: P, awaited: [] });
    const settled = [graded(), ...paid, shared({ shareCentimes: 528_120 })];
    expect(
      typesOf(
        given(accountAggregate, after(...settled))
          .when(asked)
          .events(),
      ),
    ).toEqual(['AccountClosed']);
    const held = after(...settled, hold('TB-1', 'A-1', []));
    const events = given(accountAggregate, held).when(asked).events();
    expect(events).toMatchObject([
      { type: 'ErasureHeld', data: { holds: [{ kind: 'open_share', count: 1, amountCentimes: null }] } },
    ]);
    const free = given(accountAggregate, [...held, ...events])
      .when(release())
      .events();
    expect(typesOf(free)).toEqual(['FinalShareReleased', 'AccountClosed']);
  });
});

describe('taking the lines of a closing back', () => {
  it('cites each of them, the last one first, and corrects by its advance what was reversed', () => {
    const past = after(...closing, hold());
    const events = given(accountAggregate, past).when(back()).events();
    expect(events.filter(({ type }) => type.endsWith('Back') || type === 'CorrectionPosted')).toMatchObject([
      {
        type: 'CorrectionTakenBack',
        data: { citesLineId: 'COR-D1', amountCentimes: -68_050, netCentimes: 0 },
      },
      { type: 'SupplementTakenBack', data: { citesLineId: 'SUP-POOL-1-1', netCentimes: -19_567 } },
      { type: 'FinalShareTakenBack', data: { citesLineId: `FIN-POOL-1-${P}`, netCentimes: -388_608 } },
      { type: 'CorrectionPosted', data: { lineId: 'COR-D1-2', poolId: null, amountCentimes: -36_000 } },
    ]);
    expect(events.map(({ data }) => 'lineId' in data && data.lineId).filter(Boolean)).toEqual(
      expect.arrayContaining(['TAK-POOL-1', 'TAK-POOL-1-2', 'TAK-POOL-1-3']),
    );
    expect(balances([...past, ...events])['pool:POOL-1']).toBeUndefined();
    given(accountAggregate, [...past, ...events])
      .when(back())
      .thenNothing();
  });

  it('leaves the account as if the pool had never been closed', () => {
    const open = [...granted, graded(), reversed('D1', 'D1-B')];
    expect(standing(stateAfter(...closing, hold(), back()))).toEqual(standing(stateAfter(...open)));
    const [taken, never] = [after(...closing, hold(), back()), after(...open)];
    expect(balances(taken)).toEqual(balances(never));
    const [document, other] = [taken, never].map((past) => projected(accountsProjection, past)[P]);
    expect(document).toEqual(other);
  });

  it('gives back what was recovered of a claim that a correction had left, and asks it again by the advance', () => {
    const delivered = { deliveryId: 'D2', payableGrams: 1_000_000 };
    const paid = [
      ...granted,
      graded(),
      pay(['ADV-D1'], 354_684),
      command('ConfirmPayout', { producerCode: P, transferId: 'T1', executedOn: '2026-10-16' }),
    ];
    const closed = [...paid, shared(), reversed(), graded(delivered), hold('TB-1', 'A-1', [])];
    const past = after(...closed);
    const events = given(accountAggregate, past)
      .when(back({ parts: [] }))
      .events();
    // 30 % of an advance of 3,600.00 were recovered.
    expect(events[0]).toMatchObject({
      type: 'CorrectionTakenBack',
      data: { claimCentimes: 998_292, recoveredCentimes: 108_000, netCentimes: 108_000 },
    });
    expect(balances([...past, ...events])).toMatchObject({
      [`member:${P}`]: 360_000,
      // What is left of the credit, and the whole advance of what was reversed.
      [`input-credit:${P}`]: -81_564 - 528_120,
      'advances:OLIVE-2026': -360_000,
    });
  });

  it('frees goods that a supplement had counted late, and the advances that it had met', () => {
    const late = supplemented({ deliveries: [counted('D1')], lateCentimes: 400_000, shareCentimes: 300_000 });
    const past = after(graded(), late, hold('TB-1', null));
    const parts = [{ number: 1, shareCentimes: 300_000, deliveries: [counted('D1')] }];
    const events = given(accountAggregate, past)
      .when(back({ share: null, parts }))
      .events();
    // Of an advance of 5,281.20 the part had met 3,000.00, and 1,281.20 were above the worth of the goods.
    expect(events).toMatchObject([
      {
        data: { advancesCentimes: 300_000, overpaidCentimes: 128_120, complementCentimes: 0, netCentimes: 0 },
      },
    ]);
    expect(balances([...past, ...events])).toEqual(balances(after(graded())));
    expect(stateAfter(graded(), late, hold('TB-1', null), back({ share: null, parts })).pools.size).toBe(0);
  });

  it('leaves alone what was corrected by its advance before the share came', () => {
    const early = [graded(), reversed('D1', 'D1-B')];
    const past = after(...early, shared(), hold('TB-1', 'A-1', []));
    const events = given(accountAggregate, past)
      .when(back({ parts: [] }))
      .events();
    expect(typesOf(events)).toEqual(['CorrectionTakenBack', 'FinalShareTakenBack']);
    const taken = stateAfter(...early, shared(), hold('TB-1', 'A-1', []), back({ parts: [] }));
    expect(taken.deliveries.toJS()).toEqual(stateAfter(...early).deliveries.toJS());
    expect(balances([...past, ...events])).toEqual(balances(after(...early)));
  });

  it('corrects anew in the order of weighing, whatever was reversed first, and what stands in after the original', () => {
    const both = [graded(), graded({ deliveryId: 'D2' })];
    const deliveries = [counted('D1'), counted('D2')];
    const closed = [
      shared({ deliveries, shareCentimes: 1_996_584 }),
      reversed('D2', 'D2-B'),
      reversed('D1'),
      reversed('D2-B', 'D2-C', 1_300_000),
    ];
    const weighings = [
      { deliveryId: 'D1', weighedOn: '2026-10-01' },
      { deliveryId: 'D2', weighedOn: '2026-10-02' },
    ];
    const share = { shareCentimes: 1_996_584, deliveries };
    const past = after(...both, ...closed, hold('TB-1', 'A-1', []));
    const events = given(accountAggregate, past)
      .when(back({ share, parts: [], weighings }))
      .events();
    const anew = events.filter((event) => event.type === 'CorrectionPosted');
    expect(anew.map(({ data }) => data.deliveryId)).toEqual(['D1', 'D2', 'D2-B']);
    const open = [reversed('D1'), reversed('D2', 'D2-B'), reversed('D2-B', 'D2-C', 1_300_000)];
    expect(balances([...past, ...events])).toEqual(balances(after(...both, ...open)));
  });
});

describe('disputes about lines of a closing that is taken back', () => {
  const dispute = (lineId: string, amountCentimes: number): AccountCommand[] => [
    command('DisputeLine', { producerCode: P, disputeId: 'LIT-1', lineId, reason: 'too little' }),
    {
      ...command(
        'ResolveDispute',
        {
          producerCode: P,
          disputeId: 'LIT-1',
          outcome: 'upheld' as const,
          resolution: 'right',
          amountCentimes,
        },
        { actor: 'staff:badr' },
      ),
      facts: { deductions, published: [deductions] },
    },
  ];
  const taken = [hold('TB-1', 'A-1', []), back({ parts: [] })];

  it('are undone with a share that they had changed', () => {
    const disputed = dispute(`FIN-POOL-1-${P}`, 5_000);
    const all = after(...granted, graded(), shared(), ...disputed, ...taken);
    expect(typesOf(all)).toContain('CorrectionTakenBack');
    expect(balances(all)).toEqual(balances(after(...granted, graded())));
  });

  it('change the advance that they were about, as they would have done before the closing', () => {
    const disputed = dispute('ADV-D1', 5_000);
    const all = after(...granted, graded(), shared(), ...disputed, ...taken);
    expect(balances(all)).toEqual(balances(after(...granted, graded(), ...disputed)));
    expect(
      stateAfter(...granted, graded(), shared(), ...disputed, ...taken).deliveries.get('D1'),
    ).toMatchObject({ advanceCentimes: 533_120, settledIn: null });
  });

  it('have no object any more where they are open', () => {
    const [raised] = dispute('SUP-POOL-1-1', 1);
    const events = after(...closing, raised as AccountCommand, hold(), back());
    expect(events.find(({ type }) => type === 'DisputeResolved')).toMatchObject({
      data: { outcome: 'upheld', correctionLineId: 'TAK-POOL-1-2' },
    });
  });
});
