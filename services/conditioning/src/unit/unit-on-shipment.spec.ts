import { command, given } from '@oce/testing';
import { unitAggregate as unit } from './domain/unit';
import { unitEvents as events } from './domain/unit.events';

const AT = '2026-11-20T08:00:00.000Z';
const head = { sscc: '061100000000000017', stationId: 'PRESS', level: 'case' as const };
const { sscc } = head;
const opened = events.UnitOpened({ ...head, gtin: null, bestBefore: null, openedAt: AT });
const packed = events.UnitPacked({
  ...head,
  gtin: null,
  bestBefore: null,
  goods: [],
  units: [],
  netGrams: 1,
  origins: [{ lotId: 'A', grams: 1 }],
  packedAt: AT,
});
const closed = [opened, packed];
const on = (shipmentId: string) => ({ sscc, shipmentId, units: [] });
const loaded = events.UnitPutOnShipment(on('S-1'));
const unloaded = events.UnitTakenOffShipment(on('S-1'));
const gone = events.UnitLeftStock(on('S-1'));
const back = events.UnitBackInStock({ ...on('S-1'), stationId: 'PRESS' });
const load = command('LoadUnit', { shipmentId: 'S-1' });
const unload = command('UnloadUnit', { shipmentId: 'S-1' });
const depart = command('DepartUnit', { shipmentId: 'S-1' });
const comeBack = command('ReturnUnit', { shipmentId: 'S-1', stationId: 'PRESS' });

describe('a unit that transport has', () => {
  it('is loaded and unloaded, again and again', () => {
    given(unit, closed).when(load).then(loaded);
    given(unit, [...closed, loaded])
      .when(load)
      .thenNothing();
    given(unit, [...closed, loaded])
      .when(unload)
      .then(unloaded);
    given(unit, [...closed, loaded, unloaded])
      .when(unload)
      .thenNothing();
    given(unit, [...closed, loaded, unloaded])
      .when(load)
      .then(loaded);
  });

  it('leaves, heard of its loading or not, and comes back once', () => {
    given(unit, [...closed, loaded])
      .when(depart)
      .then(gone);
    given(unit, closed).when(depart).then(gone);
    given(unit, [...closed, gone])
      .when(depart)
      .thenNothing();
    given(unit, [...closed, gone])
      .when(load)
      .thenNothing();
    given(unit, [...closed, gone])
      .when(unload)
      .thenNothing();
    given(unit, [...closed, gone])
      .when(comeBack)
      .then(back);
    given(unit, [...closed, loaded])
      .when(comeBack)
      .thenNothing();
    for (const late of [load, unload, depart, comeBack])
      given(unit, [...closed, gone, back])
        .when(late)
        .thenNothing();
    const next = events.UnitPutOnShipment(on('S-2'));
    given(unit, [...closed, gone, back])
      .when(command('LoadUnit', { shipmentId: 'S-2' }))
      .then(next);
  });

  it('is told to a clerk where it is not as transport knows it', () => {
    const other = command('LoadUnit', { shipmentId: 'S-2' });
    given(unit, [...closed, loaded])
      .when(other)
      .thenRefused('unit_loaded');
    given(unit, [...closed, gone])
      .when(command('DepartUnit', { shipmentId: 'S-2' }))
      .thenRefused('unit_loaded');
    given(unit, [opened]).when(load).thenRefused('unit_not_packed');
    given(unit, [opened]).when(depart).thenRefused('unit_not_packed');
    given(unit, []).when(load).thenRefused('unit_unknown');
  });

  it('is not broken up nor put elsewhere', () => {
    for (const past of [loaded, gone]) {
      given(unit, [...closed, past])
        .when(command('BreakUnit', { reason: 'damaged' }))
        .thenRefused('unit_loaded');
      given(unit, [...closed, past])
        .when(command('PutInto', { outerSscc: '061100000000000024' }))
        .thenRefused('unit_loaded');
    }
  });
});
