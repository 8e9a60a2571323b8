import { eventually } from '@oce/testing';
import type { JetStreamEventStore } from '@oce/event-store';
import { openLog, type OpenLog } from '@oce/office/open-log';
import { PATIENCE_MS, type Answered, type OfficeUnderTest } from '../office-under-test';
import { iceOf, personOf, type Person } from '../small-office';

/** Behind the numbers of the small office. */
const FIRST_NUMBER = 100;

/** An open office on which commands are made ready, each on ids of its own. */
export class Stage {
  private last = FIRST_NUMBER;
  /** Told of every command that was acknowledged. */
  onAccepted: (path: string, body: Answered['body']) => void = () => undefined;

  private constructor(
    readonly office: OfficeUnderTest,
    private readonly log: OpenLog,
  ) {}

  static async on(office: OfficeUnderTest): Promise<Stage> {
    return new Stage(office, await openLog(office.home));
  }

  /** The stream that contexts share, with the rights of the administrator. */
  get store(): JetStreamEventStore {
    const [shared] = this.log.streams;
    if (!shared) throw new Error('the log has no stream');
    return shared;
  }

  close(): Promise<void> {
    return this.log.close();
  }

  number(): number {
    return ++this.last;
  }

  /** `LOT-107`: an id that nobody has. */
  id(kind: string): string {
    return `${kind}-${this.number()}`;
  }

  ice(): string {
    return iceOf(this.number());
  }

  person(): Person {
    return personOf(this.number());
  }

  /** A command that must be accepted; with the body of the answer. */
  async post(path: string, body: object = {}, token?: string): Promise<Answered['body']> {
    const answer = await this.office.post(path, body, token);
    this.onAccepted(path, answer.body);
    return answer.body;
  }

  /** A command that is known by its key. */
  async postKeyed(path: string, body: object, headers: Record<string, string>): Promise<Answered['body']> {
    const answer = await this.office.post(path, body, undefined, headers);
    this.onAccepted(path, answer.body);
    return answer.body;
  }

  /** A command that waits for news from another service, so that it is sent until it is accepted. */
  postSoon(path: string, body: object = {}, token?: string): Promise<Answered['body']> {
    return eventually(() => this.post(path, body, token), { timeoutMs: PATIENCE_MS });
  }

  /** What a reading shows that has come to a position. */
  async get(path: string, position = 0): Promise<Answered['body']> {
    const headers = { 'OCE-Min-Position': String(position) };
    const token = this.office.tokens.approver;
    const answer = await this.office.ask('GET', `/api/${path}`, { token, headers });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  /** Asks for a reading until it shows something. */
  getSoon<T>(path: string, look: (body: Answered['body']) => T | undefined): Promise<T> {
    const shown = async () => {
      const found = look(await this.get(path));
      if (found === undefined) throw new Error(`${path} does not show it`);
      return found;
    };
    return eventually(shown, { timeoutMs: PATIENCE_MS });
  }

  /** The data of the last event of a type on one aggregate, as the log holds it. */
  async lastEvent(context: string, aggregate: string, id: string, type: string): Promise<object | undefined> {
    const commits = await this.store.load({ context, aggregate, id });
    return commits.flatMap(({ events }) => events).findLast((event) => event.type === type)?.data;
  }

  /** What stands in the log under each correlation id: `OrderPlaced on sales.order.ORDER-107`. */
  async written(): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    const all = this.store.read({ subjects: ['evt.>'], after: 0, stopWhenCaughtUp: true });
    for await (const { commits } of all)
      for (const { correlationId, ref, events } of commits) {
        const types = events.map(({ type }) => type).join(', ');
        const commit = `${types} on ${ref.context}.${ref.aggregate}.${ref.id}`;
        found.set(correlationId, [...(found.get(correlationId) ?? []), commit]);
      }
    return found;
  }
}
