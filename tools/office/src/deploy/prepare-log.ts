import { prepareLog } from '../infrastructure';

/** The job of docker-compose.yml that makes streams and key buckets before the services start; safe to repeat. */
async function main(): Promise<void> {
  const { NATS_URL, NATS_USER, NATS_PASSWORD, OCE_REPLICAS = '3' } = process.env;
  if (!NATS_URL) throw new Error('NATS_URL is not set');
  const admin = { servers: NATS_URL, user: NATS_USER, pass: NATS_PASSWORD, name: 'admin' };
  await prepareLog(admin, Number(OCE_REPLICAS));
  process.stdout.write('the log is ready\n');
}

void main();
