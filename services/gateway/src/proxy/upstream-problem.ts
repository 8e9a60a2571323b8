import { problem, type Problem } from '@oce/service-kit';

const RETRY_SECONDS = 2;
const AGAIN = 'send the same request again, with the same Idempotency-Key where it had one.';
/** Errors before a byte of the request was taken: certainly nothing was done. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What the gateway answers when a service does not: an error of undici, wrapped by the proxy. */
export function upstreamProblem(context: string, error: unknown): Problem {
  const codes = codesOf(error);
  if (codes.includes('UND_ERR_HEADERS_TIMEOUT')) {
    const detail = `${context} has not answered in time. It may still do it: ${AGAIN}`;
    return problem(504, 'upstream_slow', detail, { retryAfterSeconds: RETRY_SECONDS });
  }
  if (codes.some((code) => NOT_REACHED.has(code))) {
    const detail = `${context} is not there now. Nothing was done: ${AGAIN}`;
    return problem(503, 'upstream_away', detail, { retryAfterSeconds: RETRY_SECONDS });
  }
  const detail = `${context} broke off. It may have been done: ${AGAIN}`;
  return problem(502, 'upstream_broke_off', detail, { retryAfterSeconds: RETRY_SECONDS });
}

/** The codes of an error, of its causes, and of the attempts on several addresses that it stands for. */
function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause, errors } = error as { code?: string; cause?: unknown; errors?: unknown[] };
  return [...(code ? [code] : []), ...codesOf(cause), ...(errors ?? []).flatMap(codesOf)];
}
