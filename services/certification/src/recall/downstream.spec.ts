import { conditioning } from '@oce/contracts';
import { command, given, projected, reactionsTo } from '@oce/testing';
import { downstreamOf, lotsAmong, type Edge } from './domain/downstream';
import { recallAggregate, recallEvents, type OpenRecall } from './domain/recall';
import { whenRecallOpenedThenRecallLots } from './reactions/when-recall-opened-then-recall-lots';
import { edgesProjection } from './reads/edges';
import { recallsProjection } from './reads/recalls';

const edges: Edge[] = [
  { from: 'lot:A', into: 'run:R1', lastAt: 5 },
  { from: 'lot:B', into: 'run:R2', lastAt: 6 },
  { from: 'run:R1', into: 'lot:R1_OIL', lastAt: 7 },
  { from: 'lot:R1_OIL', into: 'tank:T', lastAt: 8 },
  { from: 'tank:T', into: 'run:R3', lastAt: 9 },
  { from: 'run:R3', into: 'lot:R3_B', lastAt: 10 },
  // A return of a return.
  { from: 'lot:R3_B', into: 'tank:T', lastAt: 11 },
];
const from = (places: readonly string[]) => Promise.resolve(edges.filter((one) => places.includes(one.from)));

describe('what is downstream', () => {
  it('is everything that goods came to over any depth, round and round too', async () => {
    expect(lotsAmong(await downstreamOf(['lot:A'], from))).toEqual(['A', 'R1_OIL', 'R3_B']);
    expect(lotsAmong(await downstreamOf(['lot:B'], from))).toEqual(['B']);
    expect(lotsAmong(await downstreamOf(['tank:T'], from))).toEqual(['R3_B']);
    expect(lotsAmong(await downstreamOf(['lot:Z'], from))).toEqual(['Z']);
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
    expect(reactionsTo(whenRecallOpenedThenRecallLots, event)).toEqual(
      ['A', 'B'].map((id) => ({ aggregate: 'lot-status', id, type: 'RecallLot', data: told })),
    );
  });
});
