import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { running, ServerDidNotStart, spawnServer, untilReady, type RunningServer } from './child';

interface Options {
  readonly folder: string;
  readonly port: number;
  readonly logFile?: string;
}

const READY_MS = 30_000;

/** The embedded document server as a process of its own; its data are in `embedded` of the folder. */
export async function startEmbeddedMongo(options: Options): Promise<RunningServer> {
  const main = mainOfEmbedded();
  const args = [main, '--path', join(options.folder, 'embedded'), '--port', String(options.port)];
  let ready: (uri: string) => void = () => undefined;
  const uri = new Promise<string>((resolve) => (ready = resolve));
  const spawned = spawnServer(process.execPath, args, {
    logFile: options.logFile,
    onLine: (line) => {
      const said = uriOf(line);
      if (said !== undefined) ready(said);
    },
  });
  const url = await untilReady('the embedded document server', spawned, uri, {
    timeoutMs: READY_MS,
    logFile: options.logFile,
  });
  return running(spawned, url, options.port);
}

/** The address in the one line that says it is ready, `{"ready":true,"uri":"mongodb://..."}`. */
function uriOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { ready, uri } = JSON.parse(line) as { ready?: boolean; uri?: string };
    return ready === true ? uri : undefined;
  } catch {
    return undefined;
  }
}

function mainOfEmbedded(): string {
  let folder = dirname(require.resolve('@oce/embedded-mongo'));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  const main = join(folder, 'dist/src/main.js');
  if (!existsSync(main))
    throw new ServerDidNotStart(`the embedded document server is not built (${main}): npm run build`);
  return main;
}
