import { lotBalanceAggregate } from '../src/lot-balance/domain/lot-balance';
import { TankController } from '../src/tank/http/tank.controller';
import { unitAggregate } from '../src/unit/domain/unit';
import { UnitController } from '../src/unit/http/unit.controller';
import { unitsProjection } from '../src/unit/reads/units';
import { NOW, origins, PressHouse, slugOf } from './conditioning-in-memory';
import { Sold } from './sold';

const LOT = 'RUN-1_BOTTLE';

describe('goods that are for sale', () => {
  let house: PressHouse;
  let sold: Sold;
  let units: UnitController;
  const lot = async (lotId = LOT) => (await house.office.handler(lotBalanceAggregate).load(lotId)).state;
  const unit = async (sscc: string) => (await house.office.handler(unitAggregate).load(sscc)).state;
  const charge = (chargeId: string) =>
    slugOf(house.charge('RUN-2', { chargeId, from: 'lot', sourceId: LOT, quantity: 458 }));
  async function packed(level: 'case' | 'pallet', bottles: number, inner?: string): Promise<string> {
    const { id } = await units.open({ stationId: 'PRESS', level, openedAt: NOW }, house.call());
    if (inner) await units.putUnit(id, { sscc: inner }, house.call());
    else await units.putGoods(id, { putId: 'P', lotId: LOT, grams: bottles * 458 }, house.call());
    await units.close(id, { packedAt: NOW }, house.call());
    return id;
  }
  const breakUp = (sscc: string) => slugOf(units.breakUp(sscc, { reason: 'damaged' }, house.call()));

  beforeEach(async () => {
    house = await PressHouse.open();
    sold = new Sold(house);
    units = house.get(UnitController);
    await house.rawLot('LOT-A', 100_000);
    await house.rawLot('LOT-B', 129_000);
    await house.start('RUN-1', undefined, 'blend');
    for (const [lotId, quantity] of [['LOT-A', 100_000] as const, ['LOT-B', 129_000] as const])
      await house.charge('RUN-1', { chargeId: lotId, from: 'lot', sourceId: lotId, quantity });
    const bottle = { outputId: 'BOTTLE', kind: 'main' as const, productId: 'BOTTLE' };
    await house.complete('RUN-1', [{ ...bottle, grams: 229_000, pieces: 500 }]);
    await house.start('RUN-2', undefined, 'blend');
  });
  afterEach(() => house.office.close());

  it('go into units and to orders, and into no run and no tank', async () => {
    expect(await charge('A')).toBeUndefined();
    await sold.offered(LOT, 228_542);
    await sold.offered(LOT, 228_542);
    await house.office.settle();
    expect((await lot()).contentGrams).toBe(228_542);
    expect(await charge('B')).toBe('lot_for_sale');
    await house.tank('T-1');
    const tanks = house.get(TankController);
    await tanks.assign('T-1', { productId: 'OIL', assignedOn: '2026-10-01' }, house.call());
    const into = { kind: 'tank', id: 'T-1' } as const;
    const fill = { type: 'DrawFromLot' as const, data: { drawId: 'T-1_F', into, grams: 458 } };
    expect(await slugOf(house.office.send(lotBalanceAggregate, LOT, fill))).toBe('lot_for_sale');
    await packed('case', 12);
    await sold.fulfilled('O-1', LOT, 458_00);
    await house.office.settle();
    expect((await lot()).contentGrams).toBe(228_542 - 12 * 458 - 45_800);
    await house.office.again();
    expect((await lot()).contentGrams).toBe(228_542 - 12 * 458 - 45_800);
    expect(await house.office.attention()).toEqual([]);
  });

  it('leave loose with their origins at the gate; a clerk is told where they are in units', async () => {
    await sold.offered(LOT, 229_000);
    const sscc = await packed('case', 400);
    await sold.fulfilled('O-1', LOT, 90 * 458);
    await sold.fulfilled('O-2', LOT, 90 * 458);
    await house.office.settle();
    const drawn = (await lot()).draws.get('order:O-1');
    expect(drawn).toMatchObject({
      into: { kind: 'order', id: 'O-1' },
      origins: origins({ 'LOT-A': 18_000, 'LOT-B': 23_220 }),
    });
    expect(await house.office.attention()).toEqual(['lot_short']);
    expect(await breakUp(sscc)).toBeUndefined();
  });

  it('of a raw lot stay set aside whole, whatever orders take', async () => {
    await house.rawLot('LOT-C', 1_000);
    await sold.offered('LOT-C', 1_000, 'OLIVE-2026');
    await sold.fulfilled('O-1', 'LOT-C', 400, 'OLIVE-2026');
    await house.office.settle();
    expect((await lot('LOT-C')).draws.size).toBe(1);
    expect(await house.office.attention()).toEqual([]);
  });

  it('are not broken up nor put elsewhere while they are loaded, with all that is within', async () => {
    const inner = await packed('case', 12);
    const pallet = await packed('pallet', 0, inner);
    await sold.loaded(pallet, 'S-1');
    await house.office.settle();
    expect(await breakUp(pallet)).toBe('unit_loaded');
    const other = await units.open({ stationId: 'PRESS', level: 'pallet', openedAt: NOW }, house.call());
    expect(await slugOf(units.putUnit(other.id, { sscc: pallet }, house.call()))).toBe('unit_loaded');
    expect((await unit(inner)).shipment).toEqual({ shipmentId: 'S-1', isGone: false });
    await sold.unloaded(pallet, 'S-1');
    await house.office.settle();
    expect((await unit(inner)).shipment).toBeNull();
    expect(await breakUp(pallet)).toBeUndefined();
    expect(await house.office.attention()).toEqual([]);
  });

  it('are out of stock once they departed, and in stock again with their origins when they come back', async () => {
    const inner = await packed('case', 12);
    const pallet = await packed('pallet', 0, inner);
    await sold.offered(LOT, 229_000);
    await sold.loaded(pallet, 'S-1');
    await sold.departed('S-1', 'O-1', [pallet], [LOT]);
    // What the buyer received is billed: it was in the units, and is not drawn once more.
    await sold.fulfilled('O-1', LOT, 12 * 458);
    await house.office.settle();
    expect((await lot()).contentGrams).toBe(229_000 - 12 * 458);
    const rows = await house.office.documents('conditioning', unitsProjection);
    expect(rows.map(({ status, shipmentId }) => [status, shipmentId])).toEqual([
      ['gone', 'S-1'],
      ['gone', 'S-1'],
    ]);
    expect(await breakUp(pallet)).toBe('unit_loaded');
    await sold.returned('S-1', 'O-1', [pallet]);
    await house.office.settle();
    await house.office.again();
    expect(await breakUp(pallet)).toBeUndefined();
    expect(await breakUp(inner)).toBeUndefined();
    expect((await lot()).content).toEqual(origins({ 'LOT-A': 100_000, 'LOT-B': 129_000 }));
    await sold.loaded(pallet, 'S-2');
    await house.office.settle();
    expect(await house.office.attention()).toEqual(['unit_not_packed']);
  });
});
