import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { ProblemError, problem, type Problem } from '../problems/problem';
import { mapError } from '../problems/map-error';

/** What Nest has to answer. */
export interface Packet {
  readonly id?: string;
  readonly response?: unknown;
  readonly err?: unknown;
}

/** Takes a request's body as plain JSON, so that any NATS client can call: `nats req cmd.… '{…}'`. */
export const plainJsonDeserializer = {
  deserialize(
    message: Msg,
    options?: Record<string, unknown>,
  ): { pattern: string; data: unknown; id: string } {
    const text = message.string();
    let data: unknown;
    try {
      if (text !== '') data = JSON.parse(text);
    } catch {
      data = undefined;
    }
    return { pattern: String(options?.['channel'] ?? message.subject), data, id: 'request' };
  },
};

/**
 * An answer as a NATS message: the plain result with the headers that the handler has set, or a problem. `Status` tells
 * which, `Content-Type` marks the problem, `Retry-After` says when to send it again.
 */
export function plainJsonAnswer(
  packet: Packet,
  answered: ReadonlyMap<string, string> = new Map(),
): { data: string; headers: MsgHdrs } {
  const made = headers();
  if (packet.err === undefined) {
    made.set('Status', '200');
    for (const [name, value] of answered) made.set(name, value);
    return { data: JSON.stringify(packet.response ?? null), headers: made };
  }
  const found = problemOf(packet.err);
  made.set('Status', String(found.status));
  made.set('Content-Type', 'application/problem+json');
  if (found.retryAfterSeconds !== undefined) made.set('Retry-After', String(found.retryAfterSeconds));
  return { data: JSON.stringify(found), headers: made };
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  // Nest's own words, where no handler takes the subject.
  return typeof error === 'string' ? problem(404, 'not_found', error) : mapError(error);
}
