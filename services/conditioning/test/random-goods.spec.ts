import { gramsOf, together, type Origins } from '@oce/origins';
import { rounds } from '@oce/testing';
import fc from 'fast-check';
import { lotBalanceAggregate } from '../src/lot-balance/domain/lot-balance';
import { lotBalancesProjection } from '../src/lot-balance/reads/lots';
import { RunController } from '../src/run/http/run.controller';
import { runAggregate } from '../src/run/domain/run';
import { tankAggregate } from '../src/tank/domain/tank';
import { TankController } from '../src/tank/http/tank.controller';
import { tanksProjection } from '../src/tank/reads/tanks';
import { unitAggregate } from '../src/unit/domain/unit';
import { UnitController } from '../src/unit/http/unit.controller';
import { NOW, PressHouse, slugOf } from './conditioning-in-memory';
import { Sold } from './sold';

const RAW = { 'LOT-A': 600_123, 'LOT-B': 400_000, 'LOT-C': 7 };
const RUNS = ['R-0', 'R-1', 'R-2', 'R-3', 'R-4', 'R-5'];
const TANKS = ['T-0', 'T-1'];
const UNITS = 4;

/** How often each is drawn. */
const WEIGHTS = {
  charge: 8,
  complete: 4,
  fill: 4,
  draw: 5,
  giveBack: 1,
  reverse: 2,
  pack: 6,
  close: 2,
  nest: 2,
  break: 1,
  gauge: 2,
  offer: 1,
  deliver: 2,
  load: 2,
  unload: 1,
  depart: 2,
  comeBack: 2,
  follow: 4,
};
type Kind = keyof typeof WEIGHTS;
const KINDS = Object.entries(WEIGHTS).flatMap(([kind, times]) =>
  Array.from({ length: times }, () => kind as Kind),
);

