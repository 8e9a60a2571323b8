import { withGs1CheckDigit } from '@oce/identifiers';
import { MongoClient } from 'mongodb';
import { Agent, request } from 'undici';
import { atRate, percentile, round, until, type Bench, type Figure } from '../bench';
import { CpuUse } from '../cpu';
import { commitOf, fillLog, type Filling } from '../fill-log';
import { onBenchOffice, type BenchOffice } from '../office';

const AT = '2026-11-20T08:00:00.000Z';
const PER_SECOND = 50;
const SECONDS = 20;
const WARM_UP_SECONDS = 10;
const AIM_MS = 50;
const PATIENCE = { patienceMs: 60_000, pauseMs: 50 };
const RAW_LOTS = 40;
const TICKETS_A_LOT = 50;
const TICKET_GRAMS = 20_000;
const LOT_GRAMS = TICKETS_A_LOT * TICKET_GRAMS;
const CASES = 10;
const CASE_GRAMS = 5_000;
const PALLET = withGs1CheckDigit('06111234000000001');

interface Goods {
  readonly lotId: string;
  readonly grams: number;
  /** The raw lots in it, by their grams. */
  readonly origins: readonly { readonly lotId: string; readonly grams: number }[];
}

const written = (
  context: string,
  aggregate: string,
  id: string,
  version: number,
  type: string,
  data: object,
) => commitOf(context, aggregate, id, version, AT, { type, v: 1, data });

/** A raw lot with its weigh tickets. */
function* weighed(lotId: string): Generator<Filling, Goods> {
  const place = { stationId: 'ST-1', campaignId: 'OLIVE-2026', productId: 'OLIVE' };
  const deliveries = Array.from({ length: TICKETS_A_LOT }, (_, n) => ({
    deliveryId: `${lotId}-D${n}`,
    producerCode: `M-${lotId}-${n}`,
    netGrams: TICKET_GRAMS,
    payableGrams: TICKET_GRAMS,
  }));
  for (const { deliveryId, producerCode, netGrams } of deliveries) {
    const weights = { grossGrams: netGrams, tareGrams: 0, netGrams, weighedAt: AT };
    const data = {
      deliveryId,
      ...place,
      producerCode,
      ticketNumber: deliveryId,
      terminalId: 'T',
      ...weights,
    };
    yield written('collection', 'delivery', deliveryId, 1, 'DeliveryWeighedIn', { ...data, scaleId: null });
  }
  const closed = { lotId, ...place, grade: 'extra', netGrams: LOT_GRAMS, deliveries, closedOn: '2026-11-05' };
  yield written('collection', 'lot', lotId, 1, 'LotClosed', closed);
  return { lotId, grams: LOT_GRAMS, origins: [{ lotId, grams: LOT_GRAMS }] };
}

/** Origins of what was put together, in what comes out of it. */
function scaled(from: readonly Goods[], grams: number): Goods['origins'] {
  const all = from.flatMap(({ origins }) => origins);
  const total = all.reduce((sum, one) => sum + one.grams, 0);
  return all.map((one) => ({ lotId: one.lotId, grams: Math.round((one.grams / total) * grams) }));
}

type From = { readonly kind: 'lot' | 'tank'; readonly id: string };

/** A run of what was drawn, and the lot that it made. */
function* ran(
  runId: string,
  activity: string,
  charges: readonly (readonly [From, Goods])[],
  grams: number,
): Generator<Filling, Goods> {
  const inputs = charges.map(([from, of]) => ({
    chargeId: `${runId}-${from.id}`,
    from,
    productId: 'OIL',
    grams: of.grams,
    pieces: null,
    origins: of.origins,
  }));
  const lotId = `${runId}_OUT`;
  const parts = charges.map(([, of]) => of);
  const origins = scaled(parts, grams);
  const goods = { lotId, productId: 'OIL', pieces: null, origins, tankId: null };
  const charged = inputs.reduce((sum, input) => sum + input.grams, 0);
  const what = { inputs, outputs: [{ ...goods, kind: 'main', grams }] };
  const waste = charged === grams ? [] : [{ kind: 'margines', grams: charged - grams }];
  const weights = { waste, lossGrams: 0, lossOrigins: [], differenceGrams: 0, tolerancePpm: 5_000 };
  const head = { runId, stationId: 'PRESS', lineId: 'L1', activity, corrects: null, completedAt: AT };
  const quality = { yieldPpm: null, isYieldFlagged: false };
  yield written('conditioning', 'run', runId, 1, 'RunCompleted', {
    ...head,
    ...what,
    ...weights,
    ...quality,
  });
  yield written('conditioning', 'lot-balance', lotId, 1, 'LotMadeAvailable', {
    ...goods,
    runId,
    netGrams: grams,
  });
  return { lotId, grams, origins };
}

