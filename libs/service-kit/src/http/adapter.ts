import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { randomUUID } from 'node:crypto';
import { mapError } from '../problems/map-error';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** Longer than a proxy keeps a connection, so that the proxy closes first. */
const KEEP_ALIVE_MS = 65_000;
/** What is still under way so long after the stop (a stream without end) is cut. */
const DRAIN_MS = 10_000;

/** Refusals that Fastify makes before any route is found (an address that cannot be read), as problems like all others. */
export function answerFrameworkError(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  const found = mapError(error);
  void reply
    .status(found.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(found));
}

const unused = (): never => {
  throw new Error('No route has a schema of Fastify: bodies are checked by their DTOs.');
};
/** Fastify's validator and serializer of schemas, which no route has, are not even loaded: a tenth of a start. */
export const NO_SCHEMAS: FastifyServerOptions['schemaController'] = {
  compilersFactory: { buildValidator: () => unused, buildSerializer: () => unused },
};

/** The HTTP server of a service, before Nest stands on it. */
export function newAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestIdHeader: 'x-correlation-id',
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerFrameworkError,
    schemaController: NO_SCHEMAS,
    logger: false,
  });
}

/** The bodies that are taken: JSON by Fastify, NDJSON, CSV and XML as streams of any length, which whoever reads them bounds. Else 415. */
export function takeBodies(adapter: FastifyAdapter): void {
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(
    ['application/x-ndjson', 'text/csv', 'application/csv', 'application/xml', 'text/xml'],
    { bodyLimit: Number.MAX_SAFE_INTEGER },
    (_request, payload, done) => done(null, payload),
  );
}

/**
 * Of a body that is refused the rest is read and thrown away: else a proxy that still sends it sees a broken connection.
 * At the stop an answer under way is the last on its connection, which would else be kept open for more.
 */
export function careForConnections(adapter: FastifyAdapter): void {
  const fastify = adapter.getInstance();
  let isClosing = false;
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    setTimeout(() => fastify.server.closeAllConnections(), DRAIN_MS).unref();
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.statusCode >= 400) void reply.removeHeader('connection');
    if (isClosing) void reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    // Of a body that somebody began to read the server leaves the rest, and with it all that comes on this connection.
    request.raw.resume();
    done();
  });
}
