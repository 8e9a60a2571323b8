import { certification, conditioning } from '@oce/contracts';
import { command, given, projected } from '@oce/testing';
import { controlEvents } from '../src/control/domain/control.events';
import { sealAggregate } from '../src/control/domain/seals';
import { tankStatusesProjection } from '../src/control/reads/tank-statuses';
import { standardAggregate, standardEvents, standardOn } from '../src/standard/domain/standard';
import { standardsProjection } from '../src/standard/reads/standards';
import { lotStatusAggregate, lotStatusEvents } from '../src/status/domain/lot-status';
import { lotStatusesProjection } from '../src/status/reads/lot-statuses';
import { rulesOf } from './standards';

const standard = {
  standardId: 'olives-ma',
  version: '1',
  market: 'MA',
  productIds: ['OLIVE'],
  validFrom: '2026-01-01',
  source: 'rules',
  ...rulesOf('olives-ma'),
  counterAssessmentDays: 15,
};
const published = standardEvents.StandardPublished(standard);

describe('a standard', () => {
  it('is published in dated versions that are never changed', () => {
    given(standardAggregate, []).when(command('PublishStandard', standard)).then(published);
    given(standardAggregate, [published]).when(command('PublishStandard', standard)).thenNothing();
    const other = { ...standard, source: 'others' };
    given(standardAggregate, [published])
      .when(command('PublishStandard', other))
      .thenRefused('standard_published');
    const next = { ...standard, version: '2', validFrom: '2026-06-01' };
    const second = standardEvents.StandardPublished(next);
    given(standardAggregate, [published]).when(command('PublishStandard', next)).then(second);
    const state = { versions: [standard, next] };
    expect(standardOn(state, '2026-05-31')?.version).toBe('1');
    expect(standardOn(state, '2026-06-01')?.version).toBe('2');
    expect(standardOn(state, '2025-12-31')).toBeUndefined();
    expect(Object.keys(projected(standardsProjection, [published, second]))).toEqual([
      'olives-ma.2026-01-01',
      'olives-ma.2026-06-01',
    ]);
  });

  it('names each grade once, and limits that limit something', () => {
    const category = { grade: 'a', limits: [], isSold: true };
    const twice = { ...standard, categories: [category, category] };
    given(standardAggregate, []).when(command('PublishStandard', twice)).thenRefused('grade_twice');
    const general = standard.general.map((one) => ({ ...one, max: null, min: null }));
    given(standardAggregate, [])
      .when(command('PublishStandard', { ...standard, general }))
      .thenRefused('limit_empty');
  });
});