const step = fc.record({
  do: fc.constantFrom(...KINDS),
  what: fc.nat(9),
  of: fc.nat(9),
  grams: fc.integer({ min: 1, max: 700_000 }),
  by: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays one step by whichever process; what is refused changes nothing. */
async function play(
  house: PressHouse,
  sold: Sold,
  sscc: readonly string[],
  number: number,
  one: Step,
): Promise<void> {
  const runId = RUNS[one.what % RUNS.length]!;
  const lots = await house.office.documents('conditioning', lotBalancesProjection);
  const isSought = ({ productId, leftGrams }: { productId: string; leftGrams: number }) =>
    leftGrams > 0 && (one.do !== 'fill' || productId === 'OIL') && (one.do !== 'pack' || productId === 'B');
  const sought = lots.filter(isSought);
  const among = one.what === 0 || sought.length === 0 ? lots : sought;
  const { lotId = 'LOT-A', leftGrams = 0 } = among[one.of % among.length] ?? {};
  const tankId = TANKS[one.of % TANKS.length]!;
  const unit = sscc[one.what % UNITS]!;
  const id = `S-${number}`;
  // Mostly some of what is there, or all of it; now and then too much.
  const some = (there: number) =>
    one.what === 0 ? one.grams : one.what < 3 ? there || 1 : one.grams % (there + 1) || 1;
  const grams = some(leftGrams);
  switch (one.do) {
    case 'charge':
      await house.charge(runId, { chargeId: id, from: 'lot', sourceId: lotId, quantity: grams });
      return;
    case 'draw': {
      const { contentGrams } = (await house.office.handler(tankAggregate).load(tankId)).state;
      const quantity = some(contentGrams);
      await house.charge(runId, { chargeId: id, from: 'tank', sourceId: tankId, quantity });
      return;
    }
    case 'giveBack': {
      const [chargeId = 'R_x'] = (await house.office.handler(runAggregate).load(runId)).state.inputs.keys();
      const back = { chargeId: chargeId.slice(runId.length + 1), reason: 'a mistake' };
      await house.get(RunController).giveBack(runId, back, house.call());
      return;
    }
    case 'complete': {
      const { inputs } = (await house.office.handler(runAggregate).load(runId)).state;
      const all = [...inputs.values()].reduce((sum, input) => sum + input.grams, 0);
      const oil = Math.floor((all * (1 + (one.grams % 90))) / 100);
      const packed = 458 * Math.floor((all - oil) / 1_000);
      const outputs = [
        {
          outputId: 'OIL',
          kind: 'main' as const,
          productId: 'OIL',
          grams: oil,
          ...(one.by ? { tankId } : {}),
        },
        { outputId: 'B', kind: 'main' as const, productId: 'B', grams: packed, pieces: packed / 458 },
      ];
      const told = outputs.filter((output) => output.grams > 0);
      await house.complete(runId, told, [], Math.max(0, all - oil - packed));
      return;
    }
    case 'fill':
      await house.get(TankController).fill(tankId, { fillId: id, lotId, grams }, house.call());
      return;
    case 'gauge': {
      const { contentGrams } = (await house.office.handler(tankAggregate).load(tankId)).state;
      const measuredMillilitres = Math.round((contentGrams * 1_000) / 916) + ((one.grams % 5) - 2);
      const dip = {
        gaugeId: id,
        measuredMillilitres,
        temperatureDeciCelsius: 200,
        reason: 'dip',
        gaugedAt: NOW,
      };
      await house.get(TankController).gauge(tankId, dip, house.call());
      return;
    }
    case 'reverse':
      await house.reverse(runId);
      return;
    case 'pack':
      await house
        .get(UnitController)
        .putGoods(
          unit,
          { putId: id, lotId, grams: one.by ? 458 * (1 + (one.grams % 12)) : grams },
          house.call(),
        );
      return;
    case 'close':
      await house.get(UnitController).close(unit, { packedAt: NOW }, house.call());
      return;
    case 'nest':
      await house.get(UnitController).putUnit(unit, { sscc: sscc[one.of % UNITS]! }, house.call());
      return;
    case 'break':
      await house.get(UnitController).breakUp(unit, { reason: 'damaged' }, house.call());
      return;
    case 'offer':
      await sold.offered(lotId, leftGrams, lotId in RAW ? 'OLIVE-2026' : null);
      return;
    case 'deliver':
      await sold.fulfilled(`O-${one.what}`, lotId, grams, lotId in RAW ? 'OLIVE-2026' : null);
      return;
    case 'load':
      await sold.loaded(unit, `S-${one.of}`);
      return;
    case 'unload':
      await sold.unloaded(unit, `S-${one.of}`);
      return;
    case 'depart':
      await sold.departed(`S-${one.of}`, `O-${one.what}`, [unit], [lotId]);
      return;
    case 'comeBack':
      await sold.returned(`S-${one.of}`, `O-${one.what}`, [unit]);
      return;
    case 'follow':
      await house.office.step();
  }
}

const sorted = (origins: Origins): string[] => origins.map(({ lotId, grams }) => `${lotId} ${grams}`).sort();

/** What orders and shipments ask of goods that are not as sales and transport know them: a clerk looks for them. */
const CLERKS = [
  'lot_short',
  'lot_withdrawn',
  'draw_differs',
  'pieces_broken',
  'unit_not_packed',
  'unit_loaded',
];

/** Every gram of every lot and tank is there, or stands where it was drawn to. */
async function check(house: PressHouse, sscc: readonly string[]): Promise<void> {
  const { office } = house;
  const rows = await office.documents('conditioning', lotBalancesProjection);
  const inUnits: Origins[] = [];
  for (const { lotId, leftGrams } of rows) {
    const { state } = await office.handler(lotBalanceAggregate).load(lotId);
    expect(leftGrams).toBe(state.contentGrams);
    expect(gramsOf(state.content)).toBe(state.contentGrams);
    if (state.isWithdrawn) continue;
    const standing = [...state.draws.values()].filter((one) => !one.isReturned);
    const whole = together(state.content, ...standing.map(({ origins }) => origins));
    expect(sorted(whole)).toEqual(sorted(state.made?.origins ?? []));
    inUnits.push(...standing.flatMap(({ into, origins }) => (into.kind === 'unit' ? [origins] : [])));
    for (const [drawId, { into }] of state.draws.filter((one) => !one.isReturned))
      if (into.kind === 'run') {
        const run = (await office.handler(runAggregate).load(into.id)).state;
        expect(run.inputs.has(drawId) && run.reversedFor === null).toBe(true);
      }
  }
  const packed = await Promise.all(
    sscc.map(async (id) => (await office.handler(unitAggregate).load(id)).state),
  );
  const goods = packed.flatMap((unit) => (unit.status === 'broken' ? [] : [...unit.goods.values()]));
  expect(sorted(together(...goods.map(({ origins }) => origins)))).toEqual(sorted(together(...inUnits)));
  for (const row of await office.documents('conditioning', tanksProjection)) {
    const { state } = await office.handler(tankAggregate).load(row.tankId);
    expect(gramsOf(state.content)).toBe(state.contentGrams);
    expect([row.contentGrams, sorted(row.origins)]).toEqual([state.contentGrams, sorted(state.content)]);
  }
  for (const event of await office.events())
    if (event.type === 'RunCompleted') {
      const { inputs, outputs, waste, lossGrams, differenceGrams } = event.data as never as {
        inputs: { grams: number; origins: Origins }[];
        outputs: { grams: number; origins: Origins }[];
        waste: { grams: number }[];
        lossGrams: number;
        differenceGrams: number;
      };
      const sum = (all: readonly { grams: number }[]) => all.reduce((total, one) => total + one.grams, 0);
      expect(sum(inputs)).toBe(sum(outputs) + sum(waste) + lossGrams + differenceGrams);
      const charged = together(...inputs.map(({ origins }) => origins));
      for (const output of outputs) {
        expect(gramsOf(output.origins)).toBe(output.grams);
        for (const { lotId, grams } of charged) {
          const got = output.origins.find((one) => one.lotId === lotId)?.grams ?? 0;
          expect(Math.abs(got - (grams * output.grams) / gramsOf(charged))).toBeLessThan(1);
        }
      }
    }
  const told = await office.attention();
  expect(told.filter((reason) => !CLERKS.includes(reason))).toEqual([]);
}

describe('random histories of fills, draws, runs, packing, breaking, returns and reversals', () => {
  it(
    'keep every gram of every raw lot, whoever comes at once and however late the policies follow',
    async () => {
      let done = 0;
      // The steps of one list happen at the same time.
      const histories = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), {
        minLength: 40,
        maxLength: 60,
      });
      await fc.assert(
        fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
          const house = await PressHouse.open({ seed });
          try {
            for (const [lotId, grams] of Object.entries(RAW)) await house.rawLot(lotId, grams);
            for (const tankId of TANKS) await house.tank(tankId, 800_000);
            for (const runId of RUNS) await house.start(runId, undefined, 'blend');
            const sold = new Sold(house);
            const sscc: string[] = [];
            for (let number = 0; number < UNITS; number++) {
              const body = { stationId: 'PRESS', level: 'case' as const, openedAt: NOW };
              sscc.push((await house.get(UnitController).open(body, house.call())).id);
            }
            let number = 0;
            for (const together of history) {
              const slugs = await Promise.all(
                together.map((one) => slugOf(play(house, sold, sscc, ++number, one))),
              );
              done += slugs.filter((slug) => slug === undefined).length;
            }
            await house.office.settle();
            await check(house, sscc);
            const written = (await house.office.commits()).length;
            await house.office.again();
            expect(await house.office.commits()).toHaveLength(written);
          } finally {
            await house.office.close();
          }
        }),
        { numRuns: rounds(2, 300) },
      );
      expect(done).toBeGreaterThan(20);
    },
    rounds(120_000, 600_000),
  );
});
