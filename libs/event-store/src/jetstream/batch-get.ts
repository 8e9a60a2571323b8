import type { Msg } from '@nats-io/transport-node';
import { StoreUnavailable } from '../event-store';
import type { RequestMux } from './request-mux';

/** One stored message as direct get returns it. */
export interface StoredMessage {
  readonly subject: string;
  readonly position: number;
  readonly acceptedAt: string;
  readonly text: string;
}

const PAGE = 1000;

/** Messages of one subject from a sequence on, all or so many. Raw: the client's iterator mode leaks a subscription a call. */
export async function getSubject(
  mux: RequestMux,
  stream: string,
  subject: string,
  fromSequence: number,
  timeoutMs: number,
  most = Infinity,
): Promise<StoredMessage[]> {
  const found: StoredMessage[] = [];
  let from = fromSequence;
  for (;;) {
    const query = { seq: from, batch: Math.min(PAGE, most - found.length), next_by_subj: subject };
    const pending = await page(mux, stream, query, timeoutMs, found);
    const last = found[found.length - 1];
    if (pending === 0 || last === undefined || found.length >= most) return found;
    from = last.position + 1;
  }
}

/** One page into `found`; returns how many messages are left behind it. */
function page(
  mux: RequestMux,
  stream: string,
  query: { readonly seq: number; readonly batch: number; readonly next_by_subj: string },
  timeoutMs: number,
  found: StoredMessage[],
): Promise<number> {
  return mux.exchange<number>(
    `$JS.API.DIRECT.GET.${stream}`,
    JSON.stringify(query),
    { timeoutMs },
    (message, resolve, reject) => {
      const code = message.headers?.code ?? 0;
      if (code === 0) found.push(stored(message));
      else if (code === 404) resolve(0);
      else if (code === 204) resolve(Number(message.headers?.get('Nats-Num-Pending') ?? 0));
      else reject(new StoreUnavailable(`direct get answered ${code} ${message.headers?.description ?? ''}`));
      return code !== 0;
    },
  );
}

function stored(message: Msg): StoredMessage {
  // The server puts its own headers behind those that were stored, which may have the same names.
  const header = (name: string): string => message.headers?.last(name) ?? '';
  return {
    subject: header('Nats-Subject'),
    position: Number(header('Nats-Sequence')),
    acceptedAt: toMilliseconds(header('Nats-Time-Stamp')),
    text: message.string(),
  };
}

/** The log's nanosecond times cut to the milliseconds that JavaScript keeps: `2026-10-01T08:00:00.123Z`. */
export function toMilliseconds(time: string): string {
  const [seconds = '', fraction = ''] = time.replace(/Z$/, '').split('.');
  return `${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}
