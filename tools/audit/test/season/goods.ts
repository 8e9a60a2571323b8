import { gramsOf, rawLotOrigins, scaled, together } from '@oce/origins';
import type { DataOf } from '../../src/events';
import { event, other, type LogBuilder } from './log-builder';
import { AT, Stock } from './stock';

type Place = DataOf<'LotDrawn'>['into'];
type Input = DataOf<'RunCompleted'>['inputs'][number];
type Output = DataOf<'RunCompleted'>['outputs'][number];

const PRESS = { stationId: 'PRESS', lineId: 'L1', completedAt: AT };

const into = (kind: Place['kind'], id: string): Place => ({ kind, id });

function charge(log: LogBuilder, runId: string, input: Input): Input {
  log.add('conditioning.run', runId, event('RunCharged', { runId, ...input }));
  return input;
}

/** A run that is over, balanced. */
function complete(
  log: LogBuilder,
  runId: string,
  inputs: Input[],
  told: Omit<Output, 'origins' | 'tankId'>[],
  lossGrams: number,
  wasteGrams: number,
  corrects: string | null = null,
): Output[] {
  const charged = together(...inputs.map(({ origins }) => origins));
  const outputs = told.map((one): Output => ({ ...one, origins: scaled(charged, one.grams), tankId: null }));
  const main = outputs.filter(({ kind }) => kind === 'main').reduce((sum, { grams }) => sum + grams, 0);
  const rest = { differenceGrams: 0, tolerancePpm: 5_000, isYieldFlagged: false };
  const yieldPpm = Math.round((main * 1_000_000) / gramsOf(charged));
  const waste = wasteGrams === 0 ? [] : [{ kind: 'margines', grams: wasteGrams }];
  const loss = { lossGrams, lossOrigins: scaled(charged, lossGrams) };
  log.add(
    'conditioning.run',
    runId,
    event('RunCompleted', {
      runId,
      ...PRESS,
      activity: 'press',
      corrects,
      inputs,
      outputs,
      waste,
      ...loss,
      ...rest,
      yieldPpm,
    }),
  );
  return outputs;
}

