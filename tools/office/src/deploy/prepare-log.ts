import { streamsOf } from '@oce/contexts';
import { connectToLog, ensureStreams } from '@oce/event-store';
import { ensureKeyBucket } from '@oce/personal-data';
import { contexts, keyBuckets } from '../services';

/** The job of docker-compose.yml that makes streams and key buckets before the services start; safe to repeat. */
async function main(): Promise<void> {
  const { NATS_URL, NATS_USER, NATS_PASSWORD, OCE_REPLICAS = '3' } = process.env;
  if (!NATS_URL) throw new Error('NATS_URL is not set');
  const connection = await connectToLog({
    servers: NATS_URL,
    user: NATS_USER,
    pass: NATS_PASSWORD,
    name: 'admin',
  });
  const replicas = Number(OCE_REPLICAS);
  await ensureStreams(connection, streamsOf(contexts()), replicas);
  for (const bucket of keyBuckets()) await ensureKeyBucket(connection, bucket, replicas);
  await connection.close();
  process.stdout.write('the log is ready\n');
}

void main();
