import { conditioning } from '@oce/contracts';
import { command, given, projected, reactionsTo } from '@oce/testing';
import { downstreamOf, lotsAmong, type Edge } from './domain/downstream';
import { recallAggregate, recallEvents, type OpenRecall } from './domain/recall';
import { whenRecallOpenedThenRecallLots } from './reactions/when-recall-opened-then-recall-lots';
import { edgesProjection } from './reads/edges';
import { recallsProjection } from './reads/recalls';

const edge = (from: string, into: string, at: number, rawLotIds: readonly string[] | null = null): Edge => ({
  from,
  into,
  firstAt: at,
  lastAt: at,
  rawLotIds,
});
const edges: Edge[] = [
  edge('lot:A', 'run:R1', 5),
  edge('lot:B', 'run:R2', 6),
  edge('run:R1', 'lot:R1_OIL', 7),
  edge('lot:R1_OIL', 'tank:T', 8),
  edge('tank:T', 'run:R3', 9),
  edge('run:R3', 'lot:R3_B', 10),
  // A return of a return.
  edge('lot:R3_B', 'tank:T', 11),
];
const from = (places: readonly string[]) => Promise.resolve(edges.filter((one) => places.includes(one.from)));

describe('what is downstream', () => {
  it('is everything that goods came to over any depth, round and round too', async () => {
    expect(lotsAmong(await downstreamOf(['lot:A'], from))).toEqual(['A', 'R1_OIL', 'R3_B']);
    expect(lotsAmong(await downstreamOf(['lot:B'], from))).toEqual(['B']);
    expect(lotsAmong(await downstreamOf(['tank:T'], from))).toEqual(['R3_B']);
    expect(lotsAmong(await downstreamOf(['lot:Z'], from))).toEqual(['Z']);
  });

  it('is not what was drawn of a tank before they came, or of others after it was cleaned', async () => {
    const tank = [
      edge('lot:A', 'tank:T', 1),
      edge('tank:T', 'run:R1', 2, ['A']),
      edge('lot:B', 'tank:T', 3),
      edge('tank:T', 'run:R2', 4, ['B']),
      edge('tank:T', 'run:R3', 5, ['A', 'B']),
    ];
    const out = (places: readonly string[]) =>
      Promise.resolve(tank.filter((one) => places.includes(one.from)));
    const runsOf = async (lotId: string) =>
      [...(await downstreamOf([`lot:${lotId}`], out, new Set([lotId])))].filter((one) =>
        one.startsWith('run:'),
      );
    expect(await runsOf('A')).toEqual(['run:R1', 'run:R3']);
    expect(await runsOf('B')).toEqual(['run:R2', 'run:R3']);
    expect(await downstreamOf(['lot:B'], out)).not.toContain('run:R1');
  });

  it('counts the earliest way by which they came', async () => {
    const ways = [
      edge('lot:A', 'tank:T', 9),
      edge('lot:A', 'run:R', 1),
      edge('run:R', 'lot:L', 2),
      edge('lot:L', 'tank:T', 3),
      edge('tank:T', 'run:Q', 5),
    ];
    const out = (places: readonly string[]) =>
      Promise.resolve(ways.filter((one) => places.includes(one.from)));
    expect(await downstreamOf(['lot:A'], out)).toContain('run:Q');
  });
});

describe('edges', () => {
  it('are read from draws, fillings, runs and units', () => {
    const origins = [{ lotId: 'A', grams: 1 }];
    const of = { productId: 'OIL', grams: 1, origins };
    const { LotDrawn } = conditioning.lotBalance;
    const { TankFilled, TankDrawn } = conditioning.tank;
    const into = { kind: 'run', id: 'R1' } as const;
    const drawn = LotDrawn({ ...of, lotId: 'A', drawId: 'D', into, pieces: null, leftGrams: 0 });
    const filled = TankFilled({ ...of, tankId: 'T', fillId: 'F', lotId: 'L', contentGrams: 1 });
    const out = TankDrawn({ ...of, tankId: 'T', drawId: 'E', into, heelLotIds: [], contentGrams: 0 });
    const packed = conditioning.unit.UnitPacked({
      sscc: 'S1',
      stationId: 'P',
      level: 'case',
      gtin: null,
      bestBefore: null,
      goods: [{ drawId: 'G', lotId: 'L', pieces: 1, ...of }],
      units: [{ sscc: 'S2', grams: 1 }],
      netGrams: 2,
      origins,
      packedAt: '2026-10-01T08:00:00Z',
    });
    expect(Object.keys(projected(edgesProjection, [drawn, filled, out, packed])).sort()).toEqual([
      'lot:A|run:R1',
      'lot:L|tank:T',
      'tank:T|run:R1',
      'unit:S1|lot:L',
      'unit:S1|unit:S2',
    ]);
  });
});

describe('a recall', () => {
  const openedAt = '2026-11-20T10:00:00.000Z';
  const data = { recallId: 'RC-1', source: { kind: 'lot', id: 'A' }, reason: 'glass', openedAt } as const;
  const open = (lotIds = ['A', 'R1_OIL'], change = {}): OpenRecall => ({
    ...command('OpenRecall', { ...data, ...change }),
    facts: { lotIds },
  });
  const [opened] = given(recallAggregate, []).when(open()).events();

  it('names what was downstream, once', () => {
    expect(opened).toMatchObject({ type: 'RecallOpened', data: { lotIds: ['A', 'R1_OIL'] } });
    if (!opened) throw new Error('it was to be opened');
    given(recallAggregate, [opened])
      .when(open(['A']))
      .thenNothing();
    given(recallAggregate, [opened])
      .when(open([], { reason: 'stones' }))
      .thenRefused('recall_id_taken');
    given(recallAggregate, []).when(open([])).thenRefused('nothing_to_recall');
    expect(projected(recallsProjection, [opened])).toMatchObject({ 'RC-1': { reason: 'glass' } });
  });

  it('recalls each lot', () => {
    const event = recallEvents.RecallOpened({ ...data, lotIds: ['A', 'B'], openedBy: 'staff:amal' });
    const told = { recallId: 'RC-1', reason: 'glass', recalledAt: openedAt };
    const made = new Map([['RC-1', ['B', 'C']]]);
    expect(reactionsTo(whenRecallOpenedThenRecallLots, event, made)).toEqual(
      ['A', 'B', 'C'].map((id) => {
        return { aggregate: 'lot-status', id, type: 'RecallLot', data: { lotId: id, ...told } };
      }),
    );
  });
});
