import type { IncomingHttpHeaders } from 'node:http';

/** Headers of one connection (RFC 9110, 7.6.1), and `expect`, which the gateway has answered itself. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
] as const;
/** What only the gateway may say: from outside it would be a forgery. */
const OURS = /^(x-forwarded-.*|x-real-ip|x-oce-.*|x-original-.*|forwarded|via)$/;
/** What tells strangers how the inside is built. */
const INSIDE = ['server', 'x-powered-by'] as const;

/** Who asks, as the gateway has seen it. */
export interface SeenFrom {
  readonly address: string;
  readonly protocol: string;
  readonly host: string;
  readonly requestId: string;
}

/** The headers of a request as the service gets them. */
export function forwardedHeaders(headers: IncomingHttpHeaders, seen: SeenFrom): IncomingHttpHeaders {
  const kept = without(headers, HOP_BY_HOP);
  for (const name of Object.keys(kept)) if (OURS.test(name)) delete kept[name];
  return {
    ...kept,
    'x-correlation-id': seen.requestId,
    'x-forwarded-for': seen.address,
    'x-forwarded-proto': seen.protocol,
    'x-forwarded-host': seen.host,
  };
}

/** The headers of a service's answer as the caller gets them. */
export const answeredHeaders = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  without(headers, [...HOP_BY_HOP, ...INSIDE]);

/** The id of a request: the caller's where it is harmless, so that it can be followed through all logs. */
export function requestIdOf(header: string | string[] | undefined, made: () => string): string {
  return typeof header === 'string' && /^[\w.:-]{1,100}$/.test(header) ? header : made();
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  const named = String(headers.connection ?? '').toLowerCase();
  const left = new Set([...names, ...named.split(',').map((name) => name.trim())]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !left.has(name)));
}
