import { MongoClient } from 'mongodb';
import { round, seconds, until, type Bench, type Figure } from '../bench';
import { commitOf, fillLog, type Filling } from '../fill-log';
import { onBenchOffice, type BenchOffice, type StartedService } from '../office';

const AT = '2026-11-20T08:00:00.000Z';
const RECALLS = 3;
const LOTS = 40;
const UNITS = 10_000;
const UNITS_A_LOT = UNITS / LOTS;
const UNIT_GRAMS = 5_496;
const LOT_GRAMS = UNITS_A_LOT * UNIT_GRAMS;
const REASON = 'glass in a bottle';
const AIM_MS = 2_000;
const PATIENCE = { patienceMs: 300_000, pauseMs: 5 };
const SERVICES = ['certification', 'sales', 'transport', 'traceability'] as const;

const written = (
  context: string,
  aggregate: string,
  id: string,
  version: number,
  type: string,
  data: object,
) => commitOf(context, aggregate, id, version, AT, { type, v: 1, data });

const lotOf = (series: number, lot: number): string => `RUN-${series}-${lot}_B`;

/** A raw lot that runs made forty lots of bottles of, each in 250 cases. */
function* bottled(series: number): Generator<Filling> {
  const raw = `RAW-${series}`;
  const ofRaw = (grams: number) => [{ lotId: raw, grams }];
  const netGrams = LOTS * LOT_GRAMS;
  const closed = {
    lotId: raw,
    stationId: 'ST-1',
    campaignId: 'C',
    productId: 'OLIVE',
    grade: 'extra',
    netGrams,
  };
  yield written('collection', 'lot', raw, 1, 'LotClosed', {
    ...closed,
    deliveries: [],
    closedOn: '2026-11-01',
  });
  for (let lot = 0; lot < LOTS; lot++) {
    const lotId = lotOf(series, lot);
    const runId = `RUN-${series}-${lot}`;
    const goods = { productId: 'BOTTLE', grams: LOT_GRAMS, pieces: null, origins: ofRaw(LOT_GRAMS) };
    const charge = { ...goods, lotId: raw, drawId: `C-${runId}`, into: { kind: 'run', id: runId } };
    const leftGrams = netGrams - (lot + 1) * LOT_GRAMS;
    yield written('conditioning', 'lot-balance', raw, lot + 1, 'LotDrawn', { ...charge, leftGrams });
    const output = { ...goods, lotId, kind: 'main', tankId: null };
    const run = { runId, stationId: 'PRESS', lineId: 'L', activity: 'bottle', outputs: [output], inputs: [] };
    yield written('conditioning', 'run', runId, 1, 'RunCompleted', { ...run, completedAt: AT });
    const made = { lotId, runId, productId: 'BOTTLE', netGrams: LOT_GRAMS, origins: goods.origins };
    const available = { ...made, pieces: null, tankId: null };
    yield written('conditioning', 'lot-balance', lotId, 1, 'LotMadeAvailable', available);
    for (let unit = 0; unit < UNITS_A_LOT; unit++)
      yield* packed(lotId, `S-${series}-${lot}-${unit}`, unit, raw);
  }
}

function* packed(lotId: string, sscc: string, unit: number, raw: string): Generator<Filling> {
  const origins = [{ lotId: raw, grams: UNIT_GRAMS }];
  const goods = { drawId: `D-${sscc}`, lotId, productId: 'BOTTLE', pieces: null, grams: UNIT_GRAMS, origins };
  const leftGrams = LOT_GRAMS - (unit + 1) * UNIT_GRAMS;
  const drawn = { ...goods, into: { kind: 'unit', id: sscc }, leftGrams };
  yield written('conditioning', 'lot-balance', lotId, unit + 2, 'LotDrawn', drawn);
  const head = { sscc, stationId: 'PRESS', level: 'case', gtin: null, bestBefore: null };
  const whole = { ...head, goods: [goods], units: [], netGrams: UNIT_GRAMS, origins, packedAt: AT };
  yield written('conditioning', 'unit', sscc, 1, 'UnitPacked', whole);
}

/** The services that a recall must reach, as their databases and addresses show it. */
class Reached {
  private readonly client: MongoClient;

  constructor(
    office: BenchOffice,
    private readonly services: ReadonlyMap<string, StartedService>,
    private readonly token: string,
  ) {
    this.client = new MongoClient(office.mongoUri, { maxPoolSize: 8 });
  }

  /** How many documents of a service's collection a filter finds. */
  count(context: string, collection: string, filter: object): Promise<number> {
    return this.client.db(`oce_${context}`).collection(collection).countDocuments(filter);
  }

  /** The limit: the units of one recall, read by the driver. */
  async bareRead(): Promise<number> {
    const lotIds = Array.from({ length: LOTS }, (_, lot) => lotOf(0, lot));
    const units = this.client.db('oce_traceability').collection('units_v1');
    const started = performance.now();
    await units.find({ 'goods.lotId': { $in: lotIds } }).toArray();
    return performance.now() - started;
  }

