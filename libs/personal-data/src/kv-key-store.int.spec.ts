import { connectToLog } from '@oce/event-store';
import { startTestNats } from '@oce/local-servers/testing';
import { ensureKeyBucket, KvKeyStore } from './kv-key-store';
import { describePersonKeys } from './person-keys.contract';
import { PersonKeys, type PersonKeysOptions } from './person-keys';

async function open() {
  const nats = await startTestNats();
  const connection = await connectToLog({ servers: nats.url, name: 'contract' });
  await ensureKeyBucket(connection);
  return {
    join: (options: PersonKeysOptions) => PersonKeys.open(connection, options),
    async joinDeaf(options: PersonKeysOptions) {
      const store = await KvKeyStore.open(connection, 'PERSON_KEYS');
      store.watch = () => Promise.resolve();
      return PersonKeys.over(store, options);
    },
    async close() {
      await connection.close();
      await nats.stop();
    },
  };
}
describePersonKeys('a NATS bucket', open);
