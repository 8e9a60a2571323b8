import type { RecordedCommit } from '@oce/event-sourcing';
import type { Msg } from '@nats-io/transport-node';
import { refOf, type ReadEvent } from '../event-store';
import { readCommit } from '../read-commit';

/** What the server says of a message in its reply subject. */
export interface DeliveryInfo {
  readonly position: number;
  readonly delivery: number;
  readonly pending: number;
  readonly acceptedAtMs: number;
}

/** `$JS.ACK.<stream>.<consumer>.<tries>.<stream seq>.<consumer seq>.<nanoseconds>.<pending>`, or with a domain before. */
export function deliveryInfo(reply: string): DeliveryInfo {
  let dots = 0;
  for (let at = reply.indexOf('.'); at !== -1; at = reply.indexOf('.', at + 1)) dots++;
  let begin = 0;
  for (let left = dots >= 10 ? 7 : 5; left > 0; left--) begin = reply.indexOf('.', begin) + 1;
  const delivery = reply.indexOf('.', begin) + 1;
  const nanos = reply.indexOf('.', delivery) + 1;
  const pending = reply.indexOf('.', nanos) + 1;
  return {
    position: wholeAt(reply, begin),
    delivery: wholeAt(reply, delivery),
    acceptedAtMs: wholeAt(reply, nanos, pending - 1 - NANOS_DIGITS),
    pending: wholeAt(reply, pending),
  };
}

const NANOS_DIGITS = 6;
const ZERO = 48;

/** The number at a place of a text: a log has millions, and cutting the text up first takes many times as long. */
function wholeAt(text: string, begin: number, end = text.length): number {
  let number = 0;
  for (let at = begin; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) break;
    number = 10 * number + digit;
  }
  return number;
}

const lastInstant = { ms: 0, text: new Date(0).toISOString() };

/** Commits that were accepted together have one text. */
function instantOf(ms: number): string {
  if (ms !== lastInstant.ms) {
    lastInstant.text = new Date(ms).toISOString();
    lastInstant.ms = ms;
  }
  return lastInstant.text;
}

/** The commit in a message that a consumer delivered. */
export function recorded(message: Msg, info: DeliveryInfo, read: ReadEvent): RecordedCommit {
  const { position, acceptedAtMs } = info;
  const acceptedAt = instantOf(acceptedAtMs);
  return readCommit(message.string(), { position, acceptedAt, ref: refOf(message.subject) }, read);
}