const drawnInto = (kind: string, id: string, of: Goods, drawId: string, version = 2, leftGrams = 0) =>
  written('conditioning', 'lot-balance', of.lotId, version, 'LotDrawn', {
    ...of,
    drawId,
    into: { kind, id },
    productId: 'OIL',
    pieces: null,
    leftGrams,
  });

/** Lots put into one tank, all of which is drawn into a run. */
function* through(tankId: string, lots: readonly Goods[], runId: string): Generator<Filling, Goods> {
  let contentGrams = 0;
  let version = 0;
  for (const lot of lots) {
    contentGrams += lot.grams;
    const filled = { ...lot, tankId, fillId: lot.lotId, productId: 'OIL', contentGrams };
    yield drawnInto('tank', tankId, lot, lot.lotId);
    yield written('conditioning', 'tank', tankId, ++version, 'TankFilled', filled);
  }
  const origins = scaled(lots, contentGrams);
  const drawn = { tankId, drawId: `${runId}-${tankId}`, into: { kind: 'run', id: runId }, productId: 'OIL' };
  const what = { grams: contentGrams, origins, heelLotIds: [], contentGrams: 0 };
  yield written('conditioning', 'tank', tankId, ++version, 'TankDrawn', { ...drawn, ...what });
  return { lotId: tankId, grams: contentGrams, origins };
}

/** Forty raw lots pressed in eight runs, blended in two, bottled in one: a pallet is eleven levels above its tickets. */
function* story(): Generator<Filling> {
  const lots: Goods[] = [];
  for (let n = 0; n < RAW_LOTS; n++) lots.push(yield* weighed(`RAW-${n}`));
  const oils: Goods[] = [];
  for (let n = 0; n < 8; n++) {
    const own = lots.slice(n * 5, n * 5 + 5);
    for (const lot of own) yield drawnInto('run', `PRESS-${n}`, lot, `PRESS-${n}-${lot.lotId}`, 1);
    const charges = own.map((lot) => [{ kind: 'lot', id: lot.lotId }, lot] as const);
    oils.push(yield* ran(`PRESS-${n}`, 'press', charges, LOT_GRAMS));
  }
  const blends: Goods[] = [];
  for (let n = 0; n < 2; n++)
    blends.push(yield* blended(`BLEND-${n}`, oils.slice(n * 4, n * 4 + 4), [`T-${n}-A`, `T-${n}-B`]));
  const bottled = yield* blended('BOTTLE', blends, ['T-A', 'T-B']);
  yield* packed(bottled);
}

/** Lots spread over tanks, all drawn into one run. */
function* blended(
  runId: string,
  lots: readonly Goods[],
  tankIds: readonly string[],
): Generator<Filling, Goods> {
  const charges: (readonly [From, Goods])[] = [];
  const each = lots.length / tankIds.length;
  for (const [at, tankId] of tankIds.entries()) {
    const drawn = yield* through(tankId, lots.slice(at * each, at * each + each), runId);
    charges.push([{ kind: 'tank', id: tankId }, drawn]);
  }
  const grams = charges.reduce((sum, [, of]) => sum + of.grams, 0);
  return yield* ran(runId, 'blend', charges, grams);
}

function* packed(bottled: Goods): Generator<Filling> {
  const head = { stationId: 'PRESS', gtin: null, bestBefore: null, packedAt: AT };
  const origins = scaled([bottled], CASE_GRAMS);
  const units: { sscc: string; grams: number }[] = [];
  for (let n = 0; n < CASES; n++) {
    const sscc = withGs1CheckDigit(`061112341${String(n).padStart(8, '0')}`);
    const of = { lotId: bottled.lotId, grams: CASE_GRAMS, origins };
    const leftGrams = bottled.grams - (n + 1) * CASE_GRAMS;
    yield drawnInto('unit', sscc, of, `${sscc}_P`, n + 2, leftGrams);
    const goods = [{ ...of, drawId: `${sscc}_P`, productId: 'BOTTLE', pieces: null }];
    const whole = { sscc, ...head, level: 'case', goods, units: [], netGrams: CASE_GRAMS, origins };
    yield written('conditioning', 'unit', sscc, 1, 'UnitPacked', whole);
    units.push({ sscc, grams: CASE_GRAMS });
  }
  const netGrams = CASES * CASE_GRAMS;
  const whole = { sscc: PALLET, ...head, level: 'pallet', goods: [], units, netGrams };
  yield written('conditioning', 'unit', PALLET, 1, 'UnitPacked', {
    ...whole,
    origins: scaled([bottled], netGrams),
  });
}