/** A press, a tank, bottles in a case on a pallet; and what is given back, turned away, taken back and broken up. */
export function pressing(log: LogBuilder): void {
  const stock = new Stock(log);
  stock.make('L1', rawLotOrigins('L1', 1_500_000), { runId: null, productId: 'OLIVES' });
  stock.make('L2', rawLotOrigins('L2', 4_020_000), { runId: null, productId: 'OLIVES' });
  stock.make('L3', rawLotOrigins('L3', 2_513_000), { runId: null, productId: 'OLIVES' });
  stock.draw('L3', 'offer', into('offer', 'L3'), 2_513_000);
  const receipt = { stationId: 'PRESS', materialId: 'WATER', unit: 'gram' as const, receiptId: 'R1' };
  const paid = { quantity: 1_000_000, document: 'WELL', costCentimes: 0, receivedOn: '2026-10-01' };
  log.add(
    'conditioning.material',
    'PRESS_WATER',
    event('MaterialReceived', { stockId: 'PRESS_WATER', ...receipt, ...paid }),
  );
  for (const runId of ['R1', 'R2', 'R3', 'R4'])
    log.add(
      'conditioning.run',
      runId,
      other('RunStarted', {
        runId,
        stationId: 'PRESS',
        lineId: 'L1',
        activity: 'press',
        corrects: null,
        startedAt: AT,
      }),
    );

  const chargeLot = (runId: string, chargeId: string, lotId: string, grams: number) => {
    const origins = stock.draw(lotId, chargeId, into('run', runId), grams);
    return charge(log, runId, {
      chargeId,
      from: into('lot', lotId),
      productId: 'OLIVES',
      grams,
      pieces: null,
      origins,
    });
  };
  const inputs = [chargeLot('R1', 'R1_A', 'L1', 600_000), chargeLot('R1', 'R1_B', 'L2', 400_000)];
  const spared = chargeLot('R1', 'R1_C', 'L2', 50_000);
  const back = { runId: 'R1', chargeId: 'R1_C', from: spared.from, reason: 'not needed' };
  log.add('conditioning.run', 'R1', event('ChargeTakenBack', back));
  stock.giveBack('L2', 'R1_C', spared.origins, 'not needed');
  const drawnWater = {
    stockId: 'PRESS_WATER',
    materialId: 'WATER',
    unit: 'gram' as const,
    into: into('run', 'R1'),
  };
  const drawWater = (drawId: string, quantity: number, leftQuantity: number) =>
    log.add(
      'conditioning.material',
      'PRESS_WATER',
      event('MaterialDrawn', { ...drawnWater, drawId, quantity, leftQuantity }),
    );
  drawWater('R1_W', 600_000, 400_000);
  const water = {
    chargeId: 'R1_W',
    from: into('material', 'PRESS_WATER'),
    productId: 'WATER',
    grams: 600_000,
    pieces: null,
    origins: [],
  };
  inputs.push(charge(log, 'R1', water));
  const outputOf = (
    lotId: string,
    kind: Output['kind'],
    productId: string,
    grams: number,
    pieces: number | null = null,
  ) => ({ lotId, kind, productId, grams, pieces });
  const [oil, pomace] = complete(
    log,
    'R1',
    inputs,
    [outputOf('R1_OIL', 'main', 'OIL', 190_000), outputOf('R1_POM', 'by_product', 'POMACE', 480_000)],
    15_000,
    915_000,
  );
  drawWater('R1_LATE', 1_000, 399_000);
  const late = { runId: 'R1', chargeId: 'R1_LATE', from: into('material', 'PRESS_WATER') };
  log.add('conditioning.run', 'R1', event('ChargeTurnedAway', late));
  log.add(
    'conditioning.material',
    'PRESS_WATER',
    event('MaterialDrawReturned', {
      stockId: 'PRESS_WATER',
      drawId: 'R1_LATE',
      quantity: 1_000,
      reason: 'R1 was over',
    }),
  );
  stock.make('R1_OIL', oil?.origins ?? [], { runId: 'R1', productId: 'OIL' });
  stock.make('R1_POM', pomace?.origins ?? [], { runId: 'R1', productId: 'POMACE' });

  const filling = stock.draw('R1_OIL', 'T1_F', into('tank', 'T1'), 190_000, {
    productId: 'OIL',
    pieces: null,
  });
  stock.fill('T1', 'T1_F', 'R1_OIL', filling);
  log.add(
    'conditioning.tank',
    'T1',
    event('TankSealed', { tankId: 'T1', sealNumber: 'SEAL-1', sealedAt: AT }),
  );
  log.add(
    'conditioning.tank',
    'T1',
    other('TankUnsealed', { tankId: 'T1', sealNumber: 'SEAL-1', reason: 'to be drawn', unsealedAt: AT }),
  );
  const tooMuch = stock.draw('R1_POM', 'T1_G', into('tank', 'T1'), 1_000, {
    productId: 'POMACE',
    pieces: null,
  });
  log.add(
    'conditioning.tank',
    'T1',
    event('TankFillTurnedAway', {
      tankId: 'T1',
      fillId: 'T1_G',
      lotId: 'R1_POM',
      reason: 'tank_of_other_goods',
    }),
  );
  stock.giveBack('R1_POM', 'T1_G', tooMuch, 'T1: tank_of_other_goods');
  stock.gauge('T1', 'G1', -500);
  stock.gauge('T1', 'G2', 200);

  const chargeTank = (runId: string, chargeId: string, grams: number) => {
    const origins = stock.drawTank('T1', chargeId, into('run', runId), grams);
    return charge(log, runId, {
      chargeId,
      from: into('tank', 'T1'),
      productId: 'OIL',
      grams,
      pieces: null,
      origins,
    });
  };
  const wrong = chargeTank('R2', 'R2_A', 10_000);
  log.add(
    'conditioning.run',
    'R2',
    event('ChargeTakenBack', { runId: 'R2', chargeId: 'R2_A', from: wrong.from, reason: 'a mistake' }),
  );
  stock.giveBackToTank('T1', 'R2_A', wrong.origins, 'a mistake');
  const bottled = [chargeTank('R2', 'R2_B', 91_600)];
  const [bottles] = complete(log, 'R2', bottled, [outputOf('R2_BOT', 'main', 'BOTTLE', 91_600, 200)], 0, 0);
  stock.make('R2_BOT', bottles?.origins ?? [], { runId: 'R2', productId: 'BOTTLE', pieces: 200 });
  const offered = { lotId: 'R2_BOT', offeredOn: '2026-10-20' };
  log.add('conditioning.lot-balance', 'R2_BOT', event('LotMarkedForSale', offered));
  packing(log, stock);

  const taken = [chargeLot('R3', 'R3_A', 'L2', 100_000)];
  const [wrongOil] = complete(log, 'R3', taken, [outputOf('R3_OIL', 'main', 'OIL', 20_000)], 80_000, 0);
  stock.make('R3_OIL', wrongOil?.origins ?? [], { runId: 'R3', productId: 'OIL' });
  const reversed = { runId: 'R3', reason: 'wrong lot', outputs: ['R3_OIL'], inputs: taken };
  log.add('conditioning.run', 'R3', event('RunReversed', reversed));
  log.add('conditioning.lot-balance', 'R3_OIL', event('LotWithdrawn', { lotId: 'R3_OIL', runId: 'R3' }));
  stock.giveBack('L2', 'R3_A', taken[0]?.origins ?? [], 'wrong lot');

  const right = [chargeLot('R4', 'R4_A', 'L2', 100_000)];
  const [rightOil] = complete(log, 'R4', right, [outputOf('R4_OIL', 'main', 'OIL', 19_000)], 81_000, 0, 'R1');
  stock.make('R4_OIL', rightOil?.origins ?? [], { runId: 'R4', productId: 'OIL' });
}

