import type { FastifyServerOptions } from 'fastify';

const unused = (): never => {
  throw new Error('No route has a schema of Fastify: bodies are checked by their DTOs.');
};

/** Fastify's validator and serializer of schemas, which no route has, are not even loaded: a tenth of a start. */
export const NO_SCHEMAS: FastifyServerOptions['schemaController'] = {
  compilersFactory: { buildValidator: () => unused, buildSerializer: () => unused },
};
