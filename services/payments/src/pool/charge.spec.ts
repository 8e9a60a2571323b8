import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import { FIRST_CHARGE_KINDS } from '../schedule/domain/charge-kinds';
import { POOL } from '../../test/season-events';
import { poolAggregate } from './domain/pool';
import type { ClosePool, PoolCommand, PostCharge } from './domain/pool.commands';
import type { PoolEvent } from './domain/pool.events';

const open = command('OpenPool', { ...POOL, terms: { ...POOL.terms, oceChargesCapPpm: 100_000 } });
const proceeds = command('PoolProceeds', {
  proceedsId: 'R1',
  invoiceNumber: 'INV-1',
  kind: 'pooled' as const,
  campaignId: POOL.campaignId,
  parts: [{ lotId: 'L1', grade: 'extra', amountCentimes: 100_000 }],
  valueDate: '2026-11-01',
});
const charge = (chargeId: string, amountCentimes: number, more: Partial<PostCharge['data']> = {}) => ({
  ...command('PostCharge', {
    poolId: 'POOL-1',
    chargeId,
    kind: 'freight',
    chargedBy: 'third_party' as const,
    amountCentimes,
    ...more,
  }),
  facts: { kinds: FIRST_CHARGE_KINDS },
});
const reverse = (chargeId: string, reason = 'posted twice') => command('ReverseCharge', { chargeId, reason });

/** Closed with a freight of its own, and by how much it passes the proceeds. */
function closedWith(freightCentimes: number): PoolCommand[] {
  const lossCentimes = Math.max(0, freightCentimes - 100_000);
  const distributableCentimes = Math.max(0, 100_000 - freightCentimes);
  const shares = [
    {
      producerCode: 'P1',
      payableGrams: 1,
      points: '10',
      shareCentimes: distributableCentimes,
      deliveries: [],
    },
  ];
  const line = (kind: string, amountCentimes: number, chargedBy: 'oce' | 'third_party' = 'third_party') => ({
    kind,
    chargedBy,
    askedCentimes: amountCentimes,
    amountCentimes,
  });
  const close: ClosePool = {
    ...command(
      'ClosePool',
      { closedOn: '2026-12-21', acknowledge: [], lossBorneBy: lossCentimes > 0 ? ('oce' as const) : null },
      { now: '2026-12-21T10:00:00.000Z', actor: 'staff:badr' },
    ),
    facts: {
      attempt: 'A',
      proceedsCentimes: 100_000,
      charges: [line('milling', 0), line('freight', freightCentimes), line('commission', 0, 'oce')],
      distributableCentimes,
      points: '10',
      deliveries: 1,
      payableGrams: 1,
      logPosition: 9,
      lossCentimes,
      oceChargesCapPpm: 50_000,
      outstanding: [],
      lastDeliveryOn: '2026-12-20',
    },
  };
  const fix = { ...command('FixShares', { attempt: 'A', chunk: 1, of: 1 }), facts: { shares } };
  return [open, charge('C1', freightCentimes), proceeds, fix, close];
}

const after = (...commands: PoolCommand[]): PoolEvent[] =>
  commands.reduce<PoolEvent[]>(
    (past, one) => [...past, ...poolAggregate.decide(one, fold(poolAggregate, past))],
    [],
  );
const stateAfter = (...commands: PoolCommand[]) => fold(poolAggregate, after(...commands));

describe('a charge', () => {
  it.each([
    ['charge_kind_by_rule', 'milling'],
    ['charge_kind_by_rule', 'commission'],
    ['charge_kind_unknown', 'bribes'],
  ])('is refused with %s where its kind is %s', (slug, kind) => {
    given(poolAggregate, after(open))
      .when(charge('C1', 1, { kind }))
      .thenRefused(slug);
  });

  it('of an open pool is reversed without moving money, and may not be posted again under its id', () => {
    const past = after(open, charge('C1', 700), reverse('C1'));
    expect(past.at(-1)).toMatchObject({ type: 'ChargeReversed', data: { freedCentimes: 0, postings: [] } });
    given(poolAggregate, past).when(reverse('C1')).thenNothing();
    given(poolAggregate, past).when(reverse('C1', 'otherwise')).thenRefused('charge_reversed_otherwise');
    given(poolAggregate, past).when(charge('C1', 700)).thenRefused('charge_reversed');
    given(poolAggregate, after(open)).when(reverse('C9')).thenRefused('charge_unknown');
  });

  it('of a closed pool takes its money out of the rest at once, and gives it back when it is reversed', () => {
    const late = charge('C2', 3_000);
    const past = after(...closedWith(40_000), late);
    expect(past.at(-1)).toMatchObject({
      data: {
        postings: [
          { account: 'pool:POOL-1', amountCentimes: -3_000 },
          { account: 'costs:freight', amountCentimes: 3_000 },
        ],
      },
    });
    expect(fold(poolAggregate, past).restCentimes).toBe(-3_000);
    expect(stateAfter(...closedWith(40_000), late, reverse('C2')).restCentimes).toBe(0);
    expect(stateAfter(...closedWith(40_000), reverse('C1')).restCentimes).toBe(40_000);
  });

  it("of OCE's after the closing keeps to the cap of the conventions, whatever the pool's own terms say", () => {
    const oce = (amountCentimes: number) => charge('C2', amountCentimes, { chargedBy: 'oce' });
    given(poolAggregate, after(...closedWith(40_000)))
      .when(oce(5_001))
      .thenRefused('oce_charges_above_cap');
    expect(stateAfter(...closedWith(40_000), oce(5_000)).restCentimes).toBe(-5_000);
  });

  it('that is reversed after a closing at a loss gives OCE back what it bore, and the members the rest', () => {
    const closing = after(...closedWith(130_000));
    expect(closing.at(-1)).toMatchObject({
      type: 'PoolClosed',
      data: {
        lossCentimes: 30_000,
        lossBorneBy: 'oce',
        distributableCentimes: 0,
        postings: [
          { account: 'pool:POOL-1', amountCentimes: -100_000 },
          { account: 'costs:pool-losses', amountCentimes: -30_000 },
          { account: 'costs:freight', amountCentimes: 130_000 },
        ],
      },
    });
    const back = after(...closedWith(130_000), reverse('C1'));
    expect(back.at(-1)).toMatchObject({
      data: {
        freedCentimes: 100_000,
        lossBackCentimes: 30_000,
        postings: [
          { account: 'costs:freight', amountCentimes: -130_000 },
          { account: 'pool:POOL-1', amountCentimes: 100_000 },
          { account: 'costs:pool-losses', amountCentimes: 30_000 },
        ],
      },
    });
  });
});
