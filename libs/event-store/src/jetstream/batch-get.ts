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

/** What is wanted of one subject: from a sequence on, all or so many, each made into something as it arrives. */
export interface SubjectWanted<T> {
  readonly subject: string;
  readonly from: number;
  readonly most?: number;
  readonly make: (message: StoredMessage) => T;
}

/**
 * Messages of one subject. Raw: the client's iterator mode leaks a subscription a call. Each is parsed while the server looks
 * for the next: parsed behind them all, 17,000 held their texts together and took a quarter longer.
 */
export async function getSubject<T extends { readonly position: number }>(
  mux: RequestMux,
  stream: string,
  { subject, from, most = Infinity, make }: SubjectWanted<T>,
  timeoutMs: number,
): Promise<T[]> {
  const found: T[] = [];
  const take = (message: Msg): void => void found.push(make(stored(message)));
  for (let next = from; ;) {
    const query = { seq: next, batch: Math.min(PAGE, most - found.length), next_by_subj: subject };
    const pending = await page(mux, stream, query, timeoutMs, take);
    const last = found[found.length - 1];
    if (pending === 0 || last === undefined || found.length >= most) return found;
    next = last.position + 1;
  }
}

/** Takes one page; returns how many messages are left behind it. */
function page(
  mux: RequestMux,
  stream: string,
  query: { readonly seq: number; readonly batch: number; readonly next_by_subj: string },
  timeoutMs: number,
  take: (message: Msg) => void,
): Promise<number> {
  return mux.exchange<number>(
    `$JS.API.DIRECT.GET.${stream}`,
    JSON.stringify(query),
    { timeoutMs },
    (message, resolve, reject) => {
      // Only the server's own words have a status, and no payload; the headers of a commit are not worth decoding here.
      const code = message.data.length === 0 ? (message.headers?.code ?? 0) : 0;
      try {
        if (code === 0) take(message);
        else if (code === 404) resolve(0);
        else if (code === 204) resolve(Number(message.headers?.get('Nats-Num-Pending') ?? 0));
        else
          reject(new StoreUnavailable(`direct get answered ${code} ${message.headers?.description ?? ''}`));
        return code !== 0;
      } catch (error) {
        // Whoever asked is told; thrown from here it would end the connection's reading.
        reject(error as Error);
        return true;
      }
    },
  );
}

function stored(message: Msg): StoredMessage {
  const headers = headerText(message);
  return {
    subject: lastHeader(headers, 'Nats-Subject'),
    position: Number(lastHeader(headers, 'Nats-Sequence')),
    acceptedAt: toMilliseconds(lastHeader(headers, 'Nats-Time-Stamp')),
    text: message.string(),
  };
}

const STATUS = 'NATS/1.0';
const BEGIN = `${STATUS}\r\n`;
const END = '\r\n\r\n';
/** More than the headers of a commit take. */
const WINDOW_BYTES = 2_048;

/**
 * The headers as they came, in front of the payload: the client takes as long to make a map of eight as to parse the commit
 * behind them. Written out of that map where they do not lie there.
 */
function headerText(message: Msg): string {
  const { data } = message;
  const length = Math.min(data.byteOffset, WINDOW_BYTES);
  const before = Buffer.from(data.buffer, data.byteOffset - length, length);
  const begin = before.lastIndexOf(BEGIN);
  const found = begin === -1 ? '' : before.toString('utf8', begin);
  if (found.endsWith(END)) return found;
  const names = message.headers?.keys() ?? [];
  const lines = names.flatMap(
    (name) => message.headers?.values(name).map((value) => `${name}: ${value}`) ?? [],
  );
  return `${[STATUS, ...lines].join('\r\n')}${END}`;
}

/** The server puts its own headers behind those that were stored, which may have the same names. */
function lastHeader(headers: string, name: string): string {
  const line = `\r\n${name}:`;
  const at = headers.lastIndexOf(line);
  if (at === -1) return '';
  const begin = at + line.length;
  return headers.slice(begin, headers.indexOf('\r\n', begin)).trim();
}

/** The log's nanosecond times cut to the milliseconds that JavaScript keeps: `2026-10-01T08:00:00.123Z`. */
export function toMilliseconds(time: string): string {
  const [seconds = '', fraction = ''] = time.replace(/Z$/, '').split('.');
  return `${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}
