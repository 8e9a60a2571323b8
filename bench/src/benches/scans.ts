import { headers } from '@nats-io/transport-node';
import { certification, conditioning, sales, transport } from '@oce/contracts';
import { withGs1CheckDigit } from '@oce/identifiers';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { atRate, percentile, round, type Bench, type Figure } from '../bench';
import { CpuUse } from '../cpu';
import { commitOf, fillLog, type Filling } from '../fill-log';
import { onBenchOffice, type BenchOffice } from '../office';

const AT = '2026-11-20T08:00:00.000Z';
const PER_SECOND = 200;
const SECONDS = 15;
const WARM_UP_SECONDS = 5;
const AIM_MS = 50;
/** Docks at which is loaded side by side: a shipment each. */
const SHIPMENTS = 8;
const UNITS = PER_SECOND * (SECONDS + WARM_UP_SECONDS);
const LOTS = 4;
const PIECES = 12;
const GRAMS = 458 * PIECES;
const CONNECTIONS = 64;

const lotOf = (n: number): string => `LOT-${n % LOTS}`;
const shipmentOf = (n: number): string => `S-${n % SHIPMENTS}`;

/** The n-th unit's SSCC: 17 digits and their check digit. */
const ssccOf = (n: number): string => withGs1CheckDigit(`06111234${String(n).padStart(9, '0')}`);

/** Released lots, and cases of them that stand ready. */
function* packedGoods(): Generator<Filling> {
  const standard = { standardId: 'EU', version: '2026' };
  const released = { market: 'EU', standard, grade: 'extra', claims: [], controlId: 'C-1', releasedAt: AT };
  for (let n = 0; n < LOTS; n++) {
    const release = certification.lotStatus.LotReleased({ lotId: lotOf(n), ...released });
    yield commitOf('certification', 'lot-status', lotOf(n), 1, AT, release);
  }
  for (let n = 0; n < UNITS; n++) {
    const sscc = ssccOf(n);
    const origins = [{ lotId: 'RAW-1', grams: GRAMS }];
    const content = { lotId: lotOf(n), productId: 'BOTTLE', pieces: PIECES, grams: GRAMS, origins };
    const head = { sscc, stationId: 'ST-1', level: 'case' as const, gtin: null, bestBefore: null };
    const whole = { goods: [{ drawId: sscc, ...content }], units: [], netGrams: GRAMS, origins };
    const unit = conditioning.unit.UnitPacked({ ...head, ...whole, packedAt: AT });
    yield commitOf('conditioning', 'unit', sscc, 1, AT, unit);
  }
}

/** Shipments at their docks, with all that was ordered. */
function* planned(): Generator<Filling> {
  const ordered = Array.from({ length: LOTS }, (_, n) => ({
    lotId: lotOf(n),
    productId: 'BOTTLE',
    grams: UNITS * GRAMS,
    pieces: UNITS * PIECES,
  }));
  for (let n = 0; n < SHIPMENTS; n++) yield* oneShipment(n, ordered);
}

type Ordered = { readonly lotId: string; readonly grams: number; readonly pieces: number };

/** What transport looks at of an order: sales' events hold more. */
function* oneShipment(n: number, ordered: readonly Ordered[]): Generator<Filling> {
  const [contractId, orderId, shipmentId, buyerId] = [`C-${n}`, `O-${n}`, shipmentOf(n), 'B-1'];
  const place = { incoterm: 'FCA', place: 'Casablanca' };
  const terms = { contractId, buyerId, destination: 'EU', productKind: 'packed', ...place };
  const { SaleContractSigned: signed } = sales.contract;
  yield commitOf('sales', 'contract', contractId, 1, AT, signed(terms as never));
  const lines = ordered.map((one) => ({ ...one, unit: 'piece', quantity: one.pieces }));
  const order = sales.order.OrderPlaced({ orderId, buyerId, contractId, lines } as never);
  const confirmed = sales.order.OrderConfirmed({ orderId, buyerId, confirmedOn: '2026-11-20' });
  yield commitOf('sales', 'order', orderId, 1, AT, order, confirmed);
  const { ShipmentPlanned: plan } = transport.shipment;
  const going = { destination: 'EU', carrier: 'T', plannedOn: '2026-11-22' };
  const how = { mode: 'road', productKind: 'packed', vehicle: 'V', container: null, ordered, legs: [] };
  const arranged = { type: 'ShipmentArranged', v: 1, data: { shipmentId, ...place, ...how } };
  const shipment = [plan({ shipmentId, orderId, buyerId, ...going }), arranged];
  yield commitOf('transport', 'shipment', shipmentId, 1, AT, ...shipment);
}

