import { command, given, projected } from '@oce/testing';
import { drillAggregate, drillEvents, type StartDrill } from './domain/drill';
import { dueDrills } from './domain/due-drills';
import { drillsProjection } from './reads/drills';

const drillId = 'DRILL-1';
const startedAt = '2026-12-01T08:00:00.000Z';
const data = { drillId, lotId: 'RUN-2_B', startedAt };
const start = (change = {}, lot: StartDrill['facts']['lot'] = { productId: 'BOTTLE', netGrams: 1_000 }) => ({
  ...command('StartDrill', { ...data, ...change }),
  facts: { lot },
});
const started = drillEvents.RecallDrillStarted({
  ...data,
  productId: 'BOTTLE',
  toFindGrams: 1_000,
  startedBy: command('x', {}).meta.actor,
});
const step = (change = {}) =>
  command('RecordDrillStep', {
    stepId: 'S-1',
    step: 'stock' as const,
    minutes: 10,
    foundGrams: 600,
    contactsTried: 3,
    contactsReached: 2,
    note: null,
    recordedAt: '2026-12-01T08:10:00.000Z',
    ...change,
  });
const [recorded] = given(drillAggregate, [started]).when(step()).events();
if (!recorded) throw new Error('a step was to be recorded');
const close = (closedAt = '2026-12-01T12:00:00.000Z') => command('CloseDrill', { closedAt });

describe('a drill of a recall', () => {
  it('is started once, on a lot that is known', () => {
    given(drillAggregate, []).when(start()).then(started);
    given(drillAggregate, [started]).when(start()).thenNothing();
    given(drillAggregate, [started])
      .when(start({ lotId: 'OTHER' }))
      .thenRefused('drill_id_taken');
    given(drillAggregate, []).when(start({}, null)).thenRefused('lot_unknown');
  });

  it('has steps, each once, that find no more than there is', () => {
    expect(recorded).toMatchObject({ type: 'RecallDrillStepRecorded', data: { drillId, foundGrams: 600 } });
    const begun = given(drillAggregate, [started, recorded]);
    begun.when(step()).thenNothing();
    begun.when(step({ minutes: 11 })).thenRefused('step_recorded_otherwise');
    begun.when(step({ stepId: 'S-2', foundGrams: 401 })).thenRefused('found_too_much');
    begun
      .when(step({ stepId: 'S-2', foundGrams: 0, contactsReached: 4 }))
      .thenRefused('more_reached_than_tried');
    begun
      .when(step({ stepId: 'S-2', foundGrams: 0, recordedAt: '2026-12-01T07:59:59.000Z' }))
      .thenRefused('before_the_drill');
    given(drillAggregate, []).when(step()).thenRefused('drill_unknown');
  });

  it('is closed with what was found, whom one reached, and whether it took four hours at most', () => {
    const [closed] = given(drillAggregate, [started, recorded]).when(close()).events();
    expect(closed?.data).toMatchObject({
      foundGrams: 600,
      foundPpm: 600_000,
      contactsTried: 3,
      contactsReached: 2,
      minutes: 240,
      isInTime: true,
    });
    const late = given(drillAggregate, [started]).when(close('2026-12-01T12:00:01.000Z')).events();
    expect(late).toMatchObject([{ data: { minutes: 241, isInTime: false, foundPpm: 0 } }]);
    if (!closed) throw new Error('it was to be closed');
    const over = given(drillAggregate, [started, recorded, closed]);
    over.when(close()).thenNothing();
    over.when(close('2026-12-01T13:00:00.000Z')).thenRefused('drill_closed_otherwise');
    over.when(step({ stepId: 'S-2', foundGrams: 0 })).thenRefused('drill_closed');
    given(drillAggregate, [started, recorded])
      .when(close('2026-12-01T08:09:00.000Z'))
      .thenRefused('before_the_drill');
    const shown = projected(drillsProjection, [started, recorded, closed]);
    expect(shown[drillId]).toMatchObject({
      status: 'closed',
      closedOn: '2026-12-01',
      steps: [{ stepId: 'S-1' }],
      outcome: { foundPpm: 600_000 },
    });
  });
});

describe('drills that are due', () => {
  const of = (drillId: string, startedOn: string, closedOn: string | null) => ({
    drillId,
    startedAt: `${startedOn}T08:00:00.000Z`,
    startedOn,
    closedOn,
  });
  const now = '2026-12-01T09:00:00.000Z';
  const due = (...drills: ReturnType<typeof of>[]) => dueDrills(drills, '2026-12-01', now);

  it('are two in any year', () => {
    expect(due()).toMatchObject({ heldInYear: 0, asked: 2, nextDueOn: '2026-12-01', isOverdue: true });
    const one = of('D-1', '2026-06-01', '2026-06-01');
    expect(due(one)).toMatchObject({ heldInYear: 1, isOverdue: true });
    const both = due(one, of('D-2', '2026-11-02', '2026-11-02'));
    expect(both).toMatchObject({ heldInYear: 2, nextDueOn: '2027-06-01', isOverdue: false });
    const old = due(of('D-0', '2025-12-01', '2025-12-01'), of('D-2', '2026-11-02', '2026-11-02'));
    expect(old).toMatchObject({ heldInYear: 1, nextDueOn: '2026-12-01', isOverdue: true });
  });

  it('are late where one is open for more than four hours', () => {
    const open = due(of('D-1', '2026-11-30', null), of('D-2', '2026-12-01', null));
    expect(open.late).toEqual([{ drillId: 'D-1', startedAt: '2026-11-30T08:00:00.000Z', minutes: 1_500 }]);
  });
});
