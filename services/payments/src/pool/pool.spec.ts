import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import { FIRST_CHARGE_KINDS } from '../schedule/domain/charge-kinds';
import { poolAggregate } from './domain/pool';
import type {
  ClosePool,
  FixShares,
  OpenPool,
  PoolCommand,
  PoolProceeds,
  PostCharge,
} from './domain/pool.commands';
import type { PoolEvent } from './domain/pool.events';

const open = (data: Partial<OpenPool['data']> = {}): OpenPool =>
  command('OpenPool', {
    poolId: 'POOL-1',
    kind: 'pooled',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grades: ['extra'],
    lotIds: null,
    terms: {
      milling: { perKgCentimes: 80, chargedBy: 'third_party' },
      commissionPpm: 40_000,
      oceChargesCapPpm: 50_000,
    },
    ...data,
  });
const charge = (amountCentimes = 5_000, data: Partial<PostCharge['data']> = {}): PostCharge => ({
  ...command('PostCharge', {
    poolId: 'POOL-1',
    chargeId: 'C1',
    kind: 'freight',
    amountCentimes,
    chargedBy: 'third_party',
    ...data,
  }),
  facts: { kinds: FIRST_CHARGE_KINDS },
});
const proceeds = (data: Partial<PoolProceeds['data']> = {}): PoolProceeds =>
  command('PoolProceeds', {
    proceedsId: 'R1',
    invoiceNumber: 'INV-1',
    kind: 'pooled',
    campaignId: 'OLIVE-2026',
    parts: [{ lotId: 'L1', grade: 'extra', amountCentimes: 100_000 }],
    valueDate: '2026-11-01',
    ...data,
  });
const fix = (chunk: number, data: Partial<FixShares['data']> = {}, shareCentimes = 45_000): FixShares => ({
  ...command('FixShares', { attempt: 'A', chunk, of: 2, ...data }),
  facts: {
    shares: [{ producerCode: `P${chunk}`, payableGrams: 1, points: '10', shareCentimes, deliveries: [] }],
  },
});
const close = (facts: Partial<ClosePool['facts']> = {}, closedOn = '2026-12-21'): ClosePool => ({
  ...command(
    'ClosePool',
    { closedOn, acknowledge: [], lossBorneBy: null },
    { now: '2027-01-05T10:00:00.000Z', actor: 'staff:badr' },
  ),
  facts: {
    attempt: 'A',
    proceedsCentimes: 100_000,
    charges: [
      { kind: 'milling', chargedBy: 'third_party', askedCentimes: 1_000, amountCentimes: 1_000 },
      { kind: 'freight', chargedBy: 'third_party', askedCentimes: 5_000, amountCentimes: 5_000 },
      { kind: 'commission', chargedBy: 'oce', askedCentimes: 4_000, amountCentimes: 4_000 },
    ],
    distributableCentimes: 90_000,
    points: '20',
    deliveries: 2,
    payableGrams: 2,
    logPosition: 9,
    lossCentimes: 0,
    oceChargesCapPpm: 50_000,
    outstanding: [],
    lastDeliveryOn: '2026-12-20',
    ...facts,
  },
});
const after = (...commands: PoolCommand[]): PoolEvent[] =>
  commands.reduce<PoolEvent[]>(
    (past, one) => [...past, ...poolAggregate.decide(one, fold(poolAggregate, past))],
    [],
  );
const ready = [open(), charge(), proceeds(), fix(1), fix(2)];

