import type { FastifyAdapter } from '@nestjs/platform-fastify';

/**
 * Which bodies a service takes: JSON, which Fastify reads itself; NDJSON and CSV, which go to their handlers as streams of
 * any length; XML as a text. Everything else is 415.
 */
export function takeBodies(adapter: FastifyAdapter): void {
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(
    ['application/x-ndjson', 'text/csv', 'application/csv'],
    { bodyLimit: Number.MAX_SAFE_INTEGER },
    (_request, payload, done) => done(null, payload),
  );
  fastify.addContentTypeParser(
    ['application/xml', 'text/xml'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
}
