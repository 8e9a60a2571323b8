import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, MongoClient } from 'mongodb';
import { startProcess } from './server-process';

jest.setTimeout(180_000);

const ROUNDS = 8;
const LANES = 8;
const ACKNOWLEDGED_A_ROUND = 150;

/** What was acknowledged: by _id, the value the last acknowledged write gave it. */
type Ledger = Map<string, number>;

interface Round {
  readonly client: MongoClient;
  readonly ledger: Ledger;
  readonly name: string;
  isOver: boolean;
}

const collectionOf = ({ client }: Round) => client.db('durable').collection<Document>('writes');

/** Writes of every kind, one after another, until the server is gone; notes each that was acknowledged. */
async function runLane(round: Round, lane: number, acknowledged: () => void): Promise<void> {
  const writes = collectionOf(round);
  try {
    for (let i = 0; !round.isOver; i += 1) {
      const id = `${round.name}-${lane}-${i}`;
      await writes.insertOne({ _id: id as never, v: 1, unique: id });
      round.ledger.set(id, 1);
      acknowledged();
      await writes.updateOne({ _id: id as never }, { $inc: { v: 1 } });
      round.ledger.set(id, 2);
      acknowledged();
      const bulk = Array.from({ length: 20 }, (_, n) => `${id}-${n}`);
      await writes.insertMany(bulk.map((_id) => ({ _id: _id as never, v: 1, unique: _id })));
      for (const _id of bulk) round.ledger.set(_id, 1);
      acknowledged();
    }
  } catch {
    // The server was killed while a write was under way: that one was not acknowledged.
  }
}

async function writeUntilKilled(
  uri: string,
  ledger: Ledger,
  name: string,
  kill: () => Promise<unknown>,
): Promise<void> {
  const client = await new MongoClient(uri, {
    serverSelectionTimeoutMS: 2_000,
    retryWrites: false,
  }).connect();
  const round: Round = { client, ledger, name, isOver: false };
  let count = 0;
  await new Promise<void>((resolve) => {
    const acknowledged = (): void => {
      count += 1;
      if (count === ACKNOWLEDGED_A_ROUND) resolve(void kill().then(() => (round.isOver = true)));
    };
    const lanes = Array.from({ length: LANES }, (_, lane) => runLane(round, lane, acknowledged));
    void Promise.all(lanes).then(() => resolve());
  });
  while (!round.isOver) await new Promise((resolve) => setTimeout(resolve, 10));
  await client.close();
}

async function readBack(uri: string, ledger: Ledger): Promise<void> {
  const client = await new MongoClient(uri).connect();
  const writes = client.db('durable').collection<Document>('writes');
  const found = new Map<string, number>();
  for await (const { _id, v } of writes.find()) found.set(String(_id), v as number);
  const lost = [...ledger].filter(([id, v]) => (found.get(id) ?? 0) < v);
  expect(lost).toEqual([]);
  const byIndex = await writes
    .find({ unique: { $gte: '' } })
    .sort({ unique: 1 })
    .toArray();
  expect(byIndex.map(({ _id }) => String(_id))).toEqual([...found.keys()].sort());
  await client.close();
}

describe('the server as a process', () => {
  const path = mkdtempSync(join(tmpdir(), 'embedded-mongo-durable-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));

  it('keeps every acknowledged write through kill -9, round after round, and its indexes agree', async () => {
    const ledger: Ledger = new Map();
    for (let round = 0; round < ROUNDS; round += 1) {
      const server = await startProcess(path);
      if (round === 0) {
        const client = await new MongoClient(server.uri).connect();
        await client.db('durable').collection('writes').createIndex({ unique: 1 }, { unique: true });
        await client.close();
      }
      await readBack(server.uri, ledger);
      await writeUntilKilled(server.uri, ledger, `round-${round}`, () => server.end('SIGKILL'));
    }
    const server = await startProcess(path);
    await readBack(server.uri, ledger);
    expect(ledger.size).toBeGreaterThanOrEqual(ROUNDS * (ACKNOWLEDGED_A_ROUND / 3));
    expect(await server.end('SIGTERM')).toBe(0);
  });
});
