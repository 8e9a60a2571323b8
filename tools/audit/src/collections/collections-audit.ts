import { MongoClient, type Db } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { shown, type Findings } from '../finding';
import { compareAll, compareSome, type Suspects } from './compare';
import type { Doc, Shadow, Shadows } from './shadow';

export interface CollectionsOptions {
  readonly mongoUri: string;
  /** Databases are named `<prefix>_<context>`. */
  readonly prefix: string;
  /** How long the services may take to come up to the end of the log. */
  readonly patienceMs: number;
  readonly onProgress?: (collection: string) => void;
}

export interface CollectionResult {
  readonly context: string;
  readonly collection: string;
  readonly documents: number;
  readonly differences: number;
}

interface Checkpoint {
  readonly _id: string;
  readonly collection: string;
  readonly position: number;
}

const PAUSE_MS = 250;
/** A busy office changes documents while they are compared; those are looked at again, so often at most. */
const ROUNDS = 20;

/** Compares what the services keep in MongoDB with what the log makes of it. */
export class CollectionsAudit {
  private readonly client: MongoClient;

  constructor(
    private readonly options: CollectionsOptions,
    private readonly shadows: Shadows,
    private readonly findings: Findings,
    /** Reads on in the log into the shadows; answers whether there was anything. */
    private readonly readOn: () => Promise<boolean>,
  ) {
    this.client = new MongoClient(options.mongoUri, {
      serverSelectionTimeoutMS: 5_000,
      appName: 'oce-audit',
    });
  }

  async run(): Promise<CollectionResult[]> {
    try {
      const results: CollectionResult[] = [];
      for (const shadow of this.shadows.all) results.push(...(await this.audit(shadow)));
      await this.undeclared();
      return results.sort((a, b) => (a.context < b.context ? -1 : a.context > b.context ? 1 : 0));
    } finally {
      await this.client.close();
    }
  }

  private async audit(shadow: Shadow): Promise<CollectionResult[]> {
    const { context, projection } = shadow;
    const checkpoint = await this.caughtUp(shadow);
    if (checkpoint === undefined) {
      if (shadow.documents.size === 0) return [];
      const subject = `${this.dbOf(context).databaseName}.${projection.name}`;
      const expected = `${shadow.documents.size} documents`;
      this.add('missing', subject, 0, 'the collection', expected, 'no checkpoint');
      return [];
    }
    const name = checkpoint.collection;
    this.options.onProgress?.(`${context} ${name}`);
    const collection = this.dbOf(context).collection<Doc>(name);
    let suspects = await compareAll(shadow, collection);
    for (let round = 0; suspects.size > 0 && round < ROUNDS; round++) {
      await sleep(PAUSE_MS);
      const moved = await this.readOn();
      suspects = await compareSome(shadow, collection, [...suspects.keys()]);
      if (!moved && round > 0) break;
    }
    this.report(`${this.dbOf(context).databaseName}.${name}`, suspects);
    return [{ context, collection: name, documents: shadow.documents.size, differences: suspects.size }];
  }

  /** The checkpoint, once it has come to the last commit that concerns the projection; a finding where it does not. */
  private async caughtUp(shadow: Shadow): Promise<Checkpoint | undefined> {
    const { context, projection } = shadow;
    const checkpoints = this.dbOf(context).collection<Checkpoint>('checkpoints');
    const deadline = performance.now() + this.options.patienceMs;
    for (;;) {
      const checkpoint = await checkpoints.findOne({ _id: projection.name });
      if (checkpoint && checkpoint.position >= shadow.lastPosition) return checkpoint;
      if (performance.now() >= deadline || (!checkpoint && shadow.lastPosition === 0)) {
        if (checkpoint) this.behind(context, checkpoint, shadow.lastPosition);
        return checkpoint ?? undefined;
      }
      await sleep(PAUSE_MS);
    }
  }

  private behind(context: string, { collection, position }: Checkpoint, wanted: number): void {
    const subject = `${this.dbOf(context).databaseName}.${collection}`;
    this.add('behind', subject, position, 'the checkpoint', `>= ${wanted}`, position);
  }

  /** A checkpoint that no module declares cannot be rebuilt by anybody. */
  private async undeclared(): Promise<void> {
    const contexts = new Set(this.shadows.all.map((shadow) => shadow.context));
    for (const context of contexts) {
      const db = this.dbOf(context);
      const known = this.shadows.all.filter((shadow) => shadow.context === context);
      const names = new Set(known.map((shadow) => shadow.projection.name));
      for await (const { _id, collection, position } of db.collection<Checkpoint>('checkpoints').find()) {
        if (names.has(_id)) continue;
        const subject = `${db.databaseName}.${collection}`;
        this.add('undeclared', subject, position, 'its projection', 'declared', _id);
      }
    }
  }

  private report(subject: string, suspects: Suspects): void {
    for (const [key, { path, expected, found, position }] of suspects) {
      const about = path === '' ? 'the document' : path;
      this.add('differs', `${subject}/${key}`, position, about, expected, found);
    }
  }

  private add(
    rule: string,
    subject: string,
    position: number,
    about: string,
    expected: unknown,
    found: unknown,
  ): void {
    const said = { about, expected: shown(expected), found: shown(found) };
    this.findings.add({ position, subject, rule: `collections/${rule}`, ...said });
  }

  private dbOf(context: string): Db {
    return this.client.db(`${this.options.prefix}_${context}`);
  }
}
