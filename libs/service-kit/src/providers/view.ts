import { NotThereYet, type ProjectionHost, type Stored } from '@oce/projections';
import type { Collection, Filter, Sort } from 'mongodb';
import { positionIn, type LogPosition } from '../requests/log-position';
import { ProblemError, refusal } from '../problems/problem';
import { DatabaseSilent, withinPatience } from './patience';

/** How long a read waits for a position, and then for a sign of the database: within the patience of any read. */
const WAIT_MS = 3_000;
const PING_MS = 700;
/** How much longer where the database answers. */
const WAIT_ON_MS = 2_000;

/** A page of a list: what was found, and the cursor of what follows. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Send it back as `after` for what follows; null at the end. */
  readonly next: string | null;
}

export interface PageOptions {
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
  /** In the order of keys unless told. */
  readonly sort?: Sort;
}

export interface AllOptions {
  readonly limit?: number;
  readonly sort?: Sort;
}

/** A projection as its queries see it. A database that is away or silent is a 503 within seconds, whatever is asked. */
export interface Documents<Doc extends object> {
  readonly name: string;
  /** Waits until the documents hold everything up to a position of the stream that they come from; 0 does not wait. */
  at(position: LogPosition): Promise<this>;
  find(key: string): Promise<Stored<Doc> | undefined>;
  /** The document, or a 404 that says what was looked for. */
  get(key: string, what: string): Promise<Stored<Doc>>;
  /** One document as it is shown, or a 404 that says what was looked for. */
  show<Shown>(key: string, what: string, shape: (document: Doc) => Shown): Promise<Shown>;
  /** All that a filter finds, in no order unless told: for what is known to be few, or is counted whole. */
  all(filter: Filter<Stored<Doc>>, options?: AllOptions): Promise<Stored<Doc>[]>;
  /** A page as it is stored, for what is shown in another shape than one by one. */
  page(filter: Filter<Stored<Doc>>, options: PageOptions): Promise<Page<Stored<Doc>>>;
  /** A page of a list as it is shown. */
  list<Shown>(
    filter: Filter<Stored<Doc>>,
    options: PageOptions,
    shape: (document: Doc) => Shown,
  ): Promise<Page<Shown>>;
  /** Reads while nothing is folded: what is found is as of the position, and nothing behind it. */
  frozen<T>(work: (read: Documents<Doc>['all'], position: number) => Promise<T>): Promise<T>;
}

/** The 404 for a document that is not there. */
export const notFoundProblem = (key: string, what: string): ProblemError =>
  refusal(404, 'not_found', `There is no ${what} ${JSON.stringify(key.slice(0, 80))}.`);

/** A projection's documents in MongoDB. */
export class ProjectionView<Doc extends object> implements Documents<Doc> {
  constructor(
    private readonly host: ProjectionHost,
    readonly name: string,
    private readonly stream: string,
  ) {}

  private get collection(): Collection<Stored<Doc>> {
    return this.host.get(this.name).collection<Doc>();
  }

  async at(asked: LogPosition): Promise<this> {
    const position = positionIn(this.stream, asked);
    if (position === 0) return this;
    try {
      await this.host.waitFor(this.name, position, WAIT_MS);
    } catch (error) {
      // Documents that do not come because the database is silent are no matter of patience.
      if (!(error instanceof NotThereYet)) throw error;
      await this.ping();
      await this.host.waitFor(this.name, position, WAIT_ON_MS);
    }
    return this;
  }

  async find(key: string): Promise<Stored<Doc> | undefined> {
    const found = await withinPatience(this.collection.findOne({ _id: key } as Filter<Stored<Doc>>));
    return (found as Stored<Doc> | null) ?? undefined;
  }

  async get(key: string, what: string): Promise<Stored<Doc>> {
    const found = await this.find(key);
    if (!found) throw notFoundProblem(key, what);
    return found;
  }

  async show<Shown>(key: string, what: string, shape: (document: Doc) => Shown): Promise<Shown> {
    return shape(await this.get(key, what));
  }

  async all(filter: Filter<Stored<Doc>>, { limit = 0, sort }: AllOptions = {}): Promise<Stored<Doc>[]> {
    const cursor = this.collection.find(filter).limit(limit);
    if (sort) cursor.sort(sort);
    return (await withinPatience(cursor.toArray())) as Stored<Doc>[];
  }

  async page(filter: Filter<Stored<Doc>>, options: PageOptions): Promise<Page<Stored<Doc>>> {
    const { limit, after, sort } = options;
    const skip = sort && after ? Number(after) : 0;
    const where = !sort && after ? { $and: [filter, { _id: { $gt: after } }] } : filter;
    const cursor = this.collection.find(where as Filter<Stored<Doc>>).sort(sort ?? { _id: 1 });
    const reading = cursor
      .skip(skip)
      .limit(limit + 1)
      .toArray();
    const found = (await withinPatience(reading)) as Stored<Doc>[];
    const items = found.slice(0, limit);
    const last = items[items.length - 1];
    const next = found.length > limit && last ? (sort ? String(skip + limit) : last._id) : null;
    return { items, next };
  }

  async list<Shown>(
    filter: Filter<Stored<Doc>>,
    options: PageOptions,
    shape: (document: Doc) => Shown,
  ): Promise<Page<Shown>> {
    const { items, next } = await this.page(filter, options);
    return { items: items.map(shape), next };
  }

  async frozen<T>(work: (read: Documents<Doc>['all'], position: number) => Promise<T>): Promise<T> {
    const live = this.host.get(this.name);
    let begin: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => (begin = resolve));
    let isLate = false;
    const reading = live.exclusive(async () => {
      begin();
      if (isLate) throw new DatabaseSilent();
      return work((filter, options) => this.all(filter, options), live.gate.position);
    });
    // A write to a silent database holds the turn for longer than anybody waits.
    await withinPatience(turn).catch((error: unknown) => {
      isLate = true;
      reading.catch(() => undefined);
      throw error;
    });
    return reading;
  }

  private async ping(): Promise<void> {
    await withinPatience(this.host.get(this.name).db.command({ ping: 1 }), PING_MS);
  }
}