/** Three cases, two of them on a pallet; the third is broken up, and one more bottle comes too late. */
function packing(log: LogBuilder, stock: Stock): void {
  const [one, two, pallet, broken] = ['U1', 'U2', 'U3', 'U4'] as const;
  for (const [at, sscc] of [one, two, pallet, broken].entries()) {
    const taken = { companyPrefix: '6110000', serial: at + 1, sscc };
    log.add('conditioning.sscc-register', '6110000', event('SsccTaken', taken));
  }
  const unit = (sscc: string, level: 'case' | 'pallet') => ({
    sscc,
    stationId: 'PRESS',
    level,
    gtin: null,
    bestBefore: null,
  });
  const put = (sscc: string, drawId: string, pieces: number) => {
    const bottle = { productId: 'BOTTLE', pieces };
    const grams = pieces * 458;
    const origins = stock.draw('R2_BOT', drawId, into('unit', sscc), grams, bottle);
    return { drawId, lotId: 'R2_BOT', ...bottle, grams, origins };
  };
  const packedCase = (sscc: string) => {
    log.add('conditioning.unit', sscc, other('UnitOpened', { ...unit(sscc, 'case'), openedAt: AT }));
    const goods = put(sscc, `${sscc}_P`, 12);
    log.add('conditioning.unit', sscc, event('GoodsPutIn', { sscc, ...goods }));
    const whole = { goods: [goods], units: [], netGrams: goods.grams, origins: goods.origins, packedAt: AT };
    log.add('conditioning.unit', sscc, event('UnitPacked', { ...unit(sscc, 'case'), ...whole }));
    return goods;
  };
  const cases = [packedCase(one), packedCase(two)];
  const late = put(one, 'U1_LATE', 1);
  log.add(
    'conditioning.unit',
    one,
    event('GoodsTurnedAway', { sscc: one, drawId: 'U1_LATE', lotId: 'R2_BOT' }),
  );
  stock.giveBack('R2_BOT', 'U1_LATE', late.origins, 'U1 was closed');
  log.add('conditioning.unit', pallet, other('UnitOpened', { ...unit(pallet, 'pallet'), openedAt: AT }));
  for (const [at, sscc] of [one, two].entries()) {
    const { grams = 0, origins = [] } = cases[at] ?? {};
    const inner = { sscc, grams, origins, gtin: null, lotIds: ['R2_BOT'] };
    log.add('conditioning.unit', sscc, other('UnitPutInto', { sscc, outerSscc: pallet, inner }));
    log.add('conditioning.unit', pallet, event('UnitTaken', { sscc: pallet, inner }));
  }
  const units = cases.map(({ grams }, at) => ({ sscc: [one, two][at] ?? '', grams }));
  const origins = together(...cases.map((goods) => goods.origins));
  const whole = { goods: [], units, netGrams: gramsOf(origins), origins, packedAt: AT };
  log.add('conditioning.unit', pallet, event('UnitPacked', { ...unit(pallet, 'pallet'), ...whole }));
  const goods = packedCase(broken);
  const loaded = { sscc: broken, shipmentId: 'S0', units: [] };
  log.add('conditioning.unit', broken, event('UnitPutOnShipment', loaded));
  log.add('conditioning.unit', broken, event('UnitTakenOffShipment', loaded));
  const end = { sscc: broken, reason: 'damaged', goods: [goods], units: [] };
  log.add('conditioning.unit', broken, event('UnitBroken', end));
  stock.giveBack('R2_BOT', goods.drawId, goods.origins, 'damaged');
  shipping(log, pallet, [one, two]);
}

/** The pallet leaves with all that is on it, and comes back. */
function shipping(log: LogBuilder, pallet: string, units: string[]): void {
  const on = (sscc: string) => ({ sscc, shipmentId: 'S1', units: sscc === pallet ? units : [] });
  for (const sscc of [pallet, ...units]) {
    log.add('conditioning.unit', sscc, event('UnitPutOnShipment', on(sscc)));
    log.add('conditioning.unit', sscc, event('UnitLeftStock', on(sscc)));
    log.add('conditioning.unit', sscc, event('UnitBackInStock', { ...on(sscc), stationId: 'PRESS' }));
  }
}
