import type { Msg, MsgHdrs, NatsConnection, Subscription } from '@nats-io/transport-node';
import { StoreUnavailable } from '../event-store';

interface Waiting {
  /** Returns true when the exchange is over. */
  onMessage(message: Msg): boolean;
  reject(error: Error): void;
  readonly deadline: number;
}

const SWEEP_MS = 250;

/**
 * Requests over one inbox subscription: many in flight, one or many replies each, and one timer for all deadlines
 * instead of one a request. (The client's own request() captures a stack trace and arms a timer for each call.)
 */
export class RequestMux {
  private readonly waiting = new Map<string, Waiting>();
  private readonly prefix: string;
  private readonly subscription: Subscription;
  private readonly sweeper: NodeJS.Timeout;
  private next = 0;
  private connected = true;

  constructor(
    private readonly connection: NatsConnection,
    inbox: string,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.prefix = `${inbox}.`;
    this.subscription = connection.subscribe(`${inbox}.*`, {
      callback: (_error, message) => this.receive(message),
    });
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS).unref();
    void this.watchConnection();
  }

  /** Sends and hands every reply to `onMessage` until it returns true; rejects with StoreUnavailable at the deadline. */
  exchange<T>(
    subject: string,
    payload: Uint8Array | string,
    options: { timeoutMs: number; headers?: MsgHdrs },
    onMessage: (message: Msg, resolve: (value: T) => void, reject: (error: Error) => void) => boolean,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (!this.connected || this.connection.isClosed())
        return reject(new StoreUnavailable('no connection to the log'));
      const token = (this.next++).toString(36);
      this.waiting.set(token, {
        onMessage: (message) => onMessage(message, resolve, reject),
        reject,
        deadline: this.now() + options.timeoutMs,
      });
      try {
        this.connection.publish(subject, payload, { reply: this.prefix + token, headers: options.headers });
      } catch (error) {
        this.waiting.delete(token);
        reject(new StoreUnavailable('the request could not be sent', { cause: error }));
      }
    });
  }

  request(
    subject: string,
    payload: Uint8Array | string,
    options: { timeoutMs: number; headers?: MsgHdrs },
  ): Promise<Msg> {
    return this.exchange<Msg>(subject, payload, options, (message, resolve) => {
      resolve(message);
      return true;
    });
  }

  close(): void {
    clearInterval(this.sweeper);
    this.subscription.unsubscribe();
    this.rejectAll('the connection to the log is closed');
  }

  private receive(message: Msg): void {
    const token = message.subject.slice(this.prefix.length);
    const waiting = this.waiting.get(token);
    if (waiting?.onMessage(message)) this.waiting.delete(token);
  }

  private sweep(): void {
    const now = this.now();
    for (const [token, waiting] of this.waiting) {
      if (waiting.deadline > now) continue;
      this.waiting.delete(token);
      waiting.reject(new StoreUnavailable('the log did not answer in time'));
    }
  }

  private rejectAll(reason: string): void {
    const all = [...this.waiting.values()];
    this.waiting.clear();
    for (const waiting of all) waiting.reject(new StoreUnavailable(reason));
  }

  /** A lost connection fails what is in flight at once: the caller resolves the unknown outcome by reading. */
  private async watchConnection(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect') {
        this.connected = false;
        this.rejectAll('the connection to the log was lost');
      } else if (status.type === 'reconnect') {
        this.connected = true;
      }
    }
  }
}
