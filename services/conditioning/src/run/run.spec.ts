import type { RunInput } from '@oce/contracts';
import { command, given } from '@oce/testing';
import { origins } from '../../test/conditioning-in-memory';
import type { CompleteRun } from './domain/complete-run';
import { MOST_CHARGES, runAggregate as run } from './domain/run';
import { runEvents, type RunEvent } from './domain/run.events';

const AT = '2026-11-20T08:00:00.000Z';
const start = {
  runId: 'RUN-1',
  stationId: 'PRESS',
  lineId: 'L1',
  activity: 'press' as const,
  corrects: null,
  startedAt: AT,
};
const started = runEvents.RunStarted(start);
const starting = (change: object = {}, isCorrectedCompleted: boolean | null = null) => ({
  ...command('StartRun', { ...start, ...change }),
  facts: { isCorrectedCompleted },
});
const olives: RunInput = {
  chargeId: 'A',
  from: { kind: 'lot', id: 'LOT-A' },
  productId: 'OLIVE',
  grams: 1_000_000,
  pieces: null,
  origins: origins({ 'LOT-A': 1_000_000 }),
};
const water: RunInput = {
  chargeId: 'W',
  from: { kind: 'material', id: 'PRESS_WATER' },
  productId: 'WATER',
  grams: 600_000,
  pieces: null,
  origins: [],
};
const charged = (input: RunInput): RunEvent => runEvents.RunCharged({ runId: 'RUN-1', ...input });
const terms: CompleteRun['facts'] = {
  tolerancePpm: 5_000,
  takenOutputs: [],
  yieldBands: new Map([['OIL', { fromPpm: 82_440, toPpm: 247_320 }]]),
};
const oil = (grams: number) => ({
  outputId: 'OIL',
  kind: 'main' as const,
  productId: 'OIL',
  grams,
  pieces: null,
  tankId: null,
});
const pomace = { ...oil(480_000), outputId: 'POMACE', kind: 'by_product' as const, productId: 'POMACE' };
const told = {
  outputs: [oil(190_000), pomace],
  waste: [{ kind: 'margines', grams: 915_000 }],
  lossGrams: 15_000,
  completedAt: AT,
};
const completing = (change: Partial<typeof told> = {}): CompleteRun => ({
  ...command('CompleteRun', { ...told, ...change }),
  facts: terms,
});
const lotOf = (outputId: string, kind: 'main' | 'by_product', grams: number) => ({
  lotId: `RUN-1_${outputId}`,
  kind,
  productId: outputId,
  grams,
  pieces: null,
  origins: origins({ 'LOT-A': grams }),
  tankId: null,
});
const completed = runEvents.RunCompleted({
  runId: 'RUN-1',
  stationId: 'PRESS',
  lineId: 'L1',
  activity: 'press',
  corrects: null,
  inputs: [olives, water],
  outputs: [lotOf('OIL', 'main', 190_000), lotOf('POMACE', 'by_product', 480_000)],
  waste: told.waste,
  lossGrams: 15_000,
  lossOrigins: origins({ 'LOT-A': 15_000 }),
  differenceGrams: 0,
  tolerancePpm: 5_000,
  yieldPpm: 190_000,
  isYieldFlagged: false,
  completedAt: AT,
});
const open = [started, charged(olives), charged(water)];

