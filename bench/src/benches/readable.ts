import { MongoClient } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { atRate, type Bench, type Figure, percentile, round, until } from '../bench';
import { CpuUse } from '../cpu';
import { onBenchOffice, type BenchOffice } from '../office';
import { PRODUCERS, ticket } from '../references';

const PER_SECOND = 200;
const SECONDS = 20;
const WARM_UP_SECONDS = 3;
const AIM_MS = 50;
/** Producers with an open page of the portal; every producer delivers in turn. */
const PAGES = 50;
const ATTEMPTS = 10;
const CONNECTIONS = 64;
/** Of so many commands one is looked for in the collection itself, through the driver. */
const LOOKED_UP = 10;

interface Times {
  readonly acknowledged: number[];
  readonly byGet: number[];
  readonly byDriver: number[];
  readonly byPage: number[];
}

/** Open pages of the portal, and when each delivery was told on one. */
class Pages {
  private readonly aborting = new AbortController();
  private readonly times = new Map<string, number>();
  private readonly waiting = new Map<string, (at: number) => void>();

  /** Opens a stream of server-sent events; resolves when it has begun. */
  async open(url: string, token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(url, { headers, signal: this.aborting.signal });
    if (response.status !== 200) throw new Error(`the page was answered with ${response.status}`);
    void this.read(response).catch(() => undefined);
  }

  /** The moment at which a delivery was told. */
  heard(deliveryId: string): Promise<number> {
    const known = this.times.get(deliveryId);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => this.waiting.set(deliveryId, resolve));
  }

  close(): void {
    this.aborting.abort();
  }

  private async read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      const at = performance.now();
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block, at);
    }
  }

  private take(block: string, at: number): void {
    const id = /"deliveryId":"([^"]+)"/.exec(block)?.[1];
    if (id === undefined) return;
    this.times.set(id, at);
    this.waiting.get(id)?.(at);
    this.waiting.delete(id);
  }
}

class Reader {
  private readonly client: MongoClient;
  private readonly agent = new Agent({ connections: CONNECTIONS });
  readonly pages = new Pages();

  constructor(
    private readonly office: BenchOffice,
    private readonly url: string,
    private readonly token: string,
  ) {
    this.client = new MongoClient(office.mongoUri, { maxPoolSize: 4 });
  }

  /** Weighs one ticket in; then waits until it can be read in each of the ways. */
  async one(series: string, n: number, times: Times): Promise<void> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const started = performance.now();
    const sent = { method: 'POST', headers, body: JSON.stringify(ticket(series, n)) };
    const answer = await request(`${this.url}/collection/deliveries`, { ...sent, dispatcher: this.agent });
    const { id } = (await answer.body.json()) as { id: string };
    const at = performance.now();
    if (answer.statusCode !== 201) throw new Error(`a ticket was answered with ${answer.statusCode}`);
    times.acknowledged.push(at - started);
    if (n % PRODUCERS < PAGES)
      void this.pages.heard(id).then((heard) => times.byPage.push(Math.max(0, heard - at)));
    if (n % LOOKED_UP === 0) return this.look(id, at, times);
    await this.readAt(id, String(answer.headers['oce-position']));
    times.byGet.push(performance.now() - at);
  }

  /** Reads at a position; who is put off (503, 504) asks again, as a client does, and the time goes on. */
  private async readAt(id: string, position: string): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++)
      if ((await this.read(id, { 'oce-min-position': position })) === 200) return;
    throw new Error(`the ticket ${id} was not to be read`);
  }

  private async read(id: string, more: Record<string, string> = {}): Promise<number> {
    const headers = { authorization: `Bearer ${this.token}`, ...more };
    const url = `${this.url}/collection/deliveries/${id}`;
    const answer = await request(url, { headers, dispatcher: this.agent });
    await answer.body.dump();
    return answer.statusCode;
  }

  private async look(id: string, at: number, times: Times): Promise<void> {
    const deliveries = this.client.db('oce_collection').collection<{ _id: string }>('deliveries_v2');
    while (!(await deliveries.findOne({ _id: id }, { projection: { _id: 1 } }))) await sleep(1);
    times.byDriver.push(performance.now() - at);
  }

  /** The limit: reading what has long been there. */
  async plainReads(id: string): Promise<number[]> {
    const taken: number[] = [];
    await atRate(PER_SECOND, PER_SECOND * 3, async () => {
      const started = performance.now();
      await this.read(id);
      taken.push(performance.now() - started);
    });
    return taken;
  }

  /** Opens the pages; answers the portal's process. */
  async openPages(): Promise<number> {
    const { url, pid } = await this.office.startService('portal');
    for (let n = 0; n < PAGES; n++) {
      const producerCode = `P-${n}`;
      const subject = `producer:${producerCode}`;
      const token = await this.office.tokens.sign(subject, 'portal:self', { producerCode }, '1h');
      await this.pages.open(`${url}/portal/me/events`, token);
    }
    return pid;
  }

  async close(): Promise<void> {
    this.pages.close();
    await Promise.all([this.client.close(), this.agent.close()]);
  }
}

const none = (): Times => ({ acknowledged: [], byGet: [], byDriver: [], byPage: [] });

function figureOf(name: string, values: readonly number[], beside: string, plainP99: number): Figure {
  const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)];
  return {
    name,
    aim: `p99 <= ${AIM_MS} ms`,
    measured: `p99 ${round(p99, 1)} ms, p50 ${round(p50, 1)} ms (${beside})`,
    holds: p99 <= AIM_MS,
    detail: {
      p50Ms: round(p50),
      p99Ms: round(p99),
      count: values.length,
      ratioToPlainRead: round(p99 / plainP99),
    },
  };
}

/** How long after its acknowledgement a ticket is to be seen, by a clerk and on the producer's open page. */
export const readable: Bench = {
  name: 'readable',
  description: `from the acknowledgement to the document and the open page, at ${PER_SECOND} commands/s`,
  run: (say) =>
    onBenchOffice(async (office) => {
      const { url, pid: collection } = await office.startCollection();
      const scopes = 'collection:weigh collection:read';
      const token = await office.tokens.sign('terminal:TM-1', scopes, { terminalId: 'TM-1' }, '1h');
      const reader = new Reader(office, url, token);
      const portal = await reader.openPages();
      await atRate(PER_SECOND, PER_SECOND * WARM_UP_SECONDS, (n) => reader.one('W', n, none()));
      const times = none();
      const pids = { collection, portal, bench: process.pid, ...office.serverPids };
      const use = await CpuUse.from(pids);
      const count = PER_SECOND * SECONDS;
      await atRate(PER_SECOND, count, (n) => reader.one('R', n, times));
      const expected = (count / PRODUCERS) * PAGES;
      const cpu = await use.since();
      say(`processor seconds in ${SECONDS} s: ${JSON.stringify(cpu)}`);
      const patience = { patienceMs: 10_000, pauseMs: 20 };
      await until('the pages', () => times.byPage.length >= expected, patience);
      const plain = percentile(await reader.plainReads('TM-1_R-1'), 0.99);
      await reader.close();
      const beside = `a read of what is there: p99 ${round(plain, 1)} ms`;
      const answered = `the answer itself: p99 ${round(percentile(times.acknowledged, 0.99), 1)} ms`;
      return [
        figureOf('acknowledged to readable, by GET at its position', times.byGet, beside, plain),
        figureOf('acknowledged to readable, by the driver', times.byDriver, beside, plain),
        figureOf("acknowledged to told on the producer's page", times.byPage, answered, plain),
      ];
    }),
};
