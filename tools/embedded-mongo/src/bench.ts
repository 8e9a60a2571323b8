import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Collection, MongoClient } from 'mongodb';

/** Prints, as JSON, how many documents a second the server takes and gives, driven by the official driver. */

interface Small {
  readonly _id: string;
  readonly seq: number;
  readonly name: string;
  readonly weightGrams: number;
  readonly at: Date;
}

const DOCUMENTS = Number(process.env.OCE_BENCH_DOCUMENTS ?? 50_000);
const SINGLE_WRITES = 1_000;
const IDS_A_FIND = 5_000;

const small = (i: number, seq: number): Small => ({
  _id: `lot-${i}`,
  seq,
  name: `lot number ${i}`,
  weightGrams: (i * 7919) % 1_000_000,
  at: new Date(1_700_000_000_000 + i),
});

const documents = (seq: number): Small[] => Array.from({ length: DOCUMENTS }, (_, i) => small(i, seq));

async function perSecond(count: number, run: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await run();
  return Math.round((count * 1000) / (performance.now() - startMs));
}

const guarded = (docs: readonly Small[]): Parameters<Collection<Small>['bulkWrite']>[0] =>
  docs.map(({ _id, ...rest }) => ({
    replaceOne: { filter: { _id, seq: { $lt: rest.seq } }, replacement: rest, upsert: true },
  }));

async function findByIds(collection: Collection<Small>): Promise<void> {
  for (let from = 0; from < DOCUMENTS; from += IDS_A_FIND) {
    const ids = Array.from({ length: IDS_A_FIND }, (_, i) => `lot-${from + i}`);
    await collection.find({ _id: { $in: ids } }).toArray();
  }
}

async function singleWrites(collection: Collection<Small>, lanes: number): Promise<void> {
  const lane = async (of: number): Promise<void> => {
    for (let i = of; i < SINGLE_WRITES; i += lanes) {
      const { _id, ...rest } = small(i + DOCUMENTS, 1);
      await collection.replaceOne({ _id }, rest, { upsert: true });
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, of) => lane(of)));
}

async function measure(uri: string): Promise<Record<string, number>> {
  const client = await new MongoClient(uri).connect();
  const collection = client.db('bench').collection<Small>('small');
  const [first, second, third] = [documents(1), documents(2), documents(3)];
  const rates: Record<string, number> = {
    insertMany: await perSecond(DOCUMENTS, () => collection.insertMany(first)),
    bulkReplaceUpsert: await perSecond(DOCUMENTS, () =>
      collection.bulkWrite(guarded(second), { ordered: false }),
    ),
    findByIdIn: await perSecond(DOCUMENTS, () => findByIds(collection)),
    scan: await perSecond(DOCUMENTS, () => collection.find().toArray()),
  };
  await collection.createIndex({ weightGrams: 1 });
  rates.bulkReplaceUpsertIndexed = await perSecond(DOCUMENTS, () =>
    collection.bulkWrite(guarded(third), { ordered: false }),
  );
  rates.findByIndexRangeSorted = await perSecond(DOCUMENTS, () =>
    collection
      .find({ weightGrams: { $gte: 0 } })
      .sort({ weightGrams: 1 })
      .toArray(),
  );
  rates.singleUpsertOneLane = await perSecond(SINGLE_WRITES, () => singleWrites(collection, 1));
  rates.singleUpsertFiftyLanes = await perSecond(SINGLE_WRITES, () => singleWrites(collection, 50));
  await client.close();
  return rates;
}

async function main(): Promise<void> {
  const path = mkdtempSync(join(tmpdir(), 'embedded-mongo-bench-'));
  const server = spawn(process.execPath, [join(__dirname, 'main.js'), '--path', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await new Promise<string[]>((resolve) => {
      createInterface({ input: server.stdout }).once('line', (text) => resolve([text]));
    });
    const { uri } = JSON.parse(line as string) as { uri: string };
    const documentsASecond = await measure(process.env.OCE_TEST_MONGODB_URI ?? uri);
    process.stdout.write(`${JSON.stringify({ documents: DOCUMENTS, documentsASecond }, null, 2)}\n`);
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
    rmSync(path, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
