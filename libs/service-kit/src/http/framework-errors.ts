import type { FastifyReply, FastifyRequest } from 'fastify';
import { mapError } from '../problems/map-error';

/** Refusals that Fastify makes before any route is found (an address that cannot be read), as problems like all others. */
export function answerFrameworkError(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  const found = mapError(error);
  void reply
    .status(found.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(found));
}
