import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerDidNotStart } from './child';
import { resolveNats, startNatsServer } from './nats-server';
import { freePort, portOrFree } from './ports';
import { fakeProgram, realNatsServer, temporaryFolder } from '../test/support';

const listening = (port: number, greeting = '') =>
  new Promise<Server>((resolve) => {
    const server = createServer((socket) => socket.end(greeting));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
const failure = (start: Promise<unknown>): Promise<Error> =>
  start.then(
    () => Promise.reject(new Error('it started')),
    (error: Error) => error,
  );

describe('a local nats-server', () => {
  const folder = temporaryFolder();
  let binary: string;
  beforeAll(async () => {
    binary = await realNatsServer();
  });

  it('keeps what it acknowledged through a kill, on the same port', async () => {
    const options = { binary, folder: join(folder, 'kept'), logFile: join(folder, 'logs/nats.log') };
    let server = await startNatsServer(options);
    const { port } = server;
    const first = await connect({ servers: server.url });
    await (await jetstreamManager(first)).streams.add({ name: 'S', subjects: ['s.>'] });
    for (let n = 0; n < 200; n++) await jetstream(first).publish('s.1', String(n));
    await server.kill();
    await first.close();
    expect(await server.exited).toMatchObject({ signal: 'SIGKILL' });
    server = await startNatsServer({ ...options, port });
    const second = await connect({ servers: `127.0.0.1:${port}` });
    const { state } = await (await jetstreamManager(second)).streams.info('S');
    expect(state.messages).toBe(200);
    await second.close();
    await server.stop();
    expect(readFileSync(options.logFile, 'utf8')).toContain('Server is ready');
  });

  it('says why where its port is taken, also by another NATS server', async () => {
    const port = await freePort();
    const stranger = await listening(port, 'INFO {"server_name":"stranger"}\r\n');
    const error = await failure(startNatsServer({ binary, folder: join(folder, 'taken'), port }));
    stranger.close();
    expect(error).toBeInstanceOf(ServerDidNotStart);
    expect(error.message).toMatch(/nats-server ended at once \(code 1\); it said:[^]*address already in use/);
  });

  it('says why where the program cannot be run, and leaves nothing behind', async () => {
    const missing = await failure(startNatsServer({ binary: join(folder, 'nothing'), folder }));
    expect(missing.message).toContain('ENOENT');
    const broken = join(folder, 'broken');
    await fakeProgram(broken, 'console.error("no such option"); process.exit(3);');
    const logFile = join(folder, 'broken.log');
    const error = await failure(startNatsServer({ binary: broken, folder, logFile }));
    expect(error.message).toBe(
      `nats-server ended at once (code 3); it said:\nno such option\nIts log: ${logFile}`,
    );
  });

  it('is not started where NATS_URL names one', async () => {
    const env = { NATS_URL: 'nats://log.example:4222', PATH: '' };
    const unused = join(folder, 'unused');
    const resolved = await resolveNats({ cacheDir: unused, folder: unused, env });
    expect(resolved).toMatchObject({ kind: 'given', url: 'nats://log.example:4222' });
    expect(resolved.server).toBeUndefined();
    await resolved.stop();
    expect(existsSync(unused)).toBe(false);
  });

  it('is found and started where none is named, and ends with stop()', async () => {
    const env = { ...process.env, NATS_URL: '', PATH: `${join(binary, '..')}:${process.env['PATH']}` };
    const cacheDir = join(binary, '..');
    const resolved = await resolveNats({ cacheDir, folder: join(folder, 'found'), env });
    expect(resolved.kind).toBe('local');
    await resolved.stop();
    expect(await resolved.server?.exited).toBeDefined();
    expect(await portOrFree(resolved.server?.port)).toBe(resolved.server?.port);
  });
});

describe('a port', () => {
  it('is the wanted one where it is free, and another where it is taken', async () => {
    const wanted = await freePort();
    expect(await portOrFree(wanted)).toBe(wanted);
    const other = await listening(wanted);
    expect(await portOrFree(wanted)).not.toBe(wanted);
    other.close();
    await sleep(0);
  });
});
