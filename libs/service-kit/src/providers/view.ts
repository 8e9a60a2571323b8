import type { LiveProjection, ProjectionHost, Stored } from '@oce/projections';
import type { Collection, Filter, Sort } from 'mongodb';
import { problem, ProblemError } from '../problems/problem';
import { answered } from './answered';

/** A page of a list: what was found, and the cursor of what follows. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Send it back as `after` for what follows; null at the end. */
  readonly next: string | null;
}

/** A projection as its queries see it. */
export class ProjectionView<Doc extends object> {
  constructor(
    private readonly host: ProjectionHost,
    readonly name: string,
  ) {}

  /** The collection that serves now. */
  get collection(): Collection<Stored<Doc>> {
    return this.live.collection<Doc>();
  }

  get live(): LiveProjection {
    return this.host.get(this.name);
  }

  /** Waits until the documents hold everything up to a position; 0 does not wait. */
  async at(position: number): Promise<this> {
    if (position > 0) await this.host.waitFor(this.name, position);
    return this;
  }

  async find(key: string): Promise<Stored<Doc> | undefined> {
    const found = await answered(this.collection.findOne({ _id: key } as Filter<Stored<Doc>>));
    return (found as Stored<Doc> | null) ?? undefined;
  }

  /** The document, or a 404 that says what was looked for. */
  async get(key: string, what: string): Promise<Stored<Doc>> {
    const found = await this.find(key);
    if (!found)
      throw new ProblemError(
        problem(404, 'not_found', `There is no ${what} ${JSON.stringify(key.slice(0, 80))}.`),
      );
    return found;
  }

  /** All that a filter finds, in no order: for what is known to be few. */
  async all(filter: Filter<Stored<Doc>>, options: { limit?: number } = {}): Promise<Stored<Doc>[]> {
    const cursor = this.collection.find(filter).limit(options.limit ?? 0);
    return (await answered(cursor.toArray())) as unknown as Stored<Doc>[];
  }

  /** A page in the order of keys, or in one given. */
  async page(
    filter: Filter<Stored<Doc>>,
    options: { limit: number; after?: string; sort?: Sort },
  ): Promise<Page<Stored<Doc>>> {
    const { limit, after, sort } = options;
    const skip = sort && after ? Number(after) : 0;
    const where = !sort && after ? { $and: [filter, { _id: { $gt: after } }] } : filter;
    const cursor = this.collection.find(where as Filter<Stored<Doc>>).sort(sort ?? { _id: 1 });
    const found = (await answered(
      cursor
        .skip(skip)
        .limit(limit + 1)
        .toArray(),
    )) as unknown as Stored<Doc>[];
    const items = found.slice(0, limit);
    const last = items[items.length - 1];
    const next = found.length > limit && last ? (sort ? String(skip + limit) : last._id) : null;
    return { items, next };
  }
}
