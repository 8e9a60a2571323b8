import { headers, type NatsConnection } from '@nats-io/transport-node';
import type { AggregateRef, Commit, Event } from '@oce/event-sourcing';
import { subjectOf } from '@oce/event-store';
import { randomUUID } from 'node:crypto';

/** A commit on its way into a log that a benchmark fills. */
export interface Filling {
  readonly ref: AggregateRef;
  readonly commit: Commit;
}

/** What a server takes in one atomic batch. */
const BATCH = 1_000;
const BATCHES_AT_ONCE = 3;

/** One commit as a context would have written it, with ids that are short and its own. */
export function commitOf(
  context: string,
  aggregate: string,
  id: string,
  version: number,
  at: string,
  ...events: Event[]
): Filling {
  const commitId = randomUUID();
  const rest = { commandHash: 'bench', actor: 'bench', correlationId: 'bench', version, events };
  return { ref: { context, aggregate, id }, commit: { commitId, commandId: `c-${commitId}`, at, ...rest } };
}

/**
 * Writes commits in their order by the server's atomic batches, 1,000 a flush, without the expectation of each: for an
 * empty log that nobody else writes to. Answers how many there were.
 */
export async function fillLog(
  { connection }: { readonly connection: NatsConnection },
  commits: Iterable<Filling>,
): Promise<number> {
  const underWay: Promise<unknown>[] = [];
  let count = 0;
  let batch: Filling[] = [];
  const send = async () => {
    // The server keeps batches in the order in which they are committed, and these go out in order.
    if (underWay.length === BATCHES_AT_ONCE) await underWay.shift();
    underWay.push(sendBatch(connection, batch));
    count += batch.length;
    batch = [];
  };
  for (const one of commits) {
    batch.push(one);
    if (batch.length === BATCH) await send();
  }
  if (batch.length > 0) await send();
  await Promise.all(underWay);
  return count;
}

async function sendBatch(connection: NatsConnection, batch: readonly Filling[]): Promise<void> {
  const id = randomUUID();
  for (const [index, { ref, commit }] of batch.entries()) {
    const own = headers();
    own.set('Nats-Batch-Id', id);
    own.set('Nats-Batch-Sequence', String(index + 1));
    own.set('Oce-Types', commit.events.map((event) => event.type).join(','));
    const options = { headers: own };
    if (index < batch.length - 1) {
      connection.publish(subjectOf(ref), JSON.stringify(commit), options);
      continue;
    }
    own.set('Nats-Batch-Commit', '1');
    const reply = await connection.request(subjectOf(ref), JSON.stringify(commit), {
      ...options,
      timeout: 30_000,
    });
    const { error } = reply.json<{ error?: { description: string } }>();
    if (error) throw new Error(`the log took no batch: ${error.description}`);
  }
}
