import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Figure, percentile, round } from '../bench';
import { prelude } from '../campaign';
import { commitOf, fillLog } from '../fill-log';
import { onBenchOffice, type BenchOffice } from '../office';
import { ticket } from '../references';
import { DEBTOR } from './close-pool';

const PER_SECOND = 100;
const MINUTE_MS = 60_000;
const KB_PER_MB = 1_024;
const BYTES_PER_MB = 1_048_576;
/** How much more a process may hold at the end than after the first third, in which memory fills. */
const GROWTH_AIM = 1.25;
const GRADE = { grade: 'extra', impuritiesPpm: 5_000, moisturePpm: 400_000 };

const intakeRule = commitOf('collection', 'intake-rule', 'OLIVE', 1, '2026-09-01T08:00:00.000Z', {
  type: 'IntakeRulePublished',
  v: 1,
  data: {
    productId: 'OLIVE',
    validFrom: '2026-09-01',
    impuritiesTolerancePpm: 10_000,
    maxImpuritiesPpm: 100_000,
    maxMoisturePpm: 600_000,
  },
});

/** One process at one minute. */
interface Held {
  readonly minute: number;
  readonly rssMb: number;
  /** Null for a server that does not say. */
  readonly heapMb: number | null;
}

/** An office under 100 commands a second, half tickets and half gradings, with payments' advances behind them. */
export const soak: Bench = {
  name: 'soak',
  description: `memory of collection, payments and the servers under ${PER_SECOND} commands/s, minute by minute; --minutes, 10 unless told`,
  byNameOnly: true,
  run: (say, { minutes = 10 }) =>
    onBenchOffice(async (office) => {
      const schedules = [...prelude()].filter(({ ref }) => ref.aggregate === 'schedule');
      await fillLog(office, [...schedules, intakeRule]);
      const collection = await office.startCollection();
      const payments = await office.startService('payments', DEBTOR);
      const { nats, database } = office.serverPids;
      const watched = new Watched({
        collection,
        payments,
        nats: { pid: nats, url: null },
        database: { pid: database, url: null },
      });
      const load = new Load(collection.url, await tokensOf(office));
      const sent = load.run(minutes * MINUTE_MS);
      for (let minute = 1; minute <= minutes; minute++) {
        await sleep(MINUTE_MS);
        say(await watched.look(minute));
      }
      await sent;
      say(`${load.accepted} commands accepted; p99 ${round(percentile(load.tookMs, 0.99), 1)} ms`);
      return watched.figures(load);
    }),
};

interface Tokens {
  readonly weigh: string;
  readonly grade: string;
}

async function tokensOf({ tokens }: BenchOffice): Promise<Tokens> {
  return {
    weigh: await tokens.sign('terminal:TM-1', 'collection:weigh', { terminalId: 'TM-1' }, '12h'),
    grade: await tokens.sign('staff:amal', 'collection:write', {}, '12h'),
  };
}

/** Sends on time, whether or not the last are answered. */
class Load {
  accepted = 0;
  readonly tookMs: number[] = [];
  private number = 0;

  constructor(
    private readonly url: string,
    private readonly tokens: Tokens,
  ) {}

  async run(forMs: number): Promise<void> {
    const started = performance.now();
    const underWay = new Set<Promise<void>>();
    for (let pairs = 0; performance.now() - started < forMs; pairs++) {
      const dueMs = started + (pairs * 2_000) / PER_SECOND;
      const pauseMs = dueMs - performance.now();
      if (pauseMs > 0) await sleep(pauseMs);
      const pair = this.weighAndGrade(this.number++).finally(() => underWay.delete(pair));
      pair.catch(() => undefined);
      underWay.add(pair);
    }
    await Promise.all(underWay);
  }

  private async weighAndGrade(number: number): Promise<void> {
    await this.post('collection/deliveries', this.tokens.weigh, ticket('SOAK', number));
    const sheet = { ...GRADE, sampleId: `S-${number}` };
    await this.post(`collection/deliveries/TM-1_SOAK-${number}/grade`, this.tokens.grade, sheet);
  }

  private async post(path: string, token: string, body: object): Promise<void> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const started = performance.now();
    const answer = await fetch(`${this.url}/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
    this.tookMs.push(performance.now() - started);
    this.accepted += 1;
  }
}

type Processes = Readonly<Record<string, { readonly pid: number; readonly url: string | null }>>;

class Watched {
  private readonly seen = new Map<string, Held[]>();

  constructor(private readonly processes: Processes) {}

  /** Notes what each holds, and says it in a line. */
  async look(minute: number): Promise<string> {
    const parts: string[] = [];
    for (const [name, { pid, url }] of Object.entries(this.processes)) {
      if (pid === 0) continue;
      const held = { minute, rssMb: await rssMb(pid), heapMb: url === null ? null : await heapMb(url) };
      this.seen.set(name, [...(this.seen.get(name) ?? []), held]);
      parts.push(
        `${name} ${Math.round(held.rssMb)} MB${held.heapMb === null ? '' : ` (heap ${Math.round(held.heapMb)})`}`,
      );
    }
    return `minute ${minute}: ${parts.join(', ')}`;
  }

  figures({ accepted }: Load): Figure[] {
    return [...this.seen].map(([name, held]) => {
      const settled = held[Math.floor(held.length / 3)]?.rssMb ?? 0;
      const end = held[held.length - 1]?.rssMb ?? 0;
      const growth = end / settled;
      return {
        name: `resident memory of ${name} under ${PER_SECOND} commands/s`,
        aim: `<= ${GROWTH_AIM} x after the first third`,
        measured: `${round(growth)} x (${Math.round(settled)} to ${Math.round(end)} MB in ${held.length} minutes)`,
        holds: growth <= GROWTH_AIM,
        detail: {
          accepted,
          ...Object.fromEntries(held.map(({ minute, rssMb: mb }) => [`rssMb${minute}`, Math.round(mb)])),
          ...Object.fromEntries(
            held.map(({ minute, heapMb: mb }) => [`heapMb${minute}`, Math.round(mb ?? 0)]),
          ),
        },
      };
    });
  }
}

async function rssMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / KB_PER_MB;
}

/** As the service's metrics say; what is garbage by now is in it. */
async function heapMb(url: string): Promise<number> {
  const text = await (await fetch(`${url}/health/metrics`)).text();
  return Number(/^oce_memory_bytes\{[^}]*"heap_used"[^}]*\} ([\d.e+]+)/m.exec(text)?.[1] ?? 0) / BYTES_PER_MB;
}
