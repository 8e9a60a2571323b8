import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A server in a container of a test's own. */
export interface TestContainer {
  readonly host: string;
  readonly port: number;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ContainerOptions {
  readonly image: string;
  /** The port inside. */
  readonly port: number;
  /** The line of its log that says it takes connections: images without a shell cannot be asked in another way. */
  readonly ready: RegExp;
  readonly command?: readonly string[];
  readonly files?: readonly { readonly target: string; readonly content: string }[];
}

const PING_MS = 1000;

/** Where an engine would listen; the first that is there counts. */
function engine(env: NodeJS.ProcessEnv): { socketPath: string } | { host: string; port: string } | undefined {
  const given = env['DOCKER_HOST'];
  if (given?.startsWith('tcp://')) {
    const { hostname, port } = new URL(given);
    return { host: hostname, port };
  }
  const sockets = given?.startsWith('unix://')
    ? [given.slice('unix://'.length)]
    : [
        '/var/run/docker.sock',
        join(env['XDG_RUNTIME_DIR'] ?? '/nowhere', 'docker.sock'),
        join(homedir(), '.docker/run/docker.sock'),
      ];
  const socketPath = sockets.find((path) => existsSync(path));
  return socketPath === undefined ? undefined : { socketPath };
}

/** Whether a Docker engine answers a ping within a second; OCE_TEST_DOCKER=off says no at once. */
export function dockerAnswers(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const address = engine(env);
  if (address === undefined || env['OCE_TEST_DOCKER'] === 'off') return Promise.resolve(false);
  return new Promise((resolve) => {
    const ping = request({ ...address, path: '/_ping', timeout: PING_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.once('timeout', () => ping.destroy());
    ping.once('error', () => resolve(false));
    ping.once('close', () => resolve(false));
    ping.end();
  });
}

/**
 * Starts a container on a fixed port of the host, so that it comes back at the same address; undefined (with a warning)
 * where the engine answers but the container does not start, an image that cannot be pulled for one.
 */
export async function startContainer(options: ContainerOptions): Promise<TestContainer | undefined> {
  const { GenericContainer, getContainerRuntimeClient, RandomPortGenerator, Wait } =
    await import('testcontainers');
  const port = await new RandomPortGenerator().generatePort();
  const container = new GenericContainer(options.image)
    .withExposedPorts({ container: options.port, host: port })
    .withWaitStrategy(Wait.forLogMessage(options.ready))
    .withCopyContentToContainer([...(options.files ?? [])]);
  if (options.command) container.withCommand([...options.command]);
  try {
    const started = await container.start();
    const { container: client } = await getContainerRuntimeClient();
    const running = client.getById(started.getId());
    return {
      host: started.getHost(),
      port,
      kill: async () => {
        await running.kill();
      },
      start: () => client.start(running),
      stop: async () => {
        await started.stop();
      },
    };
  } catch (error) {
    process.emitWarning(`${options.image} did not start in Docker, using a local server: ${String(error)}`);
    return undefined;
  }
}
