import { MongoError } from '../errors';
import type { DocumentStore } from './document-store';

interface Waiting {
  readonly run: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: the writes that arrive together run one after another in one LMDB transaction, and each is answered
 * only after that transaction is on the disk. A write that fails has checked before it wrote, so the others stand.
 */
export class WriteQueue {
  private waiting: Waiting[] = [];
  private isClosed = false;

  constructor(private readonly store: DocumentStore) {}

  write<T>(run: () => T): Promise<T> {
    if (this.isClosed) return Promise.reject(new MongoError(91, 'the server is shutting down'));
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ run, resolve: resolve as (result: unknown) => void, reject });
      if (this.waiting.length === 1) setImmediate(() => this.commitBatch());
    });
  }

  /** Commits what waits, then takes no more. */
  close(): void {
    this.isClosed = true;
    this.commitBatch();
  }

  private commitBatch(): void {
    const batch = this.waiting;
    this.waiting = [];
    if (batch.length === 0) return;
    try {
      const answers = this.store.environment.root.transactionSync(() => batch.map(attempt));
      for (const answer of answers) answer();
    } catch (error) {
      // Nothing of the batch was committed: forget what the catalog learned from it.
      this.store.catalog.reload();
      for (const write of batch) write.reject(error);
    }
  }
}

/**
 * Runs one write and returns what answers it. An error that is no MongoError may have left half a write behind: it
 * aborts the batch.
 */
function attempt({ run, resolve, reject }: Waiting): () => void {
  try {
    const result = run();
    return () => resolve(result);
  } catch (error) {
    if (error instanceof MongoError) return () => reject(error);
    throw error;
  }
}
