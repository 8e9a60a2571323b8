import { command, given } from '@oce/testing';
import { origins } from '../../test/conditioning-in-memory';
import { gaugedGrams } from './domain/gauge';
import { tankAggregate as tank } from './domain/tank';
import { tankEvents, type TankEvent } from './domain/tank.events';

const AT = '2026-11-20T08:00:00.000Z';
const installation = {
  tankId: 'T-1',
  stationId: 'PRESS',
  capacityMillilitres: 2_000_000,
  installedOn: '2026-09-01',
};
const oil = {
  productId: 'OIL',
  densityGramsPerLitre: 916,
  expansionPpmPerDegree: 700,
  assignedOn: '2026-10-01',
};
const installed = tankEvents.TankInstalled(installation);
const assigned = tankEvents.TankAssigned({ tankId: 'T-1', ...oil });
const fill = (lotId: string, grams: number) =>
  command('FillTank', {
    fillId: `F-${lotId}`,
    lotId,
    productId: 'OIL',
    origins: origins({ [lotId]: grams }),
  });
const filled = (lotId: string, grams: number, contentGrams: number): TankEvent =>
  tankEvents.TankFilled({
    tankId: 'T-1',
    fillId: `F-${lotId}`,
    lotId,
    productId: 'OIL',
    grams,
    origins: origins({ [lotId]: grams }),
    contentGrams,
  });
const into = { kind: 'run', id: 'RUN-1' } as const;
const draw = (drawId: string, grams: number) => command('DrawFromTank', { drawId, into, grams });
const drawn = (drawId: string, of: Record<string, number>, contentGrams: number, heelLotIds: string[] = []) =>
  tankEvents.TankDrawn({
    tankId: 'T-1',
    drawId,
    into,
    productId: 'OIL',
    grams: Object.values(of).reduce((sum, one) => sum + one, 0),
    origins: origins(of),
    heelLotIds,
    contentGrams,
  });
const ready = [installed, assigned];
const holding = [...ready, filled('A', 600_123, 600_123), filled('B', 400_000, 1_000_123)];

describe('a tank', () => {
  it('is installed once, and is for one product, by its density', () => {
    given(tank, []).when(command('InstallTank', installation)).then(installed);
    given(tank, [installed]).when(command('InstallTank', installation)).thenNothing();
    given(tank, [installed])
      .when(command('InstallTank', { ...installation, capacityMillilitres: 1 }))
      .thenRefused('tank_id_taken');
    given(tank, [installed]).when(command('AssignTank', oil)).then(assigned);
    given(tank, ready).when(command('AssignTank', oil)).thenNothing();
    given(tank, []).when(command('AssignTank', oil)).thenRefused('tank_unknown');
  });

  it('takes goods, once, and turns away what it has no room for', () => {
    given(tank, ready)
      .when(fill('A', 600_123))
      .then(filled('A', 600_123, 600_123));
    given(tank, holding).when(fill('A', 600_123)).thenNothing();
    const away = (reason: 'tank_full' | 'tank_of_other_goods' | 'tank_sealed') =>
      tankEvents.TankFillTurnedAway({ tankId: 'T-1', fillId: 'F-C', lotId: 'C', reason });
    // 2,000 l at 916 g are 1,832 kg.
    given(tank, holding)
      .when(fill('C', 831_877))
      .then(filled('C', 831_877, 1_832_000));
    given(tank, holding).when(fill('C', 831_878)).then(away('tank_full'));
    given(tank, [installed]).when(fill('C', 1)).then(away('tank_of_other_goods'));
    const sealed = tankEvents.TankSealed({ tankId: 'T-1', sealNumber: 'S-1', sealedAt: AT });
    given(tank, [...ready, sealed])
      .when(fill('C', 1))
      .then(away('tank_sealed'));
    given(tank, [...ready, away('tank_full')])
      .when(fill('C', 1))
      .thenNothing();
  });

  it('gives goods in the proportions of the worked tank', () => {
    given(tank, holding)
      .when(draw('D-1', 250_000))
      .then(drawn('D-1', { A: 150_012, B: 99_988 }, 750_123));
    const later = [
      ...holding,
      drawn('D-1', { A: 150_012, B: 99_988 }, 750_123),
      filled('C', 250_000, 1_000_123),
    ];
    given(tank, later)
      .when(draw('D-2', 333_333))
      .then(drawn('D-2', { A: 150_018, B: 99_992, C: 83_323 }, 666_790));
    given(tank, later).when(draw('D-1', 250_000)).thenNothing();
    given(tank, later).when(draw('D-1', 250_001)).thenRefused('draw_differs');
    given(tank, later).when(draw('D-3', 1_000_124)).thenRefused('tank_short');
    given(tank, ready).when(draw('D-3', 1)).thenRefused('tank_short');
  });

  it('has what a run gives back, once', () => {
    const gone = drawn('D-1', { A: 150_012, B: 99_988 }, 750_123);
    const back = tankEvents.TankDrawReturned({
      tankId: 'T-1',
      drawId: 'D-1',
      grams: 250_000,
      origins: origins({ A: 150_012, B: 99_988 }),
      reason: 'the run was over',
      contentGrams: 1_000_123,
    });
    const giveBack = command('ReturnToTank', { drawId: 'D-1', reason: 'the run was over' });
    given(tank, [...holding, gone])
      .when(giveBack)
      .then(back);
    given(tank, [...holding, gone, back])
      .when(giveBack)
      .thenNothing();
    given(tank, holding).when(giveBack).thenRefused('draw_unknown');
  });

  it('keeps the heel of what it ran dry of until it is cleaned, for the trace', () => {
    const dry = [...ready, filled('A', 1_000, 1_000), drawn('D-1', { A: 1_000 }, 0)];
    const refilled = [...dry, filled('B', 500, 500)];
    given(tank, refilled)
      .when(draw('D-2', 500))
      .then(drawn('D-2', { B: 500 }, 0, ['A']));
    const clean = command('CleanTank', { cleanedAt: AT });
    const cleaned = tankEvents.TankCleaned({ tankId: 'T-1', cleanedAt: AT, heelLotIds: ['A'] });
    given(tank, dry).when(clean).then(cleaned);
    given(tank, [...dry, cleaned])
      .when(clean)
      .thenNothing();
    given(tank, holding).when(clean).thenRefused('tank_not_empty');
    given(tank, [...dry, cleaned, filled('B', 500, 500)])
      .when(draw('D-2', 500))
      .then(drawn('D-2', { B: 500 }, 0));
    const honey = { ...oil, productId: 'HONEY', densityGramsPerLitre: 1_420 };
    given(tank, dry).when(command('AssignTank', honey)).thenRefused('tank_in_use');
    given(tank, [...dry, cleaned])
      .when(command('AssignTank', honey))
      .then(tankEvents.TankAssigned({ tankId: 'T-1', ...honey }));
  });

  it('bears a seal that nobody passes and none bears twice', () => {
    const seal = (sealNumber: string) => command('SealTank', { sealNumber, sealedAt: AT });
    const unseal = (sealNumber: string) =>
      command('UnsealTank', { sealNumber, reason: 'to be drawn', unsealedAt: AT });
    const sealed = tankEvents.TankSealed({ tankId: 'T-1', sealNumber: 'S-1', sealedAt: AT });
    const open = tankEvents.TankUnsealed({
      tankId: 'T-1',
      sealNumber: 'S-1',
      reason: 'to be drawn',
      unsealedAt: AT,
    });
    given(tank, holding).when(seal('S-1')).then(sealed);
    given(tank, [...holding, sealed])
      .when(seal('S-1'))
      .thenNothing();
    given(tank, [...holding, sealed])
      .when(seal('S-2'))
      .thenRefused('tank_sealed');
    given(tank, [...holding, sealed])
      .when(draw('D-1', 1))
      .thenRefused('tank_sealed');
    given(tank, [...holding, sealed])
      .when(unseal('S-2'))
      .thenRefused('seal_differs');
    given(tank, [...holding, sealed])
      .when(unseal('S-1'))
      .then(open);
    given(tank, [...holding, sealed, open])
      .when(unseal('S-1'))
      .thenNothing();
    given(tank, [...holding, sealed, open])
      .when(seal('S-1'))
      .thenRefused('seal_used');
  });
});

