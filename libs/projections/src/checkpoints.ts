import type { Collection, Db } from 'mongodb';
import { collectionName, type Projection } from './projection';

/** Where a projection's documents are and how far they have come; beside the documents, so that a backup has both. */
export interface Checkpoint {
  readonly _id: string;
  readonly version: number;
  readonly rebuild: number;
  readonly collection: string;
  readonly position: number;
}

/** The checkpoints of one context's database. */
export class Checkpoints {
  private readonly collection: Collection<Checkpoint>;

  constructor(db: Db) {
    this.collection = db.collection<Checkpoint>('checkpoints');
  }

  /** The projection's checkpoint, made at position 0 on first sight. */
  async open(projection: Projection): Promise<Checkpoint> {
    const found = await this.read(projection);
    if (found) return found;
    const fresh: Checkpoint = {
      _id: projection.name,
      version: projection.version,
      rebuild: 0,
      collection: collectionName(projection),
      position: 0,
    };
    await this.collection.updateOne({ _id: fresh._id }, { $setOnInsert: fresh }, { upsert: true });
    return (await this.collection.findOne({ _id: fresh._id })) ?? fresh;
  }

  /** Moves a checkpoint forward; false when the projection has been switched to another collection meanwhile. */
  async advance(checkpoint: Checkpoint, position: number): Promise<boolean> {
    const { _id, collection } = checkpoint;
    const result = await this.collection.updateOne({ _id, collection }, { $max: { position } });
    return result.matchedCount === 1;
  }

  /** The checkpoint as it stands, by whomever it was written last. */
  async read(projection: Projection): Promise<Checkpoint | undefined> {
    return (await this.collection.findOne({ _id: projection.name })) ?? undefined;
  }

  /** Points the projection at a rebuilt collection. */
  async switchTo(checkpoint: Checkpoint): Promise<void> {
    await this.collection.replaceOne({ _id: checkpoint._id }, checkpoint, { upsert: true });
  }
}
