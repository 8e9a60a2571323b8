import { sales } from '@oce/contracts';
import { lotBalanceAggregate } from '../src/lot-balance/domain/lot-balance';
import { materialAggregate, materialStockId } from '../src/material/domain/material';
import { MaterialController } from '../src/material/http/material.controller';
import { UnitController } from '../src/unit/http/unit.controller';
import { runAggregate } from '../src/run/domain/run';
import { RunController } from '../src/run/http/run.controller';
import { runsProjection } from '../src/run/reads/runs';
import { tankAggregate } from '../src/tank/domain/tank';
import { TankController } from '../src/tank/http/tank.controller';
import { tanksProjection } from '../src/tank/reads/tanks';
import { NOW, origins, PressHouse, slugOf } from './conditioning-in-memory';

const oil = (grams: number, tankId?: string) => ({
  outputId: 'OIL',
  kind: 'main' as const,
  productId: 'OIL',
  grams,
  ...(tankId ? { tankId } : {}),
});
const pomace = (grams: number) => ({
  outputId: 'POMACE',
  kind: 'by_product' as const,
  productId: 'POMACE',
  grams,
});
const lot = (chargeId: string, sourceId: string, quantity: number) => ({
  chargeId,
  from: 'lot' as const,
  sourceId,
  quantity,
});
const water = { chargeId: 'W', from: 'material' as const, sourceId: 'WATER', quantity: 600_000 };