describe('a dip', () => {
  const gauge = (measuredMillilitres: number, temperatureDeciCelsius = 200) => ({
    ...command('GaugeTank', {
      gaugeId: 'G-1',
      measuredMillilitres,
      temperatureDeciCelsius,
      reason: 'end of the month',
      gaugedAt: AT,
    }),
    facts: { tolerancePpm: 5_000 },
  });
  const gauged = (measuredMillilitres: number, measuredGrams: number, of: Record<string, number>) =>
    tankEvents.TankGauged({
      tankId: 'T-1',
      gaugeId: 'G-1',
      measuredMillilitres,
      temperatureDeciCelsius: 200,
      measuredGrams,
      bookGrams: 1_000_123,
      differenceGrams: measuredGrams - 1_000_123,
      origins: origins(of),
      tolerancePpm: 5_000,
      reason: 'end of the month',
      gaugedAt: AT,
    });

  it('names the difference and where it comes from, whichever way it goes', () => {
    given(tank, holding)
      .when(gauge(1_090_000))
      .then(gauged(1_090_000, 998_440, { A: 1_010, B: 673 }));
    given(tank, holding)
      .when(gauge(1_092_000))
      .then(gauged(1_092_000, 1_000_272, { A: 89, B: 60 }));
  });

  it('is told once, and refused where it is off by more than the tolerance', () => {
    const after = [...holding, gauged(1_090_000, 998_440, { A: 1_010, B: 673 })];
    given(tank, after).when(gauge(1_090_000)).thenNothing();
    given(tank, after).when(gauge(1_090_001)).thenRefused('gauge_differs');
    given(tank, holding).when(gauge(1_100_000)).thenRefused('gauge_out_of_tolerance');
    given(tank, ready).when(gauge(1)).thenRefused('gauge_of_nothing');
    given(tank, [installed]).when(gauge(1)).thenRefused('tank_not_assigned');
  });

  it('counts litres at 20 degrees', () => {
    const { data } = gauge(1_000_000, 300);
    // Ten degrees above: 7,000 ppm less.
    expect(gaugedGrams(data, { tankId: 'T-1', ...oil })).toBe(909_588);
    expect(gaugedGrams({ ...data, temperatureDeciCelsius: 100 }, { tankId: 'T-1', ...oil })).toBe(922_412);
  });
});
