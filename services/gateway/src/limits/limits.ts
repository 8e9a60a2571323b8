import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import { problem, ProblemError } from '@oce/service-kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Behind, GatewayConfig } from '../gateway.config';

export type RateClass = 'secret' | 'signed_in' | 'anonymous';

const IPV6_NETWORK_BITS = 64;
const REMEMBERED_CALLERS = 50_000;

/** Which limit holds for a request: the strictest where secrets are tried, as at a sign-in. */
export function rateClassOf(
  url: string,
  authorization: string | undefined,
  secretPaths: ReadonlySet<string>,
): RateClass {
  if (secretPaths.has(plainPath(url))) return 'secret';
  return authorization ? 'signed_in' : 'anonymous';
}

/** The path as the router of the service will read it. */
function plainPath(url: string): string {
  const path = (url.split('?')[0] ?? '').replace(/\/+$/, '');
  try {
    return decodeURIComponent(path).toLowerCase();
  } catch {
    return path;
  }
}

/** Counts the requests of each address a minute, by class. Stands before everything else. */
export async function limitRates(
  fastify: FastifyInstance,
  config: GatewayConfig,
  { secretPaths }: Behind,
): Promise<void> {
  const most: Readonly<Record<RateClass, number>> = {
    secret: config.OCE_RATE_SECRET,
    signed_in: config.OCE_RATE_SIGNED_IN,
    anonymous: config.OCE_RATE_ANONYMOUS,
  };
  const allowed = new Set(config.OCE_RATE_ALLOW?.split(',') ?? []);
  const classOf = ({ url, headers }: FastifyRequest) => rateClassOf(url, headers.authorization, secretPaths);
  await fastify.register(rateLimit, {
    global: false,
    timeWindow: 60_000,
    cache: REMEMBERED_CALLERS,
    max: (request) => most[classOf(request)],
    keyGenerator: (request) => `${classOf(request)} ${normalizeIP(request.ip, IPV6_NETWORK_BITS)}`,
    allowList: (request) => allowed.has(normalizeIP(request.ip, 128)),
    errorResponseBuilder: (_request, { ttl }) => {
      const retryAfterSeconds = Math.max(1, Math.ceil(ttl / 1000));
      const detail = `Too many requests from your address. Wait ${retryAfterSeconds} s.`;
      return new ProblemError(problem(429, 'rate_limited', detail, { retryAfterSeconds }));
    },
  });
  // A hook of the whole server: what is not there is counted too, so that nobody searches for it at will.
  fastify.addHook('onRequest', fastify.rateLimit());
}
