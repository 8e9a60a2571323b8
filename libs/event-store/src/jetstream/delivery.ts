import type { Commit, Event, RecordedCommit } from '@oce/event-sourcing';
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

const notACommit = (): Commit => ({
  ...{ commitId: '', commandId: '', commandHash: '', actor: '', correlationId: '' },
  at: '1970-01-01T00:00:00.000Z',
  version: 0,
  events: [],
});

/** What somebody wrote past the services is no commit: it has no events, stops no reader, and the audit finds it. */
function commitOf(text: string): Commit {
  try {
    const commit = JSON.parse(text) as Commit | null;
    return Array.isArray(commit?.events) ? commit : notACommit();
  } catch {
    return notACommit();
  }
}

/** The commit in a message that a consumer delivered. */
export function recorded(message: Msg, info: DeliveryInfo, upcast: Upcast): RecordedCommit {
  const acceptedAt = new Date(Number(info.acceptedAtNanos.slice(0, -6))).toISOString();
  const { position } = info;
  return completed(commitOf(message.string()), { position, acceptedAt, ref: refOf(message.subject) }, upcast);
}

type Found = Pick<RecordedCommit, 'position' | 'acceptedAt' | 'ref'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * What has just been parsed is nobody else's yet, so it is completed in place: a copy of each commit took twice the time
 * of parsing it.
 */
export function completed(commit: Commit, found: Found, upcast: Upcast): RecordedCommit {
  const events = commit.events as Event[];
  for (let index = 0; index < events.length; index++) events[index] = upcast(events[index] as Event);
  const whole = commit as Writable<RecordedCommit>;
  whole.position = found.position;
  whole.acceptedAt = found.acceptedAt;
  whole.ref = found.ref;
  return whole;
}
