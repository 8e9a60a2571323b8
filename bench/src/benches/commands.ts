import autocannon from 'autocannon';
import { headers } from '@nats-io/transport-node';
import { randomUUID } from 'node:crypto';
import { rate, round, type Bench, type Figure } from '../bench';
import { CpuUse } from '../cpu';
import { onBenchOffice, type BenchOffice } from '../office';
import { ticket } from '../references';

const SECONDS = 8;
const RAW_APPENDS = 20_000;
const STREAM_TICKETS = 60_000;
const HTTP_AIMS = [
  { clients: 64, aim: 1 },
  { clients: 256, aim: 1.5 },
];

/** The hot path against raw appends on the same server in the same run. */
export const commands: Bench = {
  name: 'commands',
  description: 'a ticket accepted over HTTP, and tickets as a stream, against raw single appends',
  run: (say) =>
    onBenchOffice(async (office) => {
      const { url, pid } = await office.startCollection();
      const { nats, database } = office.serverPids;
      const processes = { service: pid, nats, database, client: process.pid };
      const { tokens } = office;
      const token = await tokens.sign('terminal:TM-1', 'collection:weigh', { terminalId: 'TM-1' }, '1h');
      await warmUp(url, token);
      const figures: Figure[] = [];
      for (const { clients, aim } of HTTP_AIMS) {
        const rawBefore = await rawAppends(office, clients);
        const use = await CpuUse.from(processes);
        const measured = await httpCommands(url, token, clients);
        const cpu = await use.since();
        const raw = (rawBefore + (await rawAppends(office, clients))) / 2;
        say(`${clients} clients: ${Math.round(measured.perSecond)} commands/s, raw ${Math.round(raw)}/s`);
        const name = `command accepted over HTTP, ${clients} clients`;
        const detail = { ...measured.detail, ...cpu };
        figures.push(figureOf(name, aim, measured.perSecond, raw, detail));
      }
      const raw = await rawAppends(office, 64);
      const streamed = await ticketStream(url, token);
      say(`stream: ${Math.round(streamed)} tickets/s, raw ${Math.round(raw)}/s`);
      figures.push(figureOf('tickets imported as a stream (NDJSON)', 2.5, streamed, raw, {}));
      return figures;
    }),
};

function figureOf(name: string, aim: number, measured: number, raw: number, more: Figure['detail']): Figure {
  const ratio = measured / raw;
  const detail = {
    ratio: round(ratio, 3),
    perSecond: Math.round(measured),
    rawPerSecond: Math.round(raw),
    ...more,
  };
  return {
    name,
    aim: `>= ${aim} x raw single appends`,
    measured: `${round(ratio)} x (${Math.round(measured)}/s, raw ${Math.round(raw)}/s)`,
    holds: ratio >= aim,
    detail,
  };
}

/** The limit: single publishes to new subjects with their expectation, `inFlight` at once, 420-byte messages. */
async function rawAppends({ connection }: BenchOffice, inFlight: number): Promise<number> {
  const series = randomUUID().slice(0, 8);
  const payload = JSON.stringify({ filling: 'x'.repeat(400) });
  const expected = headers();
  expected.set('Nats-Expected-Last-Subject-Sequence', '0');
  return rate(RAW_APPENDS, inFlight, (n) =>
    connection.request(`evt.collection.raw.${series}-${n}`, payload, { headers: expected, timeout: 10_000 }),
  );
}

let series = 0;
async function httpCommands(
  url: string,
  token: string,
  connections: number,
  length: { readonly duration: number } | { readonly amount: number } = { duration: SECONDS },
) {
  const name = `H${connections}-${series++}`;
  let n = 0;
  const result = await autocannon({
    url: `${url}/collection/deliveries`,
    connections,
    ...length,
    requests: [
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(ticket(name, n++)) }),
      },
    ],
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} commands were refused`);
  return {
    perSecond: result['2xx'] / result.duration,
    detail: { p50Ms: result.latency.p50, p99Ms: result.latency.p99 },
  };
}

/** Until a service has compiled what it does often: the first 10,000 commands cost it a quarter more. */
const warmUp = (url: string, token: string) => httpCommands(url, token, 64, { amount: 15_000 });

async function ticketStream(url: string, token: string): Promise<number> {
  const name = `N-${series++}`;
  const lines = Array.from({ length: STREAM_TICKETS }, (_, n) => JSON.stringify(ticket(name, n)));
  const started = performance.now();
  const response = await fetch(`${url}/collection/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: `${lines.join('\n')}\n`,
  });
  const answers = (await response.text()).trim().split('\n');
  const accepted = answers.filter((answer) => answer.includes('"accepted"')).length;
  if (accepted !== STREAM_TICKETS) throw new Error(`${accepted} of ${STREAM_TICKETS} tickets were accepted`);
  return (STREAM_TICKETS / (performance.now() - started)) * 1000;
}
