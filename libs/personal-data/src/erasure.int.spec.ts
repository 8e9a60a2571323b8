import type { NatsConnection } from '@nats-io/transport-node';
import { connectToLog } from '@oce/event-store';
import { eventually, startTestNats, type TestServer } from '@oce/local-servers/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { KeysUnavailable } from './errors';
import { ensureKeyBucket, KvKeyStore, PERSON_KEYS } from './kv-key-store';
import { PersonKeys } from './person-keys';

const masterKeys = [{ id: 'a', key: randomBytes(32).toString('base64') }];
const someone = { name: 'Fatima' };

/** Whether a text stands in any file below a folder. */
function standsIn(folder: string, text: string): boolean {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
  return files.some((file) => readFileSync(file).includes(text));
}

describe('an erasure', () => {
  const connections: NatsConnection[] = [];
  let nats: TestServer;
  const connect = async (name: string) => {
    const connection = await connectToLog({ servers: nats.url, name });
    connections.push(connection);
    return connection;
  };
  const open = async (name: string) =>
    PersonKeys.open(await connect(name), { masterKeys, cacheTtlMs: 3_600_000 });

  beforeAll(async () => {
    nats = await startTestNats({ ownProcess: true });
    await ensureKeyBucket(await connect('admin'));
  });
  afterAll(async () => {
    for (const connection of connections) await connection.close();
    await nats.stop();
  });

  it("leaves nothing of the wrapped key in the server's files", async () => {
    const [keys, store] = [await open('one'), await KvKeyStore.open(await connect('raw'), PERSON_KEYS)];
    const [id, neighbour] = [randomUUID(), randomUUID()];
    const wrappedKeyOf = async (personId: string) => {
      await keys.encrypt(personId, someone);
      const record = await store.read(personId);
      if (record === undefined || record.erased) throw new Error('no key');
      return record.wrapped.key;
    };
    const [gone, kept] = [await wrappedKeyOf(id), await wrappedKeyOf(neighbour)];
    const folder = nats.folder as string;
    await eventually(() => expect([standsIn(folder, gone), standsIn(folder, kept)]).toEqual([true, true]));
    await keys.erase(id);
    expect([standsIn(folder, gone), standsIn(folder, kept)]).toEqual([false, true]);
  });

  it('survives a kill of the server, and is heard by processes that were connected before', async () => {
    const [one, two] = [await open('one'), await open('two')];
    const [before, after] = [randomUUID(), randomUUID()];
    const stored = [await one.encrypt(before, someone), await one.encrypt(after, someone)] as const;
    await one.erase(before);
    await two.decrypt(after, stored[1]);
    await nats.crash();
    await nats.restart();
    await eventually(() => one.erase(after));
    for (const [at, id] of [before, after].entries())
      await eventually(async () =>
        expect(await two.decrypt(id, stored[at as 0 | 1])).toMatchObject({ erased: true }),
      );
  });

  it('is not claimed while the server is away: unknown keys are unavailable, those in memory serve on', async () => {
    const keys = await open('one');
    const [known, other] = [randomUUID(), randomUUID()];
    const stored = await keys.encrypt(known, someone);
    const unseen = await (await open('two')).encrypt(other, someone);
    await nats.crash();
    expect(await keys.decrypt(known, stored)).toEqual({ erased: false, fields: someone });
    await expect(keys.decrypt(other, unseen)).rejects.toBeInstanceOf(KeysUnavailable);
    await expect(keys.erase(known)).rejects.toBeInstanceOf(KeysUnavailable);
    await nats.restart();
    await eventually(async () =>
      expect(await keys.decrypt(other, unseen)).toEqual({ erased: false, fields: someone }),
    );
  });

  it('needs a bucket that is there', async () => {
    const opening = PersonKeys.open(await connect('one'), { masterKeys, bucket: 'MISSING' });
    await expect(opening).rejects.toThrow(/the bucket MISSING did not answer: stream not found/);
  });
});