  async ask(context: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.services.get(context)?.url}/${context}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

interface Times {
  /** Sales and transport refuse each lot. */
  readonly stoppedMs: number;
  /** The list names each unit. */
  readonly listedMs: number;
  /** The list once more, when all has been read. */
  readonly listMs: number;
}

/** From the request to where sales and transport refuse every lot, and the list names every unit. */
async function recallOne(reached: Reached, series: number): Promise<Times> {
  const recallId = `RC-${series}`;
  const all = (series + 1) * (LOTS + 1);
  const started = performance.now();
  const since = () => performance.now() - started;
  const opened = { recallId, kind: 'lot', id: `RAW-${series}`, reason: REASON, openedAt: AT };
  const stops = async (context: string, collection: string) => {
    const recalledFor = { recalledFor: REASON };
    const holds = async () => (await reached.count(context, collection, recalledFor)) === all;
    await until(`${context} to stop`, holds, PATIENCE);
    return since();
  };
  // Asked once it may be whole: each reading of it takes its time.
  const listed = async () => {
    const own = async () =>
      (await reached.count('traceability', 'lot_statuses_v1', { 'recall.recallId': recallId })) > LOTS;
    await until('traceability to hear', own, PATIENCE);
    const list = await reached.ask('traceability', `recalls/${recallId}`);
    const { lots, units } = list as { lots: object[]; units: { count: number } };
    if (lots.length !== LOTS + 1 || units.count !== UNITS)
      throw new Error(`the list has ${lots.length} lots and ${units.count} units`);
    return since();
  };
  await reached.ask('certification', 'recalls', opened);
  const [inSales, inTransport, listedMs] = await Promise.all([
    stops('sales', 'lot_controls_v1'),
    stops('transport', 'permits_v1'),
    listed(),
  ]);
  const again = performance.now();
  await reached.ask('traceability', `recalls/${recallId}`);
  return { stoppedMs: Math.max(inSales, inTransport), listedMs, listMs: performance.now() - again };
}

function figureOf(times: readonly Times[], bareMs: number): Figure {
  const worst = Math.max(...times.map(({ stoppedMs, listedMs }) => Math.max(stoppedMs, listedMs)));
  const listMs = Math.max(...times.map((one) => one.listMs));
  const each = times.map(({ stoppedMs, listedMs }) => seconds(Math.max(stoppedMs, listedMs))).join(' / ');
  return {
    name: `a recall of ${UNITS.toLocaleString('en')} units in ${LOTS} lots, effective everywhere`,
    aim: `<= ${AIM_MS / 1_000} s`,
    measured: `${each} s; the list alone ${Math.round(listMs)} ms (${round(listMs / bareMs)} x reading its units)`,
    holds: worst <= AIM_MS,
    detail: {
      ...Object.fromEntries(times.map(({ stoppedMs }, at) => [`stoppedMs${at}`, Math.round(stoppedMs)])),
      ...Object.fromEntries(times.map(({ listedMs }, at) => [`listedMs${at}`, Math.round(listedMs)])),
      listMs: Math.round(listMs),
      bareReadMs: Math.round(bareMs),
    },
  };
}

/** From the recall of a raw lot to where every lot made of it is refused and every unit is named. */
export const recall: Bench = {
  name: 'recall',
  description: `a raw lot recalled that is in ${UNITS} units of ${LOTS} lots: until sales and transport refuse, and the list is whole`,
  run: (say) =>
    onBenchOffice(async (office) => {
      const services = new Map<string, StartedService>();
      for (const name of SERVICES) services.set(name, await office.startService(name));
      // They follow: what they build at their start would have other names.
      for (let series = 0; series < RECALLS; series++) await fillLog(office, bottled(series));
      const scopes = 'certification:write traceability:read';
      const reached = new Reached(
        office,
        services,
        await office.tokens.sign('staff:bench', scopes, {}, '1h'),
      );
      try {
        const held = RECALLS * (LOTS + 1);
        await until(
          'lots to be held',
          async () => (await reached.count('transport', 'permits_v1', {})) === held,
          PATIENCE,
        );
        const all = async () => (await reached.count('traceability', 'units_v1', {})) === RECALLS * UNITS;
        await until('units to be read', all, PATIENCE);
        const times: Times[] = [];
        for (let series = 0; series < RECALLS; series++) {
          times.push(await recallOne(reached, series));
          const { stoppedMs, listedMs } = times[series]!;
          say(
            `stopped in sales and transport after ${Math.round(stoppedMs)} ms, listed after ${Math.round(listedMs)} ms`,
          );
        }
        return [figureOf(times, await reached.bareRead())];
      } finally {
        await reached.close();
      }
    }),
};
