import {
  AckPolicy,
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { RunningServer } from './child';
import { startNatsServer } from './nats-server';
import { busUsers } from './nats-users';
import { realNatsServer, temporaryFolder } from '../test/support';

const SERVICES = [
  { name: 'sales', reads: ['OCE'] },
  { name: 'payments', reads: ['OCE'] },
  { name: 'health', reads: ['OCE', 'HEALTH'] },
];
const denied = { message: expect.stringContaining('Permissions Violation') };

describe('the rights of a service, on a running server', () => {
  const folder = temporaryFolder();
  const connections = new Map<string, NatsConnection>();
  let server: RunningServer;
  let admin: JetStreamManager;
  const as = (user: string) => connections.get(user) as NatsConnection;

  beforeAll(async () => {
    const users = [{ user: 'admin', password: 'pw' }, ...busUsers(SERVICES, () => 'pw')];
    server = await startNatsServer({ binary: await realNatsServer(), folder, users });
    for (const { user } of users) {
      const options = { servers: server.url, user, pass: 'pw', inboxPrefix: `_INBOX_${user}` };
      connections.set(user, await connect(options));
    }
    admin = await jetstreamManager(as('admin'));
    await admin.streams.add({ name: 'OCE', subjects: ['evt.sales.>', 'evt.payments.>'], allow_direct: true });
    await admin.streams.add({ name: 'HEALTH', subjects: ['evt.health.>'], allow_direct: true });
    await jetstream(as('payments')).publish('evt.payments.account.1', 'of payments');
    await jetstream(as('health')).publish('evt.health.claim.1', 'of health');
  });
  afterAll(async () => {
    for (const connection of connections.values()) await connection.close();
    await server.stop();
  });

  it('let it write its own subject', async () => {
    const written = await jetstream(as('sales')).publish('evt.sales.order.1', 'of sales');
    expect(written).toMatchObject({ stream: 'OCE' });
  });

  it.each(['evt.payments.account.1', 'evt.health.claim.1', '$KV.PERSON_KEYS.p1', '$SYS.REQ.SERVER.PING'])(
    'keep it from writing %s',
    async (subject) => {
      const before = await admin.streams.info('OCE');
      await expect(jetstream(as('sales')).publish(subject, 'forged')).rejects.toMatchObject(denied);
      expect((await admin.streams.info('OCE')).state.last_seq).toBe(before.state.last_seq);
    },
  );

  it('let it read the whole stream by direct get', async () => {
    const payload = JSON.stringify({ seq: 1, next_by_subj: 'evt.payments.account.1' });
    const reply = await as('sales').request('$JS.API.DIRECT.GET.OCE', payload);
    expect(reply.string()).toBe('of payments');
  });

  it('let it follow the stream with a consumer, several filters in one, and take it away again', async () => {
    const consumers = (await jetstreamManager(as('sales'), { checkAPI: false })).consumers;
    for (const filter_subjects of [['evt.payments.>'], ['evt.payments.>', 'evt.sales.>']]) {
      const name = `follow-${filter_subjects.length}`;
      const deliver_policy = DeliverPolicy.All;
      await consumers.add('OCE', { name, filter_subjects, deliver_policy, ack_policy: AckPolicy.None });
      expect((await consumers.info('OCE', name)).num_pending).toBeGreaterThan(0);
      const pull = `$JS.API.CONSUMER.MSG.NEXT.OCE.${name}`;
      const next = await as('sales').request(pull, '1', { timeout: 5000, noMux: true });
      expect(next.string()).toBe('of payments');
      expect(await consumers.delete('OCE', name)).toBe(true);
    }
  });

  it('let it know how long the stream is', async () => {
    const { streams } = await jetstreamManager(as('sales'), { checkAPI: false });
    expect((await streams.info('OCE')).state.messages).toBeGreaterThan(0);
  });

  it.each([
    'CREATE.MINE',
    'UPDATE.OCE',
    'DELETE.OCE',
    'PURGE.OCE',
    'MSG.DELETE.OCE',
    'MSG.GET.OCE',
    'NAMES',
    'LIST',
    'SNAPSHOT.OCE',
    'RESTORE.OCE',
    'INFO.HEALTH',
    'MSG.GET.HEALTH',
    'PURGE.HEALTH',
    'INFO.KV_PERSON_KEYS',
    'MSG.GET.KV_PERSON_KEYS',
    'MSG.GET.KV_HEALTH_PERSON_KEYS',
  ])('keep it from $JS.API.STREAM.%s', async (request) => {
    await expect(as('sales').request(`$JS.API.STREAM.${request}`, '{}')).rejects.toMatchObject(denied);
  });

  it.each([
    'DIRECT.GET.HEALTH',
    'DIRECT.GET.HEALTH.evt.health.claim.1',
    'DIRECT.GET.KV_PERSON_KEYS',
    'CONSUMER.CREATE.HEALTH.mine',
    'CONSUMER.CREATE.HEALTH.mine.evt.health.>',
    'CONSUMER.NAMES.HEALTH',
    'CONSUMER.DURABLE.CREATE.HEALTH.mine',
    'CONSUMER.CREATE.HEALTH',
    'CONSUMER.MSG.NEXT.HEALTH.mine',
    'CONSUMER.CREATE.KV_PERSON_KEYS.mine',
    'INFO',
    'ACCOUNT.PURGE.$G',
    'SERVER.REMOVE',
  ])('keep it from $JS.API.%s', async (request) => {
    await expect(as('sales').request(`$JS.API.${request}`, '{}')).rejects.toMatchObject(denied);
  });

  it.each(['>', 'evt.>', 'evt.sales.>', 'cmd.payments.>', '_INBOX_payments.>', '_INBOX.>', '$KV.>', '$JS.>'])(
    'keep it from listening to %s',
    async (subject) => {
      expect(await as('sales').subscribe(subject).closed).toMatchObject(denied);
    },
  );

  it('let a service read every stream that it names', async () => {
    const { streams } = await jetstreamManager(as('health'), { checkAPI: false });
    for (const name of ['OCE', 'HEALTH'])
      expect((await streams.info(name)).state.messages).toBeGreaterThan(0);
  });

  it('let an office system ask and a service answer', async () => {
    as('sales').subscribe('cmd.sales.place', {
      callback: (_error, message) => {
        message.respond(`done: ${message.string()}`);
      },
    });
    await as('sales').flush();
    expect((await as('office').request('cmd.sales.place', 'order')).string()).toBe('done: order');
  });

  it("keep it from having a consumer deliver under another's subject", async () => {
    const { consumers } = await jetstreamManager(as('sales'), { checkAPI: false });
    const config = {
      name: 'forger',
      filter_subject: 'evt.sales.>',
      deliver_subject: 'evt.payments.account.1',
    };
    await expect(consumers.add('OCE', { ...config, ack_policy: AckPolicy.None })).rejects.toThrow(
      'forms a cycle',
    );
  });
});