interface Answer {
  readonly nodes: readonly { readonly key: string; readonly tickets?: readonly unknown[] }[];
  readonly back: readonly unknown[];
  readonly addsUp: boolean;
}

/** Traces at the door of the service. */
class Tracer {
  private readonly agent = new Agent({ connections: 16 });
  readonly taken: number[] = [];
  /** The last answer. */
  text = '';

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async trace(): Promise<void> {
    const started = performance.now();
    const path = `/traceability/trace/${PALLET}?direction=back`;
    const answer = await request(`${this.url}${path}`, {
      headers: { authorization: `Bearer ${this.token}` },
      dispatcher: this.agent,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`trace: ${answer.statusCode} ${text}`);
    this.taken.push(performance.now() - started);
    this.text = text;
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}

/** The limit: the documents of the trace, read by the driver at once. */
async function bareReads({ mongoUri }: BenchOffice, keys: readonly string[]): Promise<number[]> {
  const client = new MongoClient(mongoUri);
  try {
    const nodes = client.db('oce_traceability').collection<{ _id: string }>('trace_nodes_v1');
    const taken: number[] = [];
    for (let n = 0; n < 100; n++) {
      const started = performance.now();
      await nodes.find({ _id: { $in: [...keys] } }).toArray();
      taken.push(performance.now() - started);
    }
    return taken;
  } finally {
    await client.close();
  }
}

function figureOf(taken: readonly number[], raw: readonly number[], detail: Record<string, number>): Figure {
  const [p50, p99] = [percentile(taken, 0.5), percentile(taken, 0.99)];
  const rawP50 = percentile(raw, 0.5);
  const ratio = round(p50 / rawP50, 1);
  return {
    name: `a pallet traced over eleven levels to ${RAW_LOTS * TICKETS_A_LOT} weigh tickets, ${PER_SECOND} a second`,
    aim: `p99 <= ${AIM_MS} ms`,
    measured: `p99 ${round(p99, 1)} ms, p50 ${round(p50, 1)} ms (p50 ${ratio} x reading its documents at once, ${round(rawP50, 1)} ms)`,
    holds: p99 <= AIM_MS,
    detail: {
      p50Ms: round(p50),
      p99Ms: round(p99),
      rawP50Ms: round(rawP50),
      rawP99Ms: round(percentile(raw, 0.99)),
      ratio,
      ...detail,
    },
  };
}

/** How long the whole origin of a pallet takes to be told. */
export const trace: Bench = {
  name: 'trace',
  description: `a pallet traced back over eleven levels to ${RAW_LOTS * TICKETS_A_LOT} weigh tickets, ${PER_SECOND} times a second`,
  run: (say) =>
    onBenchOffice(async (office) => {
      await fillLog(office, story());
      const { url, pid: traceability } = await office.startService('traceability');
      const token = await office.tokens.sign('staff:bench', 'traceability:read', {}, '1h');
      const [warmUp, tracer] = [new Tracer(url, token), new Tracer(url, token)];
      const whole = async () => {
        await warmUp.trace();
        const { nodes, addsUp } = JSON.parse(warmUp.text) as Answer;
        const tickets = nodes.reduce((sum, node) => sum + (node.tickets?.length ?? 0), 0);
        return addsUp && tickets === RAW_LOTS * TICKETS_A_LOT;
      };
      await until('the trace to be whole', () => whole().catch(() => false), PATIENCE);
      const { nodes, back } = JSON.parse(warmUp.text) as Answer;
      await atRate(PER_SECOND, PER_SECOND * WARM_UP_SECONDS, () => warmUp.trace());
      const use = await CpuUse.from({ traceability, bench: process.pid, ...office.serverPids });
      await atRate(PER_SECOND, PER_SECOND * SECONDS, () => tracer.trace());
      const cpu = await use.since();
      say(`processor seconds in ${SECONDS} s: ${JSON.stringify(cpu)}`);
      const keys = nodes.map(({ key }) => key);
      const raw = await bareReads(office, keys);
      await Promise.all([warmUp.close(), tracer.close()]);
      const size = { nodes: nodes.length, edges: back.length, bytes: warmUp.text.length };
      return [figureOf(tracer.taken, raw, { ...size, ...cpu })];
    }),
};
