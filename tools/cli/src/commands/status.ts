import type { OfficeHome } from '@oce/office/home';
import { readRun } from '@oce/office/run-state';
import { say, sayJson, table } from '@oce/office/output';

interface Health {
  readonly name: string;
  readonly ready: boolean;
  readonly pid: number | undefined;
  readonly restarts: number;
  readonly behind: number | undefined;
}

/** `./oce status`: who runs and is well. Exit 0 when all are ready, 3 when nothing runs, 1 when something is not well. */
export async function status(home: OfficeHome, options: { json?: boolean }): Promise<number> {
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
  else {
    say(`${run.publicUrl}  supervisor ${run.supervisorPid}${run.oneProcess ? ', one process' : ''}`);
    say(`log       ${run.nats.url} (${run.nats.kind})`);
    say(`database  ${run.mongo.uri} (${run.mongo.kind})`);
    const rows = services.map((one) => [
      one.name,
      one.ready ? 'ready' : 'NOT READY',
      `process ${one.pid ?? '-'}`,
      `restarts ${one.restarts}`,
      `behind ${one.behind ?? '-'}`,
    ]);
    for (const line of table(rows)) say(line);
  }
  return ready ? 0 : 1;
}

async function healthOf(
  name: string,
  port: number,
  run: NonNullable<ReturnType<typeof readRun>>,
): Promise<Health> {
  const known = run.services.find((service) => service.name === name) ?? run.services[0];
  const base = { name, pid: known?.pid, restarts: known?.restarts ?? 0 };
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, {
      signal: AbortSignal.timeout(3_000),
    });
    const body = (await response.json()) as {
      ready?: boolean;
      projections?: { pending: number }[];
      policies?: { pending: number }[];
    };
    const behind = [...(body.projections ?? []), ...(body.policies ?? [])].reduce(
      (most, one) => Math.max(most, one.pending),
      0,
    );
    return { ...base, ready: response.ok, behind };
  } catch {
    return { ...base, ready: false, behind: undefined };
  }
}