describe('a pool', () => {
  it('takes proceeds from the sale, once', () => {
    expect(after(open(), proceeds()).at(-1)).toMatchObject({
      type: 'ProceedsPooled',
      data: {
        amountCentimes: 100_000,
        postings: [
          { account: 'sales:INV-1', amountCentimes: -100_000 },
          { account: 'pool:POOL-1', amountCentimes: 100_000 },
        ],
      },
    });
    given(poolAggregate, after(open(), proceeds())).when(proceeds()).thenNothing();
  });

  it('refuses other proceeds under the same id, and a closing on another day', () => {
    for (const other of [
      { parts: [{ lotId: 'L1', grade: 'extra', amountCentimes: 100_001 }] },
      { parts: [{ lotId: 'L2', grade: 'extra', amountCentimes: 100_000 }] },
      { invoiceNumber: 'INV-2' },
      { valueDate: '2026-11-02' },
    ])
      given(poolAggregate, after(open(), proceeds()))
        .when(proceeds(other))
        .thenRefused('proceeds_pooled_otherwise');
    given(poolAggregate, after(...ready, close()))
      .when(close({}, '2026-12-22'))
      .thenRefused('pool_closed_already');
  });

  it('closes with its charges taken, and then knows of nothing new', () => {
    const past = after(...ready, close());
    expect(past.at(-1)).toMatchObject({
      type: 'PoolClosed',
      data: {
        members: 2,
        attempt: 'A',
        logPosition: 9,
        closedOn: '2026-12-21',
        postings: [
          { account: 'pool:POOL-1', amountCentimes: -10_000 },
          { account: 'milling', amountCentimes: 1_000 },
          { account: 'costs:freight', amountCentimes: 5_000 },
          { account: 'commission', amountCentimes: 4_000 },
        ],
      },
    });
    for (const again of [open(), charge(), proceeds(), fix(2), close(), close({ attempt: 'B' })])
      given(poolAggregate, past).when(again).thenNothing();
  });

  it('counts the chunks of the attempt that closes it only', () => {
    const lost = fix(1, { attempt: 'lost' }, 1);
    expect(after(open(), charge(), proceeds(), lost, fix(1), fix(2), close()).at(-1)?.type).toBe(
      'PoolClosed',
    );
  });

  const traceable = { kind: 'traceable' as const, lotIds: ['L1'] };
  it.each([
    ['pool_unknown', [], charge()],
    ['pool_differs', [open()], open({ grades: ['vierge'] })],
    ['grades_missing', [], open({ grades: [] })],
    ['contract_kinds_mixed', [], open({ lotIds: ['L1'] })],
    ['contract_kinds_mixed', [], open({ kind: 'traceable' })],
    ['one_lot_a_settlement', [], open({ ...traceable, lotIds: ['L1', 'L2'] })],
    ['share_out_of_range', [], open({ terms: { ...open().data.terms, commissionPpm: -1 } })],
    ['charge_differs', [open(), charge()], charge(6_000)],
    ['charge_differs', [open(), charge()], charge(5_000, { kind: 'storage' })],
    ['charge_differs', [open(), charge()], charge(5_000, { chargedBy: 'oce' })],
    ['pool_differs', [open()], open({ terms: { ...open().data.terms, commissionPpm: 40_001 } })],
    ['amount_negative', [open()], charge(-1)],
    ['pool_closed', [...ready, close()], fix(1, { attempt: 'B' })],
    ['contract_kinds_mixed', [open(traceable)], proceeds()],
    ['proceeds_of_another_pool', [open()], proceeds({ campaignId: 'OLIVE-2027' })],
    [
      'proceeds_of_another_pool',
      [open()],
      proceeds({ parts: [{ lotId: 'L1', grade: 'vierge', amountCentimes: 1 }] }),
    ],
    ['amount_zero', [open()], proceeds({ parts: [] })],
    ['chunk_out_of_order', [open()], fix(2)],
    ['chunk_out_of_order', [open(), fix(1)], fix(2, { of: 3 })],
    ['pool_changed', [...ready, proceeds({ proceedsId: 'R2' })], close()],
    ['pool_changed', [open(), proceeds(), fix(1), fix(2)], close()],
    ['shares_incomplete', [open(), charge(), proceeds(), fix(1)], close()],
    ['shares_incomplete', ready, close({ points: '21' })],
    ['shares_incomplete', ready, close({ attempt: 'B' })],
    ['shares_incomplete', ready, close({ distributableCentimes: 89_999 })],
  ] as [string, PoolCommand[], PoolCommand][])('is refused: %s', (slug, past, one) => {
    given(poolAggregate, after(...past))
      .when(one)
      .thenRefused(slug);
  });
});
