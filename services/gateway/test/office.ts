import type { RunningService } from '@oce/service-kit';
import Fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startGatewayWith } from '../src';

/** A service of a test, behind the gateway: answers at whatever routes it is given. */
export async function startUpstream(routes: (fastify: FastifyInstance) => void): Promise<{
  readonly url: string;
  readonly fastify: FastifyInstance;
}> {
  const fastify = Fastify({ forceCloseConnections: true });
  fastify.addContentTypeParser('application/x-ndjson', (_request, payload, done) => done(null, payload));
  routes(fastify);
  return { url: await fastify.listen({ port: 0, host: '127.0.0.1' }), fastify };
}

/** A server that takes connections and breaks them off. */
export async function startBreaker(): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request) => request.socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** A port at which nobody answers. */
export async function nobody(): Promise<string> {
  const { url, server } = await startBreaker();
  server.close();
  await once(server, 'close');
  return url;
}

/** A gateway with this environment. */
export function gatewayBefore(env: Readonly<Record<string, string>>): Promise<RunningService> {
  return startGatewayWith({ PORT: '0', LOG_LEVEL: 'silent', ...env });
}
