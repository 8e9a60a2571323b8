import { findNatsServer, startNatsServer, type RunningServer } from '@oce/local-servers';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir } from './folders';

/** A server of a test's own. */
export interface TestServer {
  readonly url: string;
  readonly server: RunningServer;
  /** SIGKILL and start again on the same data and port. */
  crash(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A nats-server with JetStream and a store of its own, on a free port, gone with `stop()`. */
export async function startTestNats(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'oce-nats-'));
  const binary = await findNatsServer({ cacheDir: cacheDir() });
  let server = await startNatsServer({ binary, folder, logFile: join(folder, 'server.log') });
  return {
    get url() {
      return server.url;
    },
    get server() {
      return server;
    },
    crash: () => server.kill(),
    async restart() {
      server = await startNatsServer({
        binary,
        folder,
        port: server.port,
        logFile: join(folder, 'server.log'),
      });
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