describe('a run', () => {
  it('starts, once, and sets right only a run that is over', () => {
    given(run, []).when(starting()).then(started);
    given(run, [started]).when(starting()).thenNothing();
    given(run, [started])
      .when(starting({ lineId: 'L2' }))
      .thenRefused('run_id_taken');
    given(run, [])
      .when(starting({ corrects: 'RUN-0' }, false))
      .thenRefused('run_to_correct_unknown');
    given(run, [])
      .when(starting({ corrects: 'RUN-0' }, true))
      .then(runEvents.RunStarted({ ...start, corrects: 'RUN-0' }));
  });

  it('takes charges while it is open, two lots of one material as two lines, and turns later ones away', () => {
    const second = { ...olives, chargeId: 'B' };
    given(run, [started]).when(command('TakeCharge', olives)).then(charged(olives));
    given(run, open).when(command('TakeCharge', olives)).thenNothing();
    given(run, open).when(command('TakeCharge', second)).then(charged(second));
    const away = runEvents.ChargeTurnedAway({ runId: 'RUN-1', chargeId: 'B', from: olives.from });
    given(run, [...open, completed])
      .when(command('TakeCharge', second))
      .then(away);
    given(run, [...open, completed, away])
      .when(command('TakeCharge', second))
      .thenNothing();
    const many = Array.from({ length: MOST_CHARGES }, (_, at) => charged({ ...olives, chargeId: `C-${at}` }));
    given(run, [started, ...many])
      .when(command('TakeCharge', second))
      .then(away);
    given(run, []).when(command('TakeCharge', olives)).thenRefused('run_unknown');
  });

  it('gives a charge back until it is over, once', () => {
    const take = command('TakeChargeBack', { chargeId: 'A', reason: 'another lot' });
    const back = runEvents.ChargeTakenBack({
      runId: 'RUN-1',
      chargeId: 'A',
      from: olives.from,
      reason: 'another lot',
    });
    given(run, open).when(take).then(back);
    given(run, [...open, back])
      .when(take)
      .thenNothing();
    const otherwise = command('TakeChargeBack', { chargeId: 'A', reason: 'in other words' });
    given(run, [...open, back])
      .when(otherwise)
      .thenRefused('charge_sent_back');
    given(run, [started]).when(take).thenRefused('charge_unknown');
    given(run, [...open, completed])
      .when(take)
      .thenRefused('run_completed');
  });

  it('of the worked press gives 190 kg of oil and 480 kg of pomace of 1,000 kg of olives, balanced', () => {
    given(run, open).when(completing()).then(completed);
    given(run, [...open, completed])
      .when(completing())
      .thenNothing();
    given(run, [...open, completed])
      .when(completing({ lossGrams: 14_999 }))
      .thenRefused('run_completed');
  });

  it.each<[string, RunEvent[], Partial<typeof told>]>([
    ['run_empty', [started], {}],
    ['run_without_output', open, { outputs: [] }],
    ['output_twice', open, { outputs: [oil(1), oil(2)] }],
    [
      'outputs_without_origins',
      [started, charged(water)],
      { outputs: [oil(600_000)], waste: [], lossGrams: 0 },
    ],
    ['run_unbalanced', open, { lossGrams: 23_001 }],
    ['run_unbalanced', open, { lossGrams: 6_999 }],
    ['pieces_uneven', open, { outputs: [{ ...oil(190_001), pieces: 2 as never }, pomace] }],
    ['pieces_into_tank', open, { outputs: [{ ...oil(2), pieces: 2 as never, tankId: 'T-1' as never }] }],
    ['lot_id_too_long', open, { outputs: [{ ...oil(2), outputId: 'A'.repeat(15), pieces: 2 as never }] }],
  ])('is refused with %s', (slug, past, change) => {
    given(run, past).when(completing(change)).thenRefused(slug);
  });

  it('is not completed with an output that bears the id of another lot', () => {
    const facts = { ...terms, takenOutputs: ['OIL'] };
    given(run, open)
      .when({ ...completing(), facts })
      .thenRefused('lot_id_taken');
    given(run, [...open, completed])
      .when({ ...completing(), facts })
      .thenNothing();
  });

  it('calibrates capers: bands and trash add up with the brine', () => {
    const capers = { ...olives, productId: 'CAPER' };
    const salt = { ...water, chargeId: 'S', productId: 'SALT', grams: 180_000 };
    const bands = [120_000, 240_000, 260_000, 180_000, 110_000, 60_000].map((grams, at) => ({
      ...oil(grams),
      outputId: `BAND-${at}`,
      productId: 'CAPER-IN-BRINE',
    }));
    const waste = [
      { kind: 'trash', grams: 30_000 },
      { kind: 'brine', grams: 180_000 },
    ];
    const past = [started, charged(capers), charged(salt)];
    const [event] = given(run, past)
      .when(completing({ outputs: bands, waste, lossGrams: 0 }))
      .events();
    expect(event?.data).toMatchObject({ differenceGrams: 0, yieldPpm: 970_000, isYieldFlagged: false });
  });

  it('is flagged where its yield is out of the band, and not refused', () => {
    const [event] = given(run, [started, charged(olives)])
      .when(completing({ outputs: [oil(400_000)], waste: [], lossGrams: 600_000 }))
      .events();
    expect(event?.data).toMatchObject({ yieldPpm: 400_000, isYieldFlagged: true });
  });

  it('is not flagged for what was that product already: oil that was filtered', () => {
    const [event] = given(run, [started, charged({ ...olives, productId: 'OIL' })])
      .when(completing({ outputs: [oil(995_000)], waste: [], lossGrams: 5_000 }))
      .events();
    expect(event?.data).toMatchObject({ yieldPpm: 995_000, isYieldFlagged: false });
  });
});

