import { affiliation, collection, type LotTerms } from '@oce/contracts';
import { lotBalanceAggregate } from '../src/lot-balance/domain/lot-balance';
import { MaterialController } from '../src/material/http/material.controller';
import { runAggregate } from '../src/run/domain/run';
import { RunController } from '../src/run/http/run.controller';
import { runsProjection } from '../src/run/reads/runs';
import { StationController } from '../src/station/http/station.controller';
import { tankAggregate } from '../src/tank/domain/tank';
import { TankController } from '../src/tank/http/tank.controller';
import { NOW, PressHouse, slugOf } from './conditioning-in-memory';

const oil = (grams: number, more: object = {}) => ({
  outputId: 'OIL',
  kind: 'main' as const,
  productId: 'OIL',
  grams,
  ...more,
});

describe('what a run says beyond its balance', () => {
  let house: PressHouse;
  const lotState = async (lotId: string) =>
    (await house.office.handler(lotBalanceAggregate).load(lotId)).state;
  const run = async (runId: string) => (await house.office.handler(runAggregate).load(runId)).state;
  const charge = (runId: string, sourceId: string, quantity: number, from: 'lot' | 'material' = 'lot') =>
    house.charge(runId, { chargeId: sourceId, from, sourceId, quantity });
  async function closed(lotId: string, netGrams: number, producerCode: string, settledAs?: LotTerms) {
    const delivery = { deliveryId: `D-${lotId}`, producerCode, netGrams, payableGrams: netGrams };
    const event = collection.lot.LotClosed({
      lotId,
      stationId: 'ST-1',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
      netGrams,
      ...(settledAs && { settledAs }),
      deliveries: [delivery],
      weighedFrom: '2026-11-19T20:30:00.000Z',
      closedOn: '2026-11-19',
    });
    await house.office.hear(collection.lot.LotClosed, lotId, event);
    await house.office.settle();
  }
  const handOver = (runId: string, feeBy: 'cash' | 'account' = 'cash') =>
    house
      .get(RunController)
      .handOver(runId, { deliveryNoteNumber: 'BL-1', feeBy, handedOverAt: NOW }, house.call());

  beforeEach(async () => {
    house = await PressHouse.open();
  });
  afterEach(() => house.office.close());

  it('is the wait before crushing, the temperature, the cleaning of its line and the cost of materials', async () => {
    await closed('LOT-A', 1_000_000, 'P-1');
    const receipt = { stationId: 'PRESS', materialId: 'LABEL', unit: 'piece' as const, document: 'F-1' };
    for (const [receiptId, quantity, costCentimes] of [
      ['R-1', 100, 1_000] as const,
      ['R-2', 50, 1_100] as const,
    ])
      await house
        .get(MaterialController)
        .receive({ ...receipt, receiptId, quantity, costCentimes, receivedOn: '2026-11-01' }, house.call());
    const cleanedAt = '2026-11-20T06:00:00.000Z';
    const cleaning = { lineId: 'L1', method: 'hot water', cleanedAt };
    await house.get(StationController).cleanLine('PRESS', cleaning, house.call());
    await house.start('RUN-1');
    await charge('RUN-1', 'LOT-A', 1_000_000);
    await charge('RUN-1', 'LABEL', 70, 'material');
    await house.get(RunController).complete(
      'RUN-1',
      {
        outputs: [oil(190_000)],
        waste: [{ kind: 'margines', grams: 810_000 }],
        lossGrams: 0,
        completedAt: NOW,
        highestDeciCelsius: 265,
      },
      house.call(),
    );
    // Weighed at 20:30 of the day before, begun at 08:00; 70 of 150 labels that cost 21.00 are 9.80.
    const said = {
      waitMinutes: 690,
      highestDeciCelsius: 265,
      lineCleanedAt: cleanedAt,
      materialsCostCentimes: 980,
    };
    expect((await run('RUN-1')).completed).toMatchObject(said);
    await house.office.settle();
    const [document] = await house.office.documents('conditioning', runsProjection);
    expect(document).toMatchObject({ ...said, tollOf: null, deliveryNoteNumber: null });
  });

  it('is nothing where nothing is known', async () => {
    await house.rawLot('LOT-A', 1_000);
    await house.start('RUN-1');
    await charge('RUN-1', 'LOT-A', 1_000);
    await house.complete('RUN-1', [oil(1_000)]);
    const told = Object.keys((await run('RUN-1')).completed ?? {});
    for (const field of ['waitMinutes', 'highestDeciCelsius', 'lineCleanedAt', 'tollOf'])
      expect(told).not.toContain(field);
  });

  it('holds pieces to the weight that their product is listed with', async () => {
    const packing = { pieceGrams: 458, pieceMillilitres: 500, drainedGrams: null, case: null, pallet: null };
    const listed = { productId: 'B', name: 'Huile 50 cl', gtin: '06111234567895', grades: [] };
    const event = affiliation.product.ProductListed({ ...listed, kind: 'packed', unit: 'piece', packing });
    await house.office.hear(affiliation.product.ProductListed, 'B', event);
    await house.rawLot('LOT-A', 4_600);
    await house.start('RUN-1', undefined, 'blend');
    await charge('RUN-1', 'LOT-A', 4_600);
    const bottles = (grams: number) => ({ ...oil(grams), productId: 'B', pieces: 10 });
    expect(await slugOf(house.complete('RUN-1', [bottles(4_600)]))).toBe('piece_weight_differs');
    expect(await slugOf(house.complete('RUN-1', [bottles(4_580)], [], 20))).toBeUndefined();
  });

  it('of a toll run is whose it was: all of it goes home against a delivery note, once', async () => {
    await closed('LOT-T', 1_000_000, 'P-7', 'toll');
    await closed('LOT-U', 1_000, 'P-8', 'toll');
    await house.tank('T-1');
    await house.start('RUN-1');
    await charge('RUN-1', 'LOT-T', 1_000_000);
    await charge('RUN-1', 'LOT-U', 1_000);
    const waste = [{ kind: 'margines', grams: 810_000 }];
    expect(await slugOf(house.complete('RUN-1', [oil(191_000)], waste))).toBe('run_toll_mixed');
    await house
      .get(RunController)
      .giveBack('RUN-1', { chargeId: 'LOT-U', reason: 'of another' }, house.call());
    expect(await slugOf(house.complete('RUN-1', [oil(190_000, { tankId: 'T-1' })], waste))).toBe(
      'toll_into_tank',
    );
    expect(await slugOf(handOver('RUN-1'))).toBe('run_not_completed');
    await house.complete('RUN-1', [oil(190_000)], waste);
    const fill = { fillId: 'F', lotId: 'RUN-1_OIL', grams: 1_000 };
    expect(await slugOf(house.get(TankController).fill('T-1', fill, house.call()))).toBe('lot_of_toll');
    await handOver('RUN-1');
    await handOver('RUN-1');
    expect(await slugOf(handOver('RUN-1', 'account'))).toBe('run_handed_over');
    expect((await run('RUN-1')).handedOver).toMatchObject({
      producerCode: 'P-7',
      lotIds: ['RUN-1_OIL'],
      grams: 190_000,
      oliveGrams: 1_000_000,
      feeBy: 'cash',
    });
    expect((await lotState('RUN-1_OIL')).contentGrams).toBe(0);
    expect(await slugOf(house.reverse('RUN-1'))).toBe('output_moved');
    await house.office.again();
    expect(await house.office.attention()).toEqual([]);
  });

  it('of others goes home with nobody', async () => {
    await house.rawLot('LOT-A', 1_000);
    await house.start('RUN-1');
    await charge('RUN-1', 'LOT-A', 1_000);
    await house.complete('RUN-1', [oil(1_000)]);
    expect(await slugOf(handOver('RUN-1'))).toBe('run_not_toll');
    await house.reverse('RUN-1');
    expect(await slugOf(handOver('RUN-1'))).toBe('run_reversed');
  });

  it('is told to a clerk where it gives back to a tank that holds other goods by now', async () => {
    await house.tank('T-1');
    await house.rawLot('LOT-A', 1_000_000);
    await house.start('RUN-1');
    await charge('RUN-1', 'LOT-A', 1_000_000);
    await house.complete('RUN-1', [oil(100_000, { tankId: 'T-1' })], [{ kind: 'x', grams: 900_000 }]);
    await house.start('RUN-2', undefined, 'blend');
    await house.charge('RUN-2', { chargeId: 'A', from: 'tank', sourceId: 'T-1', quantity: 100_000 });
    const tanks = house.get(TankController);
    await tanks.clean('T-1', { cleanedAt: NOW }, house.call());
    const other = { productId: 'OTHER', densityGramsPerLitre: 1_000, expansionPpmPerDegree: 0 };
    await house.office.send(tankAggregate, 'T-1', {
      type: 'AssignTank',
      data: { ...other, assignedOn: '2026-11-20' },
    });
    const back = { chargeId: 'A', reason: 'a mistake' };
    await slugOf(house.get(RunController).giveBack('RUN-2', back, house.call()));
    await house.office.settle();
    expect(await house.office.attention()).toEqual(['tank_of_other_goods']);
    expect((await house.office.handler(tankAggregate).load('T-1')).state.contentGrams).toBe(0);
  });
});
