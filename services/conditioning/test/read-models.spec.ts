import { projected } from '@oce/testing';
import { lotBalanceEvents, type LotBalanceEvent } from '../src/lot-balance/domain/lot-balance.events';
import { lotBalancesProjection } from '../src/lot-balance/reads/lots';
import { runEvents } from '../src/run/domain/run.events';
import { runsProjection } from '../src/run/reads/runs';
import { tankEvents } from '../src/tank/domain/tank.events';
import { tanksProjection } from '../src/tank/reads/tanks';
import { unitEvents } from '../src/unit/domain/unit.events';
import { unitsProjection } from '../src/unit/reads/units';
import { origins } from './conditioning-in-memory';

const AT = '2026-11-20T08:00:00.000Z';
const into = { kind: 'run', id: 'RUN-1' } as const;
const of = (grams: number) => ({ grams, origins: origins({ A: grams }) });

describe('the list of lots', () => {
  const { LotMadeAvailable, LotDrawn, LotDrawReturned, LotHeldForReversal, LotWithdrawn } = lotBalanceEvents;
  const made = LotMadeAvailable({
    lotId: 'L',
    runId: null,
    productId: 'OIL',
    netGrams: 100,
    pieces: null,
    origins: origins({ A: 100 }),
    tankId: null,
  });
  const drawn = LotDrawn({
    lotId: 'L',
    drawId: 'D',
    into,
    productId: 'OIL',
    pieces: null,
    ...of(30),
    leftGrams: 70,
  });
  const returned = LotDrawReturned({ lotId: 'L', drawId: 'D', ...of(30), reason: 'a mistake' });
  const held = LotHeldForReversal({ lotId: 'L', runId: 'R', reversalId: 'V' });
  const lot = (...events: LotBalanceEvent[]) => projected(lotBalancesProjection, events)['L'];

  it('says what is left of each', () => {
    expect(lot(made, drawn)).toMatchObject({ netGrams: 100, leftGrams: 70, isWithdrawn: false });
    expect(lot(made, drawn, returned, held)).toMatchObject({ leftGrams: 100 });
    const withdrawn = LotWithdrawn({ lotId: 'L', runId: 'R' });
    expect(lot(made, held, withdrawn)).toMatchObject({
      leftGrams: 0,
      isWithdrawn: true,
    });
    expect(lot(drawn)).toBeUndefined();
  });
});

describe('the list of tanks', () => {
  const installed = tankEvents.TankInstalled({
    tankId: 'T',
    stationId: 'PRESS',
    capacityMillilitres: 1_000,
    installedOn: '2026-09-01',
  });
  const filled = tankEvents.TankFilled({
    tankId: 'T',
    fillId: 'F',
    lotId: 'L',
    productId: 'OIL',
    ...of(100),
    contentGrams: 100,
  });
  const gauged = tankEvents.TankGauged({
    tankId: 'T',
    gaugeId: 'G',
    measuredMillilitres: 1,
    temperatureDeciCelsius: 200,
    measuredGrams: 99,
    bookGrams: 100,
    differenceGrams: -1,
    origins: origins({ A: 1 }),
    tolerancePpm: 10_000,
    reason: 'dip',
    gaugedAt: AT,
  });

  it('says what is in each, from where, and when it was gauged', () => {
    expect(projected(tanksProjection, [installed, filled, gauged])['T']).toMatchObject({
      contentGrams: 99,
      origins: origins({ A: 99 }),
      gaugedAt: AT,
      seal: null,
    });
    expect(projected(tanksProjection, [filled, gauged])['T']).toBeUndefined();
  });

  it('says for what it is, its seal and its last cleaning', () => {
    const assigned = { productId: 'OIL', densityGramsPerLitre: 916, expansionPpmPerDegree: 0 };
    const past = [
      installed,
      tankEvents.TankAssigned({ tankId: 'T', ...assigned, assignedOn: '2026-09-02' }),
      tankEvents.TankCleaned({ tankId: 'T', cleanedAt: AT, heelLotIds: [] }),
      tankEvents.TankSealed({ tankId: 'T', sealNumber: 'S', sealedAt: AT }),
    ];
    expect(projected(tanksProjection, past)['T']).toMatchObject({
      productId: 'OIL',
      seal: 'S',
      cleanedAt: AT,
    });
    const open = tankEvents.TankUnsealed({ tankId: 'T', sealNumber: 'S', reason: 'opened', unsealedAt: AT });
    expect(projected(tanksProjection, [...past, open])['T']).toMatchObject({ seal: null });
  });
});

describe('the list of runs', () => {
  const started = runEvents.RunStarted({
    runId: 'RUN-1',
    stationId: 'PRESS',
    lineId: 'L1',
    activity: 'press',
    corrects: null,
    startedAt: AT,
  });
  const input = { chargeId: 'C', from: { kind: 'lot', id: 'L' } as const, productId: 'OLIVE', pieces: null };
  const charged = runEvents.RunCharged({ runId: 'RUN-1', ...input, ...of(100) });

  it('says what went in and what was given back', () => {
    const back = runEvents.ChargeTakenBack({
      runId: 'RUN-1',
      chargeId: 'C',
      from: input.from,
      reason: 'a mistake',
    });
    expect(projected(runsProjection, [started, charged])['RUN-1']).toMatchObject({
      status: 'open',
      inputs: [{ ...input, grams: 100 }],
    });
    expect(projected(runsProjection, [started, charged, back])['RUN-1']).toMatchObject({ inputs: [] });
    const reversed = runEvents.RunReversed({ runId: 'RUN-1', reason: 'a mistake', outputs: [], inputs: [] });
    expect(projected(runsProjection, [started, charged, reversed])['RUN-1']).toMatchObject({
      status: 'reversed',
    });
  });
});

describe('the list of units', () => {
  const opened = unitEvents.UnitOpened({
    sscc: 'U',
    stationId: 'PRESS',
    level: 'case',
    gtin: null,
    bestBefore: null,
    openedAt: AT,
  });
  const goods = { drawId: 'D', lotId: 'L', productId: 'BOTTLE', pieces: 1 };
  const putIn = unitEvents.GoodsPutIn({ sscc: 'U', ...goods, ...of(458) });
  const inner = { sscc: 'V', ...of(10), gtin: null, lotIds: ['L'] };

  it('says what is in each, and in which other it is', () => {
    const taken = unitEvents.UnitTaken({ sscc: 'U', inner });
    const inOther = unitEvents.UnitPutInto({ sscc: 'U', outerSscc: 'W', inner });
    expect(projected(unitsProjection, [opened, putIn, taken, inOther])['U']).toMatchObject({
      status: 'open',
      goods: [{ lotId: 'L', productId: 'BOTTLE', pieces: 1, grams: 458 }],
      units: ['V'],
      netGrams: 468,
      outerSscc: 'W',
    });
    const left = unitEvents.UnitLeftOuter({ sscc: 'U', outerSscc: 'W' });
    const broken = unitEvents.UnitBroken({ sscc: 'U', reason: 'damaged', goods: [], units: [] });
    expect(projected(unitsProjection, [opened, inOther, left, broken])['U']).toMatchObject({
      status: 'broken',
      outerSscc: null,
    });
  });
});