describe('what may be done with a lot', () => {
  const lotId = 'LOT-1';
  const at = '2026-11-20T10:00:00.000Z';
  const { LotHeld, LotReleased, LotRejected, LotRecalled, LotClaimsChanged } = certification.lotStatus;
  const of = { standardId: 'olives-ma', version: '1' };
  const taken = lotStatusEvents.LotTakenUp({ lotId, productId: 'OLIVE', grade: 'extra', netGrams: 9 });
  const held = LotHeld({ lotId, cause: 'systematic', reason: 'never controlled', heldAt: at });
  const claims = [{ kind: 'all', claim: 'organic', certificateIds: ['CERT-1'] }] as const;
  const about = { lotId, market: 'MA', standard: of, controlId: 'CT-1' };
  const released = LotReleased({ ...about, grade: 'extra', claims, releasedAt: at });
  const mayStill = ['destruction'] as const;
  const rejected = LotRejected({ ...about, market: 'EU', reason: 'mould', mayStill, rejectedAt: at });
  const recalled = LotRecalled({ lotId, recallId: 'RC-1', reason: 'glass', recalledAt: at });
  const changed = LotClaimsChanged({ lotId, claims: [], reason: 'suspended', changedAt: at });
  const after = (...events: Parameters<typeof projected<never, typeof taken>>[1]) =>
    projected(lotStatusesProjection, events as never)[lotId];

  it('is shown with its markets, its claims and who they were by', () => {
    expect(after(taken, held as never)).toMatchObject({
      status: 'held',
      heldFor: 'never controlled',
      markets: [],
    });
    expect(after(taken, held as never, released as never, rejected as never)).toMatchObject({
      status: 'released',
      heldFor: null,
      claims,
      markets: [
        { market: 'MA', grade: 'extra', rejectedFor: null },
        { market: 'EU', grade: null, rejectedFor: 'mould', mayStill },
      ],
    });
    expect(after(taken, released as never, changed as never)).toMatchObject({
      claims: [],
      claimedBy: ['CERT-1'],
    });
    expect(after(taken, released as never, recalled as never)).toMatchObject({
      status: 'recalled',
      recallId: 'RC-1',
    });
    expect(after(taken, rejected as never)).toMatchObject({ status: 'held' });
    const gone = { lotId, grams: 9, document: 'PV', destroyedOn: '2026-11-20' };
    expect(after(taken, lotStatusEvents.LotDestroyed(gone) as never)).toMatchObject({ status: 'destroyed' });
  });

  it('is taken up once, and recalled at once where what it is made of was', () => {
    const data = { lotId, productId: 'OLIVE', grade: 'extra', netGrams: 9 };
    const takeUp = command('TakeUpLot', { ...data, takenUpAt: at });
    given(lotStatusAggregate, []).when(takeUp).then(taken, held);
    given(lotStatusAggregate, [taken, held]).when(takeUp).thenNothing();
    const recalledBy = { recallId: 'RC-1', reason: 'glass' };
    given(lotStatusAggregate, [])
      .when(command('TakeUpLot', { ...data, takenUpAt: at, recalledBy }))
      .then(taken, held, recalled);
  });

  it('may be recalled before it is taken up, and is then recalled from its beginning', () => {
    const recall = { lotId, recallId: 'RC-1', reason: 'glass', recalledAt: at };
    const { LotTakenUp } = lotStatusEvents;
    const known = { lotId, productId: 'OLIVE', grade: null, netGrams: 1_000 };
    const early = LotRecalled(recall);
    given(lotStatusAggregate, []).when(command('RecallLot', recall)).then(early);
    given(lotStatusAggregate, [early])
      .when(command('TakeUpLot', { ...known, takenUpAt: at }))
      .then(LotTakenUp(known));
    expect(projected(lotStatusesProjection, [early, LotTakenUp(known)])[lotId]).toMatchObject({
      status: 'recalled',
      recallId: 'RC-1',
      productId: 'OLIVE',
    });
  });

  it('is not held, released or rejected any more once it is recalled', () => {
    const past = [taken, held, recalled];
    const hold = { cause: 'clerk', reason: 'a smell', heldAt: at } as const;
    given(lotStatusAggregate, past).when(command('HoldLot', hold)).thenNothing();
    const { lotId: _lot, ...release } = released.data;
    given(lotStatusAggregate, past)
      .when(command('ReleaseLot', { ...release, sampledAt: at }))
      .thenRefused('lot_recalled');
    const { lotId: _id, ...reject } = rejected.data;
    given(lotStatusAggregate, past).when(command('RejectLot', reject)).thenNothing();
    given(lotStatusAggregate, past)
      .when(command('RecallLot', { lotId, recallId: 'RC-2', reason: 'x', recalledAt: at }))
      .thenNothing();
    given(lotStatusAggregate, [taken, held])
      .when(command('LiftHold', { reason: 'x', liftedAt: at }))
      .thenRefused('hold_not_by_clerk');
  });
});

it('a tank is held again by any later filling', () => {
  const filled = conditioning.tank.TankFilled({
    tankId: 'T-1',
    fillId: 'F',
    lotId: 'L',
    productId: 'OIL',
    grams: 1,
    origins: [],
    contentGrams: 1,
  });
  const verdict = (sampledAt: string) =>
    controlEvents.VerdictSigned({
      controlId: 'CT-1',
      holder: { kind: 'tank', id: 'T-1' },
      productId: 'OIL',
      ownGrade: null,
      market: 'EU',
      standard: { standardId: 'oil', version: '1' },
      rules: { general: [], categories: [] },
      measures: [],
      verdict: 'conform',
      grade: 'virgin',
      failures: [],
      mayStill: [],
      sampledAt,
      signedBy: 'staff:amal',
      signedAt: sampledAt,
    });
  const after = (...events: never[]) => projected(tankStatusesProjection, events)['T-1'];
  const late = '2027-01-01T00:00:00.000Z';
  expect(after(filled as never, verdict(late) as never)).toMatchObject({
    status: 'conform',
    grade: 'virgin',
  });
  expect(after(filled as never, verdict('2020-01-01T00:00:00.000Z') as never)).toMatchObject({
    status: 'held',
  });
  expect(after(filled as never, verdict(late) as never, filled as never)).toMatchObject({ status: 'held' });
});

it('a seal is of one sample', () => {
  const seal = { sealNumber: 'S-1', holder: 'CT-1' };
  const taken = given(sealAggregate, []).when(command('TakeClaim', seal)).events();
  given(sealAggregate, taken)
    .when(command('TakeClaim', { ...seal, holder: 'CT-2' }))
    .thenRefused('seal_used');
});
