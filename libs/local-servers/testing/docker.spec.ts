import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAnswers } from './docker';

describe('a Docker engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oce-docker-'));
  const servers: (Server | TcpServer)[] = [];
  const listen = async (server: Server | TcpServer, address: string | number) => {
    servers.push(server);
    await new Promise<void>((resolve) => {
      if (typeof address === 'string') server.listen(address, resolve);
      else server.listen(address, '127.0.0.1', resolve);
    });
    return server.address() as AddressInfo;
  };
  const engine: RequestListener = (request, response) => {
    response.writeHead(request.url === '/_ping' ? 200 : 404).end('OK');
  };
  afterAll(async () => {
    for (const server of servers) await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers over a socket and over TCP', async () => {
    const socket = join(folder, 'engine.sock');
    await listen(createServer(engine), socket);
    expect(await dockerAnswers({ DOCKER_HOST: `unix://${socket}` })).toBe(true);
    const { port } = await listen(createServer(engine), 0);
    expect(await dockerAnswers({ DOCKER_HOST: `tcp://127.0.0.1:${port}` })).toBe(true);
  });

  it('is not asked where OCE_TEST_DOCKER is off', async () => {
    const { port } = await listen(createServer(engine), 0);
    const env = { DOCKER_HOST: `tcp://127.0.0.1:${port}`, OCE_TEST_DOCKER: 'off' };
    expect(await dockerAnswers(env)).toBe(false);
  });

  it('is not there without a socket, behind a dead one, when it errs and when it is silent', async () => {
    expect(await dockerAnswers({ DOCKER_HOST: `unix://${join(folder, 'missing.sock')}` })).toBe(false);
    expect(await dockerAnswers({ DOCKER_HOST: 'tcp://127.0.0.1:1' })).toBe(false);
    const erring = await listen(
      createServer((_, response) => response.writeHead(500).end()),
      0,
    );
    expect(await dockerAnswers({ DOCKER_HOST: `tcp://127.0.0.1:${erring.port}` })).toBe(false);
    const silent = createTcpServer((connection) => connection.once('close', () => undefined).resume());
    const { port } = await listen(silent, 0);
    expect(await dockerAnswers({ DOCKER_HOST: `tcp://127.0.0.1:${port}` })).toBe(false);
  });
});
