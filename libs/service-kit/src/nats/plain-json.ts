import { ServerNats, type NatsContext } from '@nestjs/microservices';
import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { ProblemError, problem, type Problem } from '../problems/problem';
import { mapError } from '../problems/map-error';
import { natsAnswerHeaders } from '../requests/call';

/** What Nest has to answer. */
interface Packet {
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

/** An answer as a NATS message: the result with the headers set by its handler, or a problem; `Status` tells which. */
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

/** Nest's server of NATS, which also answers with the headers that a handler has set for its call. */
export class CommandServer extends ServerNats {
  override getPublisher(message: Msg, _id: string, context: NatsContext): (packet: Packet) => void {
    // Whoever names no inbox wants no answer.
    if (!message.reply) return () => undefined;
    return (packet) => {
      const { data, headers } = plainJsonAnswer(packet, natsAnswerHeaders(context));
      message.respond(data, { headers });
    };
  }
}
