import { headers, type Msg } from '@nats-io/transport-node';
import { ProblemError, problem } from '../problems/problem';
import { mapError } from '../problems/map-error';

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
    let data: unknown = {};
    try {
      if (text !== '') data = JSON.parse(text);
    } catch {
      data = undefined;
    }
    return { pattern: String(options?.['channel'] ?? message.subject), data, id: 'request' };
  },
};

/** Answers with the plain result, or with a problem and its status in the headers `Status` and `Content-Type`. */
export const plainJsonSerializer = {
  serialize(packet: Packet): { data: string; headers: ReturnType<typeof headers> } {
    const made = headers();
    if (packet.err === undefined) {
      made.set('Status', '200');
      return { data: JSON.stringify(packet.response ?? null), headers: made };
    }
    const error = packet.err;
    const found =
      error instanceof ProblemError
        ? error.problem
        : typeof error === 'string'
          ? problem(404, 'not_found', error)
          : mapError(error);
    made.set('Status', String(found.status));
    made.set('Content-Type', 'application/problem+json');
    return { data: JSON.stringify(found), headers: made };
  },
};
