import { portOrFree } from '@oce/local-servers';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OfficeHome } from './home';
import { GATEWAY, officeServices } from './services';
import { CliError } from './output';

export const DEFAULT_PUBLIC_PORT = 8080;
const FILE = 'ports.json';

/** The one public port: `OCE_PORT`, or 8080. */
export function publicPort(env: NodeJS.ProcessEnv = process.env): number {
  const text = env['OCE_PORT'];
  if (text === undefined || text === '') return DEFAULT_PUBLIC_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new CliError(`OCE_PORT takes a port from 1 to 65535, not ${JSON.stringify(text)}.`);
}

/** Ports of everything, the remembered ones where they are still free, so that addresses stay from start to start. */
export async function choosePorts(home: OfficeHome): Promise<Record<string, number>> {
  const remembered = home.readJson<Record<string, number>>(FILE) ?? {};
  const chosen: Record<string, number> = {};
  for (const name of ['nats', 'mongo', ...officeServices().map((service) => service.name)]) {
    chosen[name] = name === GATEWAY ? publicPort() : await freeAmong(remembered[name], Object.values(chosen));
  }
  home.writeJson(FILE, chosen);
  return chosen;
}

async function freeAmong(wanted: number | undefined, taken: readonly number[]): Promise<number> {
  for (;;) {
    const port = await portOrFree(wanted);
    if (!taken.includes(port)) return port;
    wanted = undefined;
  }
}

const PATIENCE_MS = 20_000;
const POLL_MS = 200;

/** Fails early where the public port is taken; one who is patient waits a while for those on their way out. */
export async function requireFree(port: number, isPatient = false): Promise<void> {
  const deadline = performance.now() + (isPatient ? PATIENCE_MS : 0);
  while (!(await isFree(port))) {
    if (performance.now() >= deadline)
      throw new CliError(`Port ${port} is taken by another program. Choose another: OCE_PORT=8081 ./oce up`);
    await sleep(POLL_MS);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
