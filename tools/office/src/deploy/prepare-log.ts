import { connectToLog, ensureStreams } from '@oce/event-store';
import { ensureKeyBucket } from '@oce/personal-data';

/** The job of docker-compose.yml that makes streams and the key bucket before the services start; safe to repeat. */
async function main(): Promise<void> {
  const { NATS_URL, NATS_USER, NATS_PASSWORD, OCE_REPLICAS = '3' } = process.env;
  if (!NATS_URL) throw new Error('NATS_URL is not set');
  const connection = await connectToLog({
    servers: NATS_URL,
    user: NATS_USER,
    pass: NATS_PASSWORD,
    name: 'admin',
  });
  await ensureStreams(connection, Number(OCE_REPLICAS));
  await ensureKeyBucket(connection, undefined, Number(OCE_REPLICAS));
  await connection.close();
  process.stdout.write('the log is ready\n');
}

void main();
