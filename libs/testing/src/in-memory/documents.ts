import type { RecordedCommit } from '@oce/event-sourcing';
import { foldDocument, NotThereYet, touches, type Projection, type Stored } from '@oce/projections';
import {
  notFoundProblem,
  positionIn,
  type Documents,
  type LogPosition,
  type Page,
  type PageOptions,
} from '@oce/service-kit';
import { Query } from 'mingo';

type AnyFilter = Record<string, unknown>;

/** A projection's documents in memory, read as its queries read them from MongoDB. */
export class MemoryDocuments<Doc extends object> implements Documents<Doc> {
  private readonly documents = new Map<string, Stored<Doc>>();
  private position = 0;

  /** @param catchUp lets the projection follow to the log's present end, and says where that is */
  constructor(
    private readonly projection: Projection,
    private readonly catchUp: () => Promise<number>,
  ) {}

  get name(): string {
    return this.projection.name;
  }

  /** Folds commits; those that a document holds already change nothing. */
  fold(commits: readonly RecordedCommit[]): void {
    for (const [key, list] of touches(this.projection, commits)) {
      const change = foldDocument(this.projection, key, this.documents.get(key), list);
      if (change?.after) this.documents.set(key, change.after as Stored<Doc>);
      else if (change) this.documents.delete(key);
    }
    this.position = Math.max(this.position, commits.at(-1)?.position ?? 0);
  }

  /** Who asks for a position waits until the projection is there; what it does not follow moves it on too. */
  async at(asked: LogPosition): Promise<this> {
    const position = positionIn(this.projection.source.stream, asked);
    if (position > this.position) this.position = Math.max(this.position, await this.catchUp());
    if (position > this.position) throw new NotThereYet(this.name, this.position, position);
    return this;
  }

  find(key: string): Promise<Stored<Doc> | undefined> {
    return Promise.resolve(this.documents.get(key));
  }

  async get(key: string, what: string): Promise<Stored<Doc>> {
    const found = this.documents.get(key);
    if (!found) throw notFoundProblem(key, what);
    return Promise.resolve(found);
  }

  async show<Shown>(key: string, what: string, shape: (document: Doc) => Shown): Promise<Shown> {
    return shape(await this.get(key, what));
  }

  all(filter: AnyFilter, options: { limit?: number } = {}): Promise<Stored<Doc>[]> {
    const query = new Query(filter);
    const found = [...this.documents.values()]
      .filter((document) => query.test(document))
      .sort((one, other) => (one._id < other._id ? -1 : 1));
    return Promise.resolve(options.limit ? found.slice(0, options.limit) : found);
  }

  async page(filter: AnyFilter, { limit, after }: PageOptions): Promise<Page<Stored<Doc>>> {
    const found = (await this.all(filter)).filter(({ _id }) => after === undefined || _id > after);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?._id ?? null) : null };
  }

  async list<Shown>(
    filter: AnyFilter,
    options: PageOptions,
    shape: (document: Doc) => Shown,
  ): Promise<Page<Shown>> {
    const { items, next } = await this.page(filter, options);
    return { items: items.map(shape), next };
  }

  frozen<T>(work: (read: Documents<Doc>['all'], position: number) => Promise<T>): Promise<T> {
    return work((filter, options) => this.all(filter as AnyFilter, options), this.position);
  }
}
