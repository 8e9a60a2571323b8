import { lotBalanceAggregate } from '../src/lot-balance/domain/lot-balance';
import { unitAggregate } from '../src/unit/domain/unit';
import { UnitController } from '../src/unit/http/unit.controller';
import { unitsProjection } from '../src/unit/reads/units';
import { NOW, origins, PressHouse, slugOf } from './conditioning-in-memory';

const GTIN = '06111234567895';

describe('cases and pallets', () => {
  let house: PressHouse;
  let units: UnitController;
  const state = async (sscc: string) => (await house.office.handler(unitAggregate).load(sscc)).state;
  const lot = async () =>
    (await house.office.handler(lotBalanceAggregate).load('RUN-1_BOTTLE')).state.contentGrams;
  const open = async (level: 'case' | 'pallet', key?: string) =>
    (await units.open({ stationId: 'PRESS', level, gtin: GTIN, openedAt: NOW }, house.call(key))).id;
  const put = (sscc: string, putId: string, grams: number, lotId = 'RUN-1_BOTTLE') =>
    units.putGoods(sscc, { putId, lotId, grams }, house.call());
  const close = (sscc: string) => units.close(sscc, { packedAt: NOW }, house.call());
  async function packedCase(): Promise<string> {
    const sscc = await open('case');
    await put(sscc, 'P-1', 12 * 458);
    await close(sscc);
    return sscc;
  }

  beforeEach(async () => {
    house = await PressHouse.open();
    units = house.get(UnitController);
    await house.rawLot('LOT-A', 100_000);
    await house.rawLot('LOT-B', 137_400);
    await house.start('RUN-1', undefined, 'blend');
    for (const [lotId, quantity] of [['LOT-A', 100_000] as const, ['LOT-B', 137_400] as const])
      await house.charge('RUN-1', { chargeId: lotId, from: 'lot', sourceId: lotId, quantity });
    const bottle = { outputId: 'BOTTLE', kind: 'main' as const, productId: 'BOTTLE' };
    // 500 bottles of half a litre: 458 g each, and 8.4 kg that are lost.
    await house.complete('RUN-1', [{ ...bottle, grams: 229_000, pieces: 500 }], [], 8_400);
  });
  afterEach(() => house.office.close());

  it('have SSCCs that follow each other, each given once', async () => {
    const [first, second] = [await open('case', 'key-1'), await open('case')];
    expect([first, second]).toEqual(['061100000000000017', '061100000000000024']);
    expect(await open('case', 'key-1')).toBe(first);
    expect(
      await slugOf(
        units.open(
          { stationId: 'PRESS', level: 'case', gtin: '06111234567899', openedAt: NOW },
          house.call(),
        ),
      ),
    ).toBe('gs1_check_digit');
  });

  it('hold whole bottles with their origins to the gram, and give them back when they are broken up', async () => {
    const sscc = await open('case');
    expect(await slugOf(put(sscc, 'P-0', 459))).toBe('pieces_broken');
    await put(sscc, 'P-1', 12 * 458);
    await put(sscc, 'P-1', 12 * 458);
    expect(await slugOf(close(await open('case')))).toBe('unit_empty');
    await close(sscc);
    await close(sscc);
    expect((await state(sscc)).packed).toMatchObject({
      netGrams: 5_496,
      goods: [{ pieces: 12, grams: 5_496 }],
      origins: origins({ 'LOT-A': 2_315, 'LOT-B': 3_181 }),
    });
    expect(await lot()).toBe(229_000 - 5_496);
    expect(await slugOf(put(sscc, 'P-2', 458))).toBe('unit_not_open');
    await units.breakUp(sscc, { reason: 'wrong label' }, house.call());
    await units.breakUp(sscc, { reason: 'wrong label' }, house.call());
    expect(await lot()).toBe(229_000);
    expect(await slugOf(close(sscc))).toBe('unit_broken');
  });

  it('nest: a pallet holds cases, which stay in it until it is broken up', async () => {
    const [one, two] = [await packedCase(), await packedCase()];
    const pallet = await open('pallet');
    await units.putUnit(pallet, { sscc: one }, house.call());
    await units.putUnit(pallet, { sscc: one }, house.call());
    await units.putUnit(pallet, { sscc: two }, house.call());
    expect(await slugOf(units.putUnit(await open('pallet'), { sscc: one }, house.call()))).toBe(
      'unit_elsewhere',
    );
    expect(await slugOf(units.breakUp(one, { reason: 'damaged' }, house.call()))).toBe('unit_elsewhere');
    const opened = await open('case');
    expect(await slugOf(units.putUnit(pallet, { sscc: opened }, house.call()))).toBe('unit_not_packed');
    await close(pallet);
    expect((await state(pallet)).packed).toMatchObject({
      netGrams: 10_992,
      units: [
        { sscc: one, grams: 5_496 },
        { sscc: two, grams: 5_496 },
      ],
    });
    await house.office.settle();
    const rows = await house.office.documents('conditioning', unitsProjection);
    expect(rows.find((row) => row.sscc === one)).toMatchObject({ outerSscc: pallet, status: 'packed' });
    await units.breakUp(pallet, { reason: 'too heavy' }, house.call());
    expect((await state(one)).outerSscc).toBeNull();
    await units.breakUp(one, { reason: 'damaged' }, house.call());
    expect(await lot()).toBe(229_000 - 5_496);
    expect(await house.office.attention()).toEqual([]);
  });

  it('free a case that came when the pallet was closed', async () => {
    const [one, two] = [await packedCase(), await packedCase()];
    const pallet = await open('pallet');
    await units.putUnit(pallet, { sscc: one }, house.call());
    // It says that it is in the pallet while somebody closes that.
    await house.office.send(unitAggregate, two, { type: 'PutInto', data: { outerSscc: pallet } });
    await close(pallet);
    await house.office.settle();
    expect((await state(two)).outerSscc).toBeNull();
    expect(await slugOf(units.putUnit(pallet, { sscc: two }, house.call()))).toBe('unit_not_open');
  });

  it('have a label only once they are closed', async () => {
    const reply = { type: () => reply } as never;
    const sscc = await open('case');
    await put(sscc, 'P-1', 458);
    expect(await slugOf(units.svg(sscc, reply))).toBe('unit_not_packed');
    await close(sscc);
    expect(await units.svg(sscc, reply)).toContain('<svg');
    expect((await units.pdf(sscc, reply)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