describe('a press house', () => {
  let house: PressHouse;
  const lotState = async (lotId: string) =>
    (await house.office.handler(lotBalanceAggregate).load(lotId)).state;
  const tankState = async (tankId: string) => (await house.office.handler(tankAggregate).load(tankId)).state;
  /** The three-phase press of the worked numbers, of two lots. */
  async function pressed(runId: string, tankId?: string): Promise<void> {
    await house.start(runId);
    await house.charge(runId, lot('A', 'LOT-A', 600_000));
    await house.charge(runId, lot('B', 'LOT-B', 400_000));
    await house.charge(runId, water);
    const waste = [{ kind: 'margines', grams: 915_000 }];
    await house.complete(runId, [oil(190_000, tankId), pomace(480_000)], waste, 15_000);
  }

  beforeEach(async () => {
    house = await PressHouse.open();
    await house.rawLot('LOT-A', 1_000_000);
    await house.rawLot('LOT-B', 400_000);
  });
  afterEach(() => house.office.close());

  it('presses two lots into oil in a tank, whose origins are those of the olives', async () => {
    await house.tank('T-1');
    await pressed('RUN-1', 'T-1');
    expect(await tankState('T-1')).toMatchObject({
      contentGrams: 190_000,
      content: origins({ 'LOT-A': 114_000, 'LOT-B': 76_000 }),
    });
    expect((await lotState('RUN-1_OIL')).contentGrams).toBe(0);
    expect((await lotState('RUN-1_POMACE')).content).toEqual(origins({ 'LOT-A': 288_000, 'LOT-B': 192_000 }));
    expect((await lotState('LOT-A')).contentGrams).toBe(400_000);
    await house.office.settle();
    const [run] = await house.office.documents('conditioning', runsProjection);
    expect(run).toMatchObject({
      status: 'completed',
      differenceGrams: 0,
      yieldPpm: 190_000,
      isYieldFlagged: false,
    });
    expect(run?.inputs.map(({ productId, grams }) => [productId, grams])).toEqual([
      ['OLIVE', 600_000],
      ['OLIVE', 400_000],
      ['WATER', 600_000],
    ]);
  });

  it('refuses a run out of balance with the figures, and completes it once they are right', async () => {
    await house.start('RUN-1');
    await house.charge('RUN-1', lot('A', 'LOT-A', 1_000_000));
    const wrong = house.complete('RUN-1', [oil(190_000)], [{ kind: 'margines', grams: 400_000 }]);
    await expect(wrong).rejects.toThrow('1 000,000 kg went in and 590,000 kg came out');
    expect(await slugOf(house.complete('RUN-1', [oil(190_000), pomace(805_001)]))).toBeUndefined();
    const { completed } = (await house.office.handler(runAggregate).load('RUN-1')).state;
    expect(completed).toMatchObject({ differenceGrams: 4_999, tolerancePpm: 5_000 });
  });

  it('flags a yield of 40 % and does not refuse it', async () => {
    await house.start('RUN-1');
    await house.charge('RUN-1', lot('A', 'LOT-A', 1_000_000));
    await house.complete('RUN-1', [oil(400_000), pomace(600_000)]);
    const { completed } = (await house.office.handler(runAggregate).load('RUN-1')).state;
    expect(completed).toMatchObject({ yieldPpm: 400_000, isYieldFlagged: true });
  });

  it('has a charge that came when the run was over back where it was drawn', async () => {
    await house.start('RUN-1');
    await house.charge('RUN-1', lot('A', 'LOT-A', 600_000));
    const { runId, chargeId } = { runId: 'RUN-1', chargeId: 'RUN-1_LATE' };
    // The lot gives while somebody completes the run.
    const into = { kind: 'run' as const, id: runId };
    const late = { type: 'DrawFromLot' as const, data: { drawId: chargeId, into, grams: 100_000 } };
    await house.office.send(lotBalanceAggregate, 'LOT-B', late);
    await house.complete(runId, [oil(100_000), pomace(500_000)]);
    await house.office.settle();
    expect((await lotState('LOT-B')).contentGrams).toBe(400_000);
    expect(await slugOf(house.charge(runId, lot('LATE', 'LOT-B', 100_000)))).toBe('charge_sent_back');
    expect(await slugOf(house.charge(runId, lot('LATER', 'LOT-B', 100_000)))).toBe('run_completed');
  });

  it('gives a charge back while the run is open', async () => {
    await house.start('RUN-1');
    await house.charge('RUN-1', lot('A', 'LOT-A', 600_000));
    await house.charge('RUN-1', water);
    const back = { chargeId: 'A', reason: 'another lot was meant' };
    await house.get(RunController).giveBack('RUN-1', back, house.call());
    await house.get(RunController).giveBack('RUN-1', back, house.call());
    const given = { chargeId: 'W', reason: 'no water is needed' };
    await house.get(RunController).giveBack('RUN-1', given, house.call());
    expect((await lotState('LOT-A')).contentGrams).toBe(1_000_000);
    const stock = (await house.office.handler(materialAggregate).load(materialStockId('PRESS', 'WATER')))
      .state;
    expect(stock.quantity).toBe(10_000_000);
    expect(await slugOf(house.complete('RUN-1', [oil(1)]))).toBe('run_empty');
  });

  it('takes a run back while nothing of its outputs has moved, and gives all back', async () => {
    await pressed('RUN-1');
    await house.reverse('RUN-1');
    await house.reverse('RUN-1');
    expect((await lotState('LOT-A')).contentGrams).toBe(1_000_000);
    expect((await lotState('LOT-B')).contentGrams).toBe(400_000);
    expect(await lotState('RUN-1_OIL')).toMatchObject({ isWithdrawn: true, contentGrams: 0 });
    await house.start('RUN-2');
    expect(await slugOf(house.charge('RUN-2', lot('A', 'RUN-1_OIL', 1)))).toBe('lot_withdrawn');
  });

  it('keeps a run of which an output has moved, whose others may be drawn from again', async () => {
    await house.tank('T-1');
    await pressed('RUN-1', 'T-1');
    expect(await slugOf(house.reverse('RUN-1'))).toBe('output_moved');
    await house.office.settle();
    await house.start('RUN-2', 'RUN-1', 'blend');
    await house.charge('RUN-2', lot('A', 'RUN-1_POMACE', 480_000));
    expect((await lotState('RUN-1_POMACE')).contentGrams).toBe(0);
    expect(await slugOf(house.start('RUN-3', 'RUN-2'))).toBe('run_to_correct_unknown');
  });

  it('serves one of two who draw the last of a tank at once', async () => {
    await house.tank('T-1');
    await pressed('RUN-1', 'T-1');
    const other = await house.office.another();
    await house.start('RUN-2', undefined, 'blend');
    await house.start('RUN-3', undefined, 'blend');
    const draw = (runId: string) => ({
      type: 'DrawFromTank' as const,
      data: { drawId: `${runId}_A`, into: { kind: 'run' as const, id: runId }, grams: 100_000 },
    });
    const both = await Promise.all([
      slugOf(house.office.send(tankAggregate, 'T-1', draw('RUN-2'))),
      slugOf(other.send(tankAggregate, 'T-1', draw('RUN-3'))),
    ]);
    expect(both.sort()).toEqual(['tank_short', undefined].sort());
    await house.office.settle();
    expect((await tankState('T-1')).contentGrams).toBe(90_000);
  });

  it('makes no lot under the id of a raw one', async () => {
    await house.rawLot('RUN-1_OIL', 5);
    await house.start('RUN-1');
    await house.charge('RUN-1', lot('A', 'LOT-A', 1_000));
    expect(await slugOf(house.complete('RUN-1', [oil(1_000)]))).toBe('lot_id_taken');
    expect(await slugOf(house.complete('RUN-1', [{ ...oil(1_000), outputId: 'OIL-2' }]))).toBeUndefined();
    expect((await lotState('RUN-1_OIL')).contentGrams).toBe(5);
  });

  it('has tanks, materials and units at stations that there are', async () => {
    const tank = { tankId: 'T-1', stationId: 'NOWHERE', capacityMillilitres: 1, installedOn: '2026-09-01' };
    expect(await slugOf(house.get(TankController).install(tank, house.call()))).toBe('station_unknown');
    const unit = { stationId: 'NOWHERE', level: 'case' as const, openedAt: NOW };
    expect(await slugOf(house.get(UnitController).open(unit, house.call()))).toBe('station_unknown');
    const material = {
      stationId: 'NOWHERE',
      materialId: 'SALT',
      unit: 'gram' as const,
      receiptId: 'R-1',
      quantity: 1,
      document: 'BL-1',
      costCentimes: 0,
      receivedOn: '2026-09-01',
    };
    expect(await slugOf(house.get(MaterialController).receive(material, house.call()))).toBe(
      'station_unknown',
    );
  });

  it('leaves in its lot what a tank has no room for', async () => {
    await house.tank('T-1', 100_000);
    await pressed('RUN-1', 'T-1');
    expect((await lotState('RUN-1_OIL')).contentGrams).toBe(190_000);
    expect((await tankState('T-1')).contentGrams).toBe(0);
    const fill = { fillId: 'F-1', lotId: 'RUN-1_OIL', grams: 100_000 };
    expect(await slugOf(house.get(TankController).fill('T-1', fill, house.call()))).toBe('tank_full');
    const less = { ...fill, grams: 91_600 };
    await house.get(TankController).fill('T-1', less, house.call('key-1'));
    await house.get(TankController).fill('T-1', less, house.call('key-1'));
    expect((await tankState('T-1')).contentGrams).toBe(91_600);
    await house.office.settle();
    const [tank] = await house.office.documents('conditioning', tanksProjection);
    expect(tank).toMatchObject({
      contentGrams: 91_600,
      origins: origins({ 'LOT-A': 54_960, 'LOT-B': 36_640 }),
    });
  });

  it('charges nothing of a lot that is offered as it is, and tells a clerk where it was charged before', async () => {
    const offered = (lotId: string, netGrams: number) =>
      sales.lotOffer.LotOffered({
        lotId,
        campaignId: 'OLIVE-2026',
        productId: 'OLIVE',
        grade: 'extra',
        netGrams,
        kind: 'pooled',
        offeredOn: '2026-11-20',
      });
    await house.start('RUN-1');
    await house.charge('RUN-1', lot('A', 'LOT-A', 1));
    await house.office.hear(sales.lotOffer.LotOffered, 'LOT-B', offered('LOT-B', 400_000));
    await house.office.hear(sales.lotOffer.LotOffered, 'LOT-A', offered('LOT-A', 1_000_000));
    await house.office.settle();
    expect(await slugOf(house.charge('RUN-1', lot('B', 'LOT-B', 1)))).toBe('lot_short');
    expect(await house.office.attention()).toEqual(['lot_short']);
  });

  it('sends a charge again under its key without drawing twice', async () => {
    await house.start('RUN-1');
    await house.charge('RUN-1', lot('A', 'LOT-A', 1), 'key-1');
    await house.charge('RUN-1', lot('A', 'LOT-A', 1), 'key-1');
    await house.charge('RUN-1', lot('A', 'LOT-A', 1));
    expect((await lotState('LOT-A')).contentGrams).toBe(999_999);
    expect(await slugOf(house.charge('RUN-1', lot('A', 'LOT-A', 2)))).toBe('draw_differs');
    expect(await slugOf(house.charge('RUN-1', lot('C', 'LOT-A', 1_000_000)))).toBe('lot_short');
    expect(await slugOf(house.charge('RUN-1', lot('D', 'LOT-X', 1)))).toBe('lot_unknown');
    const gauge = { gaugeId: 'G', measuredMillilitres: 1, temperatureDeciCelsius: 200, reason: 'dip' };
    const gauged = house.get(TankController).gauge('T-9', { ...gauge, gaugedAt: NOW }, house.call());
    expect(await slugOf(gauged)).toBe('tank_unknown');
  });
});
