import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inOneLine } from './binaries';
import { running, spawnServer, untilReady, type RunningServer } from './child';

interface StartOptions {
  readonly binary: string;
  readonly folder: string;
  readonly port: number;
  readonly logFile?: string;
}

const READY_MS = 60_000;

/** A mongod could not be fetched. */
export class NoMongod extends Error {
  override readonly name = 'NoMongod';
  constructor(reason: string) {
    super(
      `no mongod could be fetched: ${reason}\nThree ways out: set MONGODB_URI to a running server; put a mongod on ` +
        'PATH; or use the embedded document server.',
    );
  }
}

/** Starts a mongod on the loopback address; its data are in `mongod` of the folder. @throws ServerDidNotStart */
export async function startMongod({ binary, folder, port, logFile }: StartOptions): Promise<RunningServer> {
  const data = join(folder, 'mongod');
  await mkdir(data, { recursive: true });
  let waiting: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (waiting = resolve));
  const args = ['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1'];
  const spawned = spawnServer(binary, args, {
    logFile,
    onLine: (line) => {
      if (/waiting for connections/i.test(line)) waiting();
    },
  });
  await untilReady('mongod', spawned, ready, { timeoutMs: READY_MS, logFile });
  return running(spawned, `mongodb://127.0.0.1:${port}`, port);
}

/**
 * A mongod for this machine, fetched once into the cache; mongodb-memory-server-core knows the archives of each system
 * and takes its own settings (MONGOMS_VERSION, MONGOMS_DOWNLOAD_MIRROR).
 *
 * @throws NoMongod
 */
export async function fetchMongod(cacheDir: string): Promise<string> {
  // Loaded only here: nothing else needs it.
  const { MongoBinary } = await import('mongodb-memory-server-core');
  try {
    return await MongoBinary.getPath({ downloadDir: cacheDir });
  } catch (error) {
    throw new NoMongod(inOneLine(error));
  }
}
