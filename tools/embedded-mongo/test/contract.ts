import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/server';

jest.setTimeout(60_000);

/** One server the contract is held against. */
interface Subject {
  readonly name: string;
  readonly start: () => Promise<{ uri: string; stop: () => Promise<void> }>;
}

const embedded: Subject = {
  name: 'the embedded server',
  async start() {
    const path = mkdtempSync(join(tmpdir(), 'embedded-mongo-'));
    const server: EmbeddedMongo = await startEmbeddedMongo({ path });
    const stop = async (): Promise<void> => {
      await server.close();
      rmSync(path, { recursive: true, force: true });
    };
    return { uri: server.uri, stop };
  },
};

/** A real mongod, where the environment names one: both must answer alike. */
function realServers(): Subject[] {
  const uri = process.env.OCE_TEST_MONGODB_URI;
  return uri ? [{ name: 'mongod', start: async () => ({ uri, stop: async () => undefined }) }] : [];
}

export interface Fixture {
  readonly client: MongoClient;
  readonly db: Db;
}

function describeOn(
  subjects: readonly Subject[],
  topic: string,
  suite: (fixture: () => Fixture) => void,
): void {
  describe.each(subjects.map((subject) => [subject.name, subject] as const))(
    `${topic} on %s`,
    (_name, subject) => {
      let fixture: Fixture | undefined;
      let stop: () => Promise<void>;

      beforeAll(async () => {
        const server = await subject.start();
        stop = server.stop;
        const client = await new MongoClient(server.uri).connect();
        fixture = { client, db: client.db(`contract_${randomUUID().slice(0, 8)}`) };
      });

      afterAll(async () => {
        await fixture?.db.dropDatabase();
        await fixture?.client.close();
        await stop();
      });

      suite(() => {
        if (!fixture) throw new Error('the fixture is not ready');
        return fixture;
      });
    },
  );
}

/** A suite that holds for the embedded server and for a real mongod alike. */
export const describeContract = (topic: string, suite: (fixture: () => Fixture) => void): void =>
  describeOn([embedded, ...realServers()], topic, suite);

/** A suite about the embedded server alone: what it refuses and MongoDB does not. */
export const describeEmbedded = (topic: string, suite: (fixture: () => Fixture) => void): void =>
  describeOn([embedded], topic, suite);

/** What a refused command answered: the code is the contract. */
export async function codeOf(operation: Promise<unknown>): Promise<number | string | undefined> {
  const error = await operation.then(
    () => undefined,
    (reason: unknown) => reason as { code?: number | string },
  );
  return error?.code;
}
