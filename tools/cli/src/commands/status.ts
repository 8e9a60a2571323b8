import { OfficeHome } from '@oce/office/home';
import { inRed, say, sayJson, table } from '@oce/office/output';
import { readRun, type RunState } from '@oce/office/run-state';
import type { CommandEntry } from '../command';
import { json } from '../options';

/** A projection or policy that stands still, with the position of the commit that it cannot deal with. */
interface Stopped {
  readonly follower: string;
  readonly position: number;
  readonly reason: string;
}

interface Health {
  readonly name: string;
  readonly ready: boolean;
  readonly pid: number | undefined;
  readonly restarts: number;
  readonly behind: number | undefined;
  readonly stopped: readonly Stopped[];
  readonly trouble: readonly string[];
}

/** What a service says of itself; the gateway has none of the lists. */
interface Readiness extends Partial<Pick<Health, 'stopped' | 'trouble'>> {
  readonly projections?: readonly { readonly pending: number }[];
  readonly policies?: readonly { readonly pending: number }[];
}

const PATIENCE_MS = 3_000;

export const command: CommandEntry = {
  name: 'status',
  group: 'An office',
  order: 4,
  description: 'who runs and is well, and what stands still; exit 0 all ready, 1 not well, 3 nothing runs',
  options: () => [json('as JSON')],
  run: status,
};

async function status(options: { json?: boolean }): Promise<number> {
  const home = new OfficeHome();
  const run = readRun(home);
  if (!run) {
    if (options.json) sayJson({ running: false });
    else say('No office is running here. Start it: ./oce up');
    return 3;
  }
  const ports = home.readJson<Record<string, number>>('ports.json') ?? {};
  const names = Object.keys(ports).filter((name) => name !== 'nats' && name !== 'mongo');
  const services = await Promise.all(names.map((name) => healthOf(name, ports[name] ?? 0, run)));
  const ready = services.every((service) => service.ready);
  if (options.json) sayJson({ ...run, running: true, ready, services });
  else for (const line of [...linesOf(run), ...linesOfServices(services)]) say(line);
  return ready ? 0 : 1;
}

const linesOf = (run: RunState): string[] => [
  `${run.publicUrl}  supervisor ${run.supervisorPid}${run.oneProcess ? ', one process' : ''}`,
  `log       ${run.nats.url} (${run.nats.kind})`,
  `database  ${run.mongo.uri} (${run.mongo.kind})`,
];

/** A line a service, and in red what does not go by itself. */
export function linesOfServices(services: readonly Health[], red = inRed): string[] {
  const rows = table(
    services.map((one) => [
      one.name,
      one.ready ? 'ready' : 'NOT READY',
      `process ${one.pid ?? '-'}`,
      `restarts ${one.restarts}`,
      `behind ${one.behind ?? '-'}`,
    ]),
  );
  const stopped = services.flatMap(({ name, stopped: all }) =>
    all.flatMap(({ follower, position, reason }) => [
      red(`${name} ${follower} stands still at position ${position}: ${reason}`),
      `  Mend it, or pass the commit by: ./oce skip ${name} ${follower} ${position} --reason <text>`,
    ]),
  );
  const trouble = services.flatMap(({ name, trouble: all }) => all.map((one) => red(`${name}: ${one}`)));
  return [...rows.map((row, at) => (services[at]?.ready ? row : red(row))), ...stopped, ...trouble];
}

async function healthOf(name: string, port: number, run: RunState): Promise<Health> {
  const known = run.services.find((service) => service.name === name) ?? run.services[0];
  const base = { name, pid: known?.pid, restarts: known?.restarts ?? 0 };
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = (await response.json()) as Readiness;
    const { projections = [], policies = [], stopped = [], trouble = [] } = body;
    const behind = Math.max(0, ...[...projections, ...policies].map(({ pending }) => pending));
    return { ...base, ready: response.ok, behind, stopped, trouble };
  } catch {
    return { ...base, ready: false, behind: undefined, stopped: [], trouble: [] };
  }
}
