import type { NatsConnection } from '@nats-io/transport-node';
import { connectToLog } from '@oce/event-store';
import { busUsers } from '@oce/local-servers';
import { eventually, startTestNats, type TestServer } from '@oce/local-servers/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { ensureKeyBucket, PERSON_KEYS } from './kv-key-store';
import { PersonKeys } from './person-keys';

const HEALTH_KEYS = 'HEALTH_PERSON_KEYS';
const reads = ['OCE'];
const SERVICES = [
  { name: 'affiliation', reads, keys: { bucket: PERSON_KEYS, may: 'erase' } },
  { name: 'access', reads, keys: { bucket: PERSON_KEYS, may: 'write' } },
  { name: 'payments', reads, keys: { bucket: PERSON_KEYS, may: 'read' } },
  { name: 'portal', reads, keys: { bucket: PERSON_KEYS, may: 'read' } },
  { name: 'health', reads, keys: { bucket: HEALTH_KEYS, may: 'erase' } },
  { name: 'sales', reads },
] as const;
const masterKeys = [{ id: 'a', key: randomBytes(32).toString('base64') }];
const someone = { name: 'Fatima' };
const denied = { name: 'StoreUnavailable', message: expect.stringContaining('Permissions Violation') };

describe('the keys of persons under the rights that services have', () => {
  const connections = new Map<string, NatsConnection>();
  const opened: PersonKeys[] = [];
  let nats: TestServer;
  const connectionOf = (user: string) => connections.get(user) as NatsConnection;
  const as = async (user: string, bucket?: string) => {
    const keys = await PersonKeys.open(connectionOf(user), { masterKeys, bucket, cacheTtlMs: 3_600_000 });
    opened.push(keys);
    return keys;
  };

  beforeAll(async () => {
    const users = [{ user: 'admin', password: 'pw' }, ...busUsers(SERVICES, () => 'pw')];
    nats = await startTestNats({ users });
    for (const { user } of users)
      connections.set(user, await connectToLog({ servers: nats.url, user, pass: 'pw', name: user }));
    for (const bucket of [PERSON_KEYS, HEALTH_KEYS, PERSON_KEYS])
      await ensureKeyBucket(connectionOf('admin'), bucket);
  });
  afterAll(async () => {
    for (const keys of opened) await keys.close();
    for (const connection of connections.values()) await connection.close();
    await nats.stop();
  });

  it('let affiliation make a key and erase it, and the readers hear of it', async () => {
    const [affiliation, ...readers] = await Promise.all(
      ['affiliation', 'access', 'payments', 'portal'].map((user) => as(user)),
    );
    const id = randomUUID();
    const stored = await (affiliation as PersonKeys).encrypt(id, someone);
    for (const reader of readers)
      expect(await reader.decrypt(id, stored)).toEqual({ erased: false, fields: someone });
    await affiliation?.erase(id);
    for (const reader of readers)
      await eventually(async () => expect(await reader.decrypt(id, stored)).toMatchObject({ erased: true }));
  });

  it('let affiliation wrap all keys anew', async () => {
    const affiliation = await as('affiliation');
    await affiliation.encrypt(randomUUID(), someone);
    expect(await affiliation.rewrap()).toBe(0);
  });

  it('let access make a key and not erase one', async () => {
    const access = await as('access');
    const id = randomUUID();
    const stored = await access.encrypt(id, someone);
    await expect(access.erase(id)).rejects.toMatchObject(denied);
    expect(await (await as('portal')).decrypt(id, stored)).toMatchObject({ erased: false });
  });

  it.each(['payments', 'portal'])('let %s encrypt with a key that is there, and make none', async (user) => {
    const reader = await as(user);
    const [known, unknown] = [randomUUID(), randomUUID()];
    await (await as('affiliation')).encrypt(known, someone);
    const stored = await reader.encrypt(known, { rib: '011' });
    expect(await reader.decrypt(known, stored)).toEqual({ erased: false, fields: { rib: '011' } });
    await expect(reader.encrypt(unknown, someone)).rejects.toMatchObject(denied);
    await expect(reader.erase(known)).rejects.toMatchObject(denied);
    expect(await reader.decrypt(known, stored)).toMatchObject({ erased: false });
  });

  it('let health use its own bucket', async () => {
    const health = await as('health', HEALTH_KEYS);
    const id = randomUUID();
    const stored = await health.encrypt(id, someone);
    expect(await health.decrypt(id, stored)).toEqual({ erased: false, fields: someone });
    await health.erase(id);
    expect(await health.decrypt(id, stored)).toMatchObject({ erased: true });
  });

  it.each([
    ['sales', PERSON_KEYS],
    ['sales', HEALTH_KEYS],
    ['health', PERSON_KEYS],
    ['affiliation', HEALTH_KEYS],
    ['payments', HEALTH_KEYS],
  ])('keep %s from the bucket %s', async (user, bucket) => {
    await expect(as(user, bucket)).rejects.toMatchObject(denied);
  });

  it('let no service make a bucket', async () => {
    await expect(ensureKeyBucket(connectionOf('affiliation'), 'MINE')).rejects.toThrow(
      'Permissions Violation',
    );
  });
});
