import { ControlsQueryController } from '../src/control/reads/controls.query';
import { LotStatusController } from '../src/status/http/lot-status.controller';
import { FINE, House, NOW, slugOf, tasted } from './house';

const LATER = '2026-11-20T09:00:00.000Z';
const oil = [{ lotId: 'LOT-1', grams: 190_000 }];

describe('the control of a lot', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open();
    await house.rawLot('LOT-1');
  });
  afterEach(() => house.office.close());

  it('begins with the lot: it is held, and released by a verdict alone', async () => {
    expect(await house.lot('LOT-1')).toMatchObject({ hold: { cause: 'systematic' } });
    await house.controlled('LOT-1');
    const { hold, releases } = await house.lot('LOT-1');
    expect({ hold, grade: releases.get('MA')?.grade }).toEqual({ hold: null, grade: 'extra' });
    expect(await house.office.attention()).toEqual([]);
  });

  it('rejects what keeps no limit, and says why and what may still be done', async () => {
    await house.controlled('LOT-1', '3.1');
    expect((await house.lot('LOT-1')).releases.size).toBe(0);
    const view = await house.get(ControlsQueryController).one('CT-LOT-1', 0);
    expect(view).toMatchObject({
      status: 'rejected',
      verdict: { failures: [{ parameter: 'mouldy', measured: '3.1' }], mayStill: ['rework', 'destruction'] },
    });
  });

  it('rescues for another market what the panel rejects for one', async () => {
    await house.made('R-1_OIL', 'R-1', ['lot:LOT-1'], oil);
    await house.oilControlled('R-1_OIL', '3.0', 'EU', 40);
    expect((await house.lot('R-1_OIL')).releases.size).toBe(0);
    await house.oilControlled('R-1_OIL', '3.0', 'MA', 40);
    expect((await house.lot('R-1_OIL')).releases.get('MA')?.grade).toBe('ordinary');
  });

  it('gives one lot a verdict a market, each with the version of its standard', async () => {
    await house.made('R-1_OIL', 'R-1', ['lot:LOT-1'], oil);
    await house.oilControlled('R-1_OIL', '0.81', 'EU');
    await house.oilControlled('R-1_OIL', '0.30', 'MA');
    const { releases } = await house.lot('R-1_OIL');
    expect(
      [...releases.values()].map(({ market, grade, standard }) => [market, grade, standard.version]),
    ).toEqual([
      ['EU', 'virgin', '2022-2104'],
      ['MA', 'extra-virgin', 'coi-2022'],
    ]);
  });

  it('is refused where something is missing, twice or unknown', async () => {
    expect(await slugOf(house.request('CT-1', 'LOT-9', 'olives-ma', 'MA'))).toBe('lot_unknown');
    expect(await slugOf(house.request('CT-1', 'LOT-1', 'wines', 'MA'))).toBe('standard_unknown');
    expect(await slugOf(house.request('CT-1', 'LOT-1', 'olives-ma', 'EU'))).toBe('standard_not_for_goods');
    await house.request('CT-1', 'LOT-1', 'olives-ma', 'MA');
    expect(
      await slugOf(house.request('CT-1', 'LOT-1', 'olives-ma', 'MA', { requestedOn: '2026-11-19' })),
    ).toBe('control_id_taken');
    expect(await slugOf(house.report('CT-1', 'R-1', { mouldy: '1.0' }))).toBe('sample_missing');
    expect(await slugOf(house.sign('CT-1'))).toBe('sample_missing');
    await house.sample('CT-1');
    expect(await slugOf(house.sample('CT-1'))).toBeUndefined();
    expect(await slugOf(house.sample('CT-1', 'OTHER'))).toBe('sample_taken');
    expect(await slugOf(house.sign('CT-1'))).toBe('parameters_missing');
    expect(await slugOf(house.panel('CT-1', 'P-1', [{ ...tasted(0, 40)[0]!, scoresTenths: [1, 2] }]))).toBe(
      'panel_size',
    );
    await house.report('CT-1', 'R-1', { mouldy: '1.0' });
    expect(await slugOf(house.report('CT-1', 'R-1', { mouldy: '2.0' }))).toBe('report_known_otherwise');
    expect(await slugOf(house.report('CT-1', 'R-2', { mouldy: '2.0' }, 'R-9'))).toBe('report_unknown');
    await house.sign('CT-1');
    expect(await slugOf(house.sign('CT-1'))).toBeUndefined();
    expect(await slugOf(house.sign('CT-1', LATER))).toBe('verdict_signed');
    expect(await slugOf(house.report('CT-1', 'R-3', { mouldy: '2.0' }))).toBe('verdict_signed');
  });

  it('uses no seal twice, by whatever control', async () => {
    await house.rawLot('LOT-2');
    for (const [controlId, lotId] of [
      ['CT-1', 'LOT-1'],
      ['CT-2', 'LOT-2'],
    ] as const)
      await house.request(controlId, lotId, 'olives-ma', 'MA');
    await house.sample('CT-1', 'SEAL');
    expect(await slugOf(house.sample('CT-2', 'SEAL'))).toBe('seal_used');
    expect(await slugOf(house.sample('CT-2', 'ANOTHER'))).toBeUndefined();
  });

  it('holds the lot again where a report that the verdict went by is replaced', async () => {
    await house.controlled('LOT-1');
    await house.report('CT-LOT-1', 'R-NEW', { mouldy: '9.0' }, 'R-CT-LOT-1');
    await house.office.settle();
    expect(await house.lot('LOT-1')).toMatchObject({ hold: { cause: 'reported_anew' } });
    expect((await house.lot('LOT-1')).releases.size).toBe(0);
  });

  it('asks a panel again that did not confirm, and both must', async () => {
    await house.made('R-1_OIL', 'R-1', ['lot:LOT-1'], oil);
    const asked = async (controlId: string, counters: readonly number[]) => {
      await house.request(controlId, 'R-1_OIL', 'olive-oil-eu', 'EU', { declaredGrade: 'extra-virgin' });
      await house.sample(controlId);
      expect(await slugOf(house.panel(controlId, `${controlId}-0`, tasted(10, 40), 'counter'))).toBe(
        'counter_without_first',
      );
      await house.panel(controlId, `${controlId}-1`, tasted(10, 40));
      await house.report(controlId, `${controlId}-R`, FINE);
      for (const [at, defect] of counters.entries())
        await house.panel(controlId, `${controlId}-C${at}`, tasted(defect, 40), 'counter');
      return controlId;
    };
    expect(await slugOf(house.sign(await asked('CT-1', [0])))).toBe('counter_assessments_incomplete');
    await house.sign(await asked('CT-2', [0, 10]));
    expect((await house.lot('R-1_OIL')).releases.get('EU')?.grade).toBe('virgin');
    await house.sign(await asked('CT-3', [0, 0]));
    expect((await house.lot('R-1_OIL')).releases.get('EU')?.grade).toBe('extra-virgin');
    expect(await slugOf(house.panel('CT-1', 'CT-1-C9', tasted(0, 40), 'counter'))).toBeUndefined();
    expect(await slugOf(house.panel('CT-1', 'CT-1-C8', tasted(0, 40), 'counter'))).toBe(
      'counter_assessments_two',
    );
  });

  it('is held by a clerk and lifted again, and what a clerk held is not released by an older sample', async () => {
    const clerk = house.get(LotStatusController);
    await house.controlled('LOT-1');
    await clerk.hold('LOT-1', { reason: 'a smell', heldAt: LATER }, house.call());
    expect((await house.lot('LOT-1')).releases.size).toBe(0);
    await house.request('CT-OLD', 'LOT-1', 'olives-ma', 'MA');
    await house.sample('CT-OLD', 'OLD', NOW);
    await house.report('CT-OLD', 'R-OLD', { mouldy: '1.0' });
    await house.sign('CT-OLD', '2026-11-20T10:00:00.000Z');
    expect(await house.office.attention()).toEqual(['sample_before_hold']);
    await clerk.lift(
      'LOT-1',
      { reason: 'it was the crate', liftedAt: '2026-11-20T11:00:00.000Z' },
      house.call(),
    );
    expect((await house.lot('LOT-1')).releases.get('MA')?.grade).toBe('extra');
  });

  it('destroys by weight, with its record, what is not released', async () => {
    const clerk = house.get(LotStatusController);
    const gone = { grams: 1_000_000, document: 'PV-1', destroyedOn: '2026-11-20' };
    await house.controlled('LOT-1');
    expect(await slugOf(clerk.destroy('LOT-1', gone, house.call()))).toBe('lot_released');
    await clerk.hold('LOT-1', { reason: 'a smell', heldAt: LATER }, house.call());
    expect(await slugOf(clerk.destroy('LOT-1', { ...gone, grams: 1_000_001 }, house.call()))).toBe(
      'grams_above_lot',
    );
    await clerk.destroy('LOT-1', gone, house.call());
    expect(await slugOf(clerk.destroy('LOT-1', { ...gone, document: 'PV-2' }, house.call()))).toBe(
      'lot_destroyed',
    );
    expect(await slugOf(clerk.hold('LOT-9', { reason: 'a smell', heldAt: LATER }, house.call()))).toBe(
      'lot_unknown',
    );
  });
});
