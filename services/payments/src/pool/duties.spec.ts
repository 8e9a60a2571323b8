import { command, given } from '@oce/testing';
import { FIRST_CHARGE_KINDS } from '../schedule/domain/charge-kinds';
import { poolAggregate } from './domain/pool';
import type { PoolCommand } from './domain/pool.commands';
import { poolEvents, type PoolEvent } from './domain/pool.events';

const terms = {
  milling: { perKgCentimes: 0, chargedBy: 'third_party' as const },
  commissionPpm: 0,
  oceChargesCapPpm: 50_000,
};
const scope = {
  poolId: 'POOL-1',
  kind: 'pooled' as const,
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grades: ['extra'],
  lotIds: null,
};
const openedBy = (actor?: string) =>
  poolEvents.PoolOpened({ ...scope, terms, ...(actor === undefined ? {} : { openedBy: actor }) });
const freight = { poolId: 'POOL-1', chargeId: 'C1', kind: 'freight', chargedBy: 'third_party' as const };
const chargedBy = (postedBy: string) =>
  poolEvents.ChargePosted({ ...freight, amountCentimes: 1_000, postedBy, postings: [] });
const reversedBy = (actor: string) =>
  poolEvents.ChargeReversed({
    poolId: 'POOL-1',
    chargeId: 'C1',
    kind: 'freight',
    reason: 'posted twice',
    freedCentimes: 0,
    lossBackCentimes: 0,
    reversedBy: actor,
    postings: [],
  });
const shares = poolEvents.SharesFixed({ poolId: 'POOL-1', attempt: 'A', chunk: 1, of: 1, shares: [] });
const closing = {
  attempt: 'A',
  proceedsCentimes: 0,
  charges: [],
  distributableCentimes: 0,
  points: '0',
  deliveries: 0,
  payableGrams: 0,
  logPosition: 1,
  lossCentimes: 0,
  oceChargesCapPpm: 50_000,
};
const closed = poolEvents.PoolClosed({
  ...scope,
  ...closing,
  members: 0,
  closedOn: '2026-10-01',
  lossBorneBy: null,
  acknowledged: [],
  postings: [],
});

/** What ends a pool, or begins it anew, each by a person. */
const endings = (actor: string): [what: string, past: PoolEvent[], PoolCommand][] => [
  [
    'closes it',
    [shares],
    {
      ...command('ClosePool', { closedOn: '2026-10-01', acknowledge: [], lossBorneBy: null }, { actor }),
      facts: { ...closing, outstanding: [], lastDeliveryOn: null },
    },
  ],
  [
    'takes its closing back',
    [shares, closed],
    command('BeginTakeBack', { takeBackId: 'TB-1', reason: 'an invoice was forgotten' }, { actor }),
  ],
  [
    'winds it up',
    [shares, closed],
    {
      ...command('WindUpPool', { acknowledge: [] }, { actor }),
      facts: {
        outstanding: [],
        points: null,
        logPosition: 9,
        attempt: null,
        members: 0,
        arrearsCentimes: 0,
      },
    },
  ],
  [
    'distributes a supplement',
    [shares, closed],
    {
      ...command('DistributeSupplement', { supplementId: 'S1' }, { actor }),
      facts: {
        attempt: 'A',
        distributedCentimes: 0,
        sharedCentimes: 0,
        points: '0',
        lateDeliveries: 0,
        arrearsCentimes: 0,
        logPosition: 2,
        restBeforeCentimes: 0,
      },
    },
  ],
];
const hands: [did: string, past: PoolEvent[]][] = [
  ['opened a pool', [openedBy('staff:amal'), chargedBy('staff:other')]],
  ['charged a pool', [openedBy('staff:other'), chargedBy('staff:amal')]],
  [
    'took a charge of a pool back',
    [openedBy('staff:other'), chargedBy('staff:other'), reversedBy('staff:amal')],
  ],
];
const cases = hands.flatMap(([did, past]) =>
  endings('staff:amal').map(([ends, more, ending]) => [did, ends, [...past, ...more], ending] as const),
);

describe('duties in a pool', () => {
  it.each(cases)('nobody who %s %s', (_did, _ends, past, ending) => {
    given(poolAggregate, past).when(ending).thenRefused('second_person_needed');
  });

  it.each(endings('staff:amal'))('whoever did none of it %s', (_ends, more, ending) => {
    const state = [openedBy('staff:other'), ...more];
    expect(given(poolAggregate, state).when(ending).events()).not.toEqual([]);
  });

  it.each(endings('staff:amal'))(
    'of a pool whose log does not say who opened it, anybody %s',
    (_ends, more, ending) => {
      expect(
        given(poolAggregate, [openedBy(), ...more])
          .when(ending)
          .events(),
      ).not.toEqual([]);
    },
  );

  it('count persons, not machines: what a policy opened its own name may end', () => {
    for (const [, more, ending] of endings('policy:open-pool'))
      expect(
        given(poolAggregate, [openedBy('policy:open-pool'), ...more])
          .when(ending)
          .events(),
      ).not.toEqual([]);
  });

  it('are written with each deed', () => {
    const open = command('OpenPool', { ...scope, terms }, { actor: 'staff:amal' });
    const opened = poolEvents.PoolOpened({ ...openedBy('staff:amal').data, limit: 1_000 });
    given(poolAggregate, []).when(open).then(opened);
    given(poolAggregate, [openedBy('staff:amal')])
      .when({ ...open, meta: { ...open.meta, actor: 'staff:badr' } })
      .thenNothing();
    const charge = {
      ...command('PostCharge', { ...freight, amountCentimes: 1_000 }, { actor: 'staff:badr' }),
      facts: { kinds: FIRST_CHARGE_KINDS },
    };
    given(poolAggregate, [openedBy('staff:amal')])
      .when(charge)
      .then(poolEvents.ChargePosted({ ...chargedBy('staff:badr').data, limit: 500_000_000 }));
    const reverse = command(
      'ReverseCharge',
      { chargeId: 'C1', reason: 'posted twice' },
      { actor: 'staff:badr' },
    );
    given(poolAggregate, [openedBy('staff:amal'), chargedBy('staff:amal')])
      .when(reverse)
      .then(reversedBy('staff:badr'));
  });
});
