import type { Commit, RecordedCommit } from '@oce/event-sourcing';
import type { Msg } from '@nats-io/transport-node';
import { refOf, type Upcast } from '../event-store';

/** What the server says of a message in its reply subject. */
export interface DeliveryInfo {
  readonly position: number;
  readonly delivery: number;
  readonly pending: number;
  readonly acceptedAtNanos: string;
}

/** `$JS.ACK.<stream>.<consumer>.<tries>.<stream seq>.<consumer seq>.<nanoseconds>.<pending>`, or with a domain before. */
export function deliveryInfo(reply: string): DeliveryInfo {
  const tokens = reply.split('.');
  const at = tokens.length >= 11 ? 7 : 5;
  return {
    position: Number(tokens[at]),
    delivery: Number(tokens[at + 1]),
    acceptedAtNanos: tokens[at + 2] ?? '0',
    pending: Number(tokens[at + 3]),
  };
}

/** The commit in a message that a consumer delivered. */
export function recorded(message: Msg, info: DeliveryInfo, upcast: Upcast): RecordedCommit {
  const commit = JSON.parse(message.string()) as Commit;
  const acceptedAt = new Date(Number(info.acceptedAtNanos.slice(0, -6))).toISOString();
  return {
    ...commit,
    events: commit.events.map(upcast),
    position: info.position,
    acceptedAt,
    ref: refOf(message.subject),
  };
}