/** The limit: two appends one after the other, as a scan has them, at the same rate. */
async function rawScans({ connection }: BenchOffice): Promise<number[]> {
  const payload = JSON.stringify({ filling: 'x'.repeat(600) });
  const taken: number[] = [];
  const series = randomUUID().slice(0, 8);
  const append = (subject: string) => {
    const expected = headers();
    expected.set('Nats-Expected-Last-Subject-Sequence', '0');
    return connection.request(subject, payload, { headers: expected, timeout: 10_000 });
  };
  await atRate(PER_SECOND, PER_SECOND * 5, async (n) => {
    const started = performance.now();
    await append(`evt.transport.raw.${series}-${n}`);
    await append(`evt.transport.raw.${series}-${n}-b`);
    taken.push(performance.now() - started);
  });
  return taken;
}

/** Scans at one door of the service. */
class Scanner {
  private readonly agent = new Agent({ connections: CONNECTIONS });
  readonly taken: number[] = [];

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async scan(n: number): Promise<void> {
    const started = performance.now();
    const answer = await request(`${this.url}/transport/shipments/${shipmentOf(n)}/scans`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sscc: ssccOf(n) }),
      dispatcher: this.agent,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 201) throw new Error(`scan ${n}: ${answer.statusCode} ${text}`);
    this.taken.push(performance.now() - started);
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}

function figureOf(values: readonly number[], raw: readonly number[], cpu: Record<string, number>): Figure {
  const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)];
  const [rawP50, rawP99] = [percentile(raw, 0.5), percentile(raw, 0.99)];
  const ratio = round(p99 / rawP99, 1);
  return {
    name: `a unit scanned into a shipment, at ${PER_SECOND} a second`,
    aim: `p99 <= ${AIM_MS} ms`,
    measured: `p99 ${round(p99, 1)} ms, p50 ${round(p50, 1)} ms (p99 ${ratio} x two raw appends, ${round(rawP99, 1)} ms)`,
    holds: p99 <= AIM_MS,
    detail: {
      p50Ms: round(p50),
      p99Ms: round(p99),
      rawP50Ms: round(rawP50),
      rawP99Ms: round(rawP99),
      ratio,
      count: values.length,
      ...cpu,
    },
  };
}

/** How long a scan takes to be answered: custody and shipment have it by then. */
export const scans: Bench = {
  name: 'scans',
  description: `units scanned into ${SHIPMENTS} shipments, ${PER_SECOND} a second, against two appends one after the other`,
  run: (say) =>
    onBenchOffice(async (office) => {
      await fillLog(office, packedGoods());
      await fillLog(office, planned());
      const { url, pid: transport } = await office.startService('transport');
      const token = await office.tokens.sign('staff:bench', 'transport:write', {}, '1h');
      const before = await rawScans(office);
      const warmUp = new Scanner(url, token);
      const scanner = new Scanner(url, token);
      await atRate(PER_SECOND, PER_SECOND * WARM_UP_SECONDS, (n) => warmUp.scan(n));
      const use = await CpuUse.from({ transport, bench: process.pid, ...office.serverPids });
      const from = PER_SECOND * WARM_UP_SECONDS;
      await atRate(PER_SECOND, PER_SECOND * SECONDS, (n) => scanner.scan(from + n));
      const cpu = await use.since();
      say(`processor seconds in ${SECONDS} s: ${JSON.stringify(cpu)}`);
      const raw = [...before, ...(await rawScans(office))];
      await Promise.all([warmUp.close(), scanner.close()]);
      return [figureOf(scanner.taken, raw, cpu)];
    }),
};