describe('the reversal of a run', () => {
  const reverse = command('ReverseRun', { reversalId: 'V-1', reason: 'wrong lot' });
  const lotIds = ['RUN-1_OIL', 'RUN-1_POMACE'];
  const begun = runEvents.RunReversalBegun({
    runId: 'RUN-1',
    reversalId: 'V-1',
    reason: 'wrong lot',
    lotIds,
  });
  const held = (lotId: string) => runEvents.RunOutputHeld({ runId: 'RUN-1', reversalId: 'V-1', lotId });
  const hear = (lotId: string, reversalId = 'V-1') => command('HearOutputHeld', { reversalId, lotId });
  const moved = command('HearOutputMoved', { reversalId: 'V-1', lotId: 'RUN-1_OIL', drawId: 'D-1' });
  const abandoned = runEvents.RunReversalAbandoned({
    runId: 'RUN-1',
    reversalId: 'V-1',
    reason: 'wrong lot',
    movedLotId: 'RUN-1_OIL',
    drawId: 'D-1',
    lotIds,
  });
  const reversed = runEvents.RunReversed({
    runId: 'RUN-1',
    reason: 'wrong lot',
    outputs: lotIds,
    inputs: [olives, water],
  });
  const over = [...open, completed];

  it('asks each output, and holds once all are whole', () => {
    given(run, over).when(reverse).then(begun);
    given(run, [...over, begun])
      .when(reverse)
      .thenNothing();
    given(run, [...over, begun])
      .when(hear('RUN-1_OIL'))
      .then(held('RUN-1_OIL'));
    given(run, [...over, begun, held('RUN-1_OIL')])
      .when(hear('RUN-1_OIL'))
      .thenNothing();
    given(run, [...over, begun, held('RUN-1_OIL')])
      .when(hear('RUN-1_POMACE'))
      .then(held('RUN-1_POMACE'), reversed);
    given(run, [...over, begun, held('RUN-1_OIL'), held('RUN-1_POMACE'), reversed])
      .when(reverse)
      .thenNothing();
  });

  it('is given up where one has moved, and may be begun anew', () => {
    given(run, [...over, begun])
      .when(moved)
      .then(abandoned);
    given(run, [...over, begun, abandoned])
      .when(moved)
      .thenNothing();
    given(run, [...over, begun, abandoned])
      .when(hear('RUN-1_POMACE'))
      .thenNothing();
    const again = command('ReverseRun', { reversalId: 'V-2', reason: 'wrong lot' });
    const anew = runEvents.RunReversalBegun({ ...begun.data, reversalId: 'V-2' });
    given(run, [...over, begun, abandoned])
      .when(again)
      .then(anew);
    given(run, [...over, begun, abandoned, anew])
      .when(hear('RUN-1_POMACE'))
      .thenNothing();
  });

  it('is refused in other words than the one that holds', () => {
    const otherwise = command('ReverseRun', { reversalId: 'V-3', reason: 'in other words' });
    given(run, [...over, begun])
      .when(otherwise)
      .thenRefused('run_reversed');
    given(run, [...over, begun, reversed])
      .when(otherwise)
      .thenRefused('run_reversed');
  });

  it('is refused for a run that is not over', () => {
    given(run, open).when(reverse).thenRefused('run_not_completed');
  });
});
