import { MsgHdrsImpl, type Msg, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import { NotTogether, StoreBusy, StoreUnavailable, WrongExpectedPosition } from '../event-store';
import type { RequestMux } from './request-mux';
import { TYPES_HEADER } from './types-header';

/** A commit as it goes out. */
export interface Outgoing {
  readonly payload: Uint8Array;
  readonly types: string;
}

/** Commits of one aggregate, one behind the other, which are written together or not at all. */
interface Pending {
  readonly subject: string;
  /** The position that the first of them is to stand behind. */
  readonly expected: number;
  readonly commits: readonly Outgoing[];
  resolve(position: number): void;
  reject(error: Error): void;
}

interface PubAck {
  readonly seq?: number;
  readonly error?: { readonly code: number; readonly err_code: number; readonly description: string };
}

/** Below so many waiting, single appends are quicker than a batch; measured, see bench/README.md. */
const BATCH_FROM = 16;
const BATCH_MOST = 256;
/** A batch's bytes, so that one flush stays short. */
const BATCH_BYTES = 4 * 1024 * 1024;
/** So many wait at most: at 4,000 a second these are two seconds of writes, longer than a caller is patient. */
export const QUEUE_MOST = 8_192;
const WRONG_SEQUENCE = new Set([10071, 10164]);

/**
 * Gathers what arrives while the last write is under way: few waiting go singly, pipelined; many go as one atomic
 * batch, which costs one flush whatever its size. A refused batch stores nothing, so its members are then sent
 * singly and each finds its own outcome.
 */
export class GroupCommit {
  private queue: Pending[] = [];
  private inFlight = 0;
  private scheduled = false;
  private batchNumber = 0;

  constructor(
    private readonly connection: NatsConnection,
    private readonly mux: RequestMux,
    private readonly batchPrefix: string,
    private readonly timeoutMs: number,
    private readonly queueMost = QUEUE_MOST,
  ) {}

  /**
   * Queues commits of one subject; resolves with the position of the last once they are on disk.
   *
   * @throws StoreBusy, with nothing sent; NotTogether where the server takes several only one by one
   */
  append(subject: string, expected: number, commits: readonly Outgoing[]): Promise<number> {
    if (this.queue.length >= this.queueMost)
      return Promise.reject(new StoreBusy(`${this.queue.length} writes wait already`));
    return new Promise<number>((resolve, reject) => {
      this.queue.push({ subject, expected, commits, resolve, reject });
      this.schedule();
    });
  }

  /** One flush a turn of the event loop, so that all requests read in this turn travel together. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  private flush(): void {
    if (this.queue.length === 0) return;
    if (this.queue.length + this.inFlight < BATCH_FROM) {
      for (const one of this.queue.splice(0)) this.track(this.alone(one));
    } else if (this.inFlight === 0) {
      this.track(this.batch(this.takeBatch()));
    }
    // Otherwise writes are under way: what waits goes with the next flush, when they end.
  }

  private track(write: Promise<void>): void {
    this.inFlight++;
    void write.finally(() => {
      this.inFlight--;
      if (this.queue.length > 0) this.schedule();
    });
  }

  /** Up to a batch from the queue; a subject may stand only once in it, a second one waits for the next. */
  private takeBatch(): Pending[] {
    const taken: Pending[] = [];
    const left: Pending[] = [];
    const subjects = new Set<string>();
    let [count, bytes] = [0, 0];
    for (const one of this.queue) {
      const ownBytes = one.commits.reduce((sum, { payload }) => sum + payload.length, 0);
      const fits = count + one.commits.length <= BATCH_MOST && bytes + ownBytes <= BATCH_BYTES;
      if ((!fits && count > 0) || subjects.has(one.subject)) left.push(one);
      else {
        subjects.add(one.subject);
        count += one.commits.length;
        bytes += ownBytes;
        taken.push(one);
      }
    }
    this.queue = left;
    return taken;
  }

  private async alone(one: Pending): Promise<void> {
    const [commit] = one.commits;
    if (commit === undefined || one.commits.length > 1) return this.batch([one]);
    try {
      const reply = await this.mux.request(one.subject, commit.payload, {
        timeoutMs: this.timeoutMs,
        headers: headersOf(commit, expecting(one)),
      });
      one.resolve(position(reply, one));
    } catch (error) {
      one.reject(error as Error);
    }
  }

  private async batch(members: readonly Pending[]): Promise<void> {
    const [only] = members;
    if (members.length === 1 && only?.commits.length === 1) return this.alone(only);
    try {
      let end = await this.send(members);
      for (const one of members.toReversed()) {
        one.resolve(end);
        end -= one.commits.length;
      }
    } catch (error) {
      const isUnknown = error instanceof StoreUnavailable && !(error instanceof Refused);
      if (isUnknown) for (const one of members) one.reject(error);
      else if (only && members.length === 1)
        only.reject(error instanceof Refused ? new NotTogether(error.message) : (error as Error));
      else await Promise.all(members.map((one) => this.alone(one)));
    }
  }

  /**
   * Sends one atomic batch; answers the position of its last message. The first commit of a subject has the expectation:
   * those behind it are written with it, and nothing comes in between.
   */
  private async send(members: readonly Pending[]): Promise<number> {
    const id = `${this.batchPrefix}-${(this.batchNumber++).toString(36)}`;
    const all = members.flatMap((one) =>
      one.commits.map((commit, at) => ({ one, commit, first: at === 0 ? expecting(one) : undefined })),
    );
    const last = all.length - 1;
    for (const [at, { one, commit, first }] of all.entries()) {
      const more = { ...first, ...inBatch(id, at + 1) };
      if (at < last) {
        this.connection.publish(one.subject, commit.payload, { headers: headersOf(commit, more) });
        continue;
      }
      const reply = await this.mux.request(one.subject, commit.payload, {
        timeoutMs: this.timeoutMs,
        headers: headersOf(commit, { ...more, 'Nats-Batch-Commit': ['1'] }),
      });
      return position(reply, one);
    }
    throw new Error('a batch has members');
  }
}

type Headers = Record<string, string[]>;

/** Made of a record: to set one after the other looks at each name anew, and takes half as long again. */
const headersOf = ({ types }: Outgoing, more: Headers): MsgHdrs =>
  MsgHdrsImpl.fromRecord({ [TYPES_HEADER]: [types], ...more });

const expecting = ({ expected }: Pending): Headers => ({
  'Nats-Expected-Last-Subject-Sequence': [`${expected}`],
});

const inBatch = (id: string, sequence: number): Headers => ({
  'Nats-Batch-Id': [id],
  'Nats-Batch-Sequence': [`${sequence}`],
});

/** The position out of the server's answer, or the error that its code stands for. */
function position(reply: Msg, one: Pending): number {
  if (reply.headers?.code === 503) throw new StoreUnavailable('no stream takes this subject');
  const ack = reply.json<PubAck>();
  if (ack.error === undefined) return ack.seq as number;
  if (WRONG_SEQUENCE.has(ack.error.err_code)) throw new WrongExpectedPosition(one.subject, one.expected);
  if (ack.error.code === 503 || ack.error.code === 500) throw new StoreUnavailable(ack.error.description);
  throw new Refused(ack.error.description);
}

/** The server refused for a reason of its own, a full disk or a limit of the stream: nothing was stored. */
class Refused extends StoreUnavailable {}
