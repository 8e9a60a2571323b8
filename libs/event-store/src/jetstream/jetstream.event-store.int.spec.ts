import { startTestNats } from '@oce/local-servers/testing';
import { describeCommandHandling } from '../aggregate-handler.contract';
import { describeEventStore } from '../event-store.contract';
import { connectToLog } from './connect';
import { JetStreamEventStore } from './jetstream.event-store';
import { ensureStreams } from './streams';

async function open() {
  const nats = await startTestNats();
  const connection = await connectToLog({ servers: nats.url, name: 'contract' });
  await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.>'] }]);
  const store = new JetStreamEventStore(connection, { stream: 'LOG' });
  return {
    store,
    async close() {
      store.close();
      await connection.close();
      await nats.stop();
    },
  };
}

describeEventStore('JetStream', open);
describeCommandHandling('JetStream', open);
