import { connect } from '@nats-io/transport-node';
import { jetstream } from '@nats-io/jetstream';
import { withGs1CheckDigit } from '@oce/identifiers';
import { eventually } from '@oce/testing';
import { OfficeUnderTest, PATIENCE_MS, START_MS } from './office-under-test';

interface Stopped {
  readonly context: string;
  readonly follower: string;
  readonly position: number;
}

/** What somebody with collection's own rights may write past it, each under an aggregate that many follow. */
const BROKEN = [
  ['broken JSON', '{"commitId":'],
  ['no commit', 'null'],
  ['no event', JSON.stringify({ ...commit(), events: [null] })],
  ['no data', JSON.stringify({ ...commit(), events: [{ type: 'DeliveryWeighedIn', v: 2, data: null }] })],
  ['an unknown event', JSON.stringify({ ...commit(), events: [{ type: 'DeliveryEaten', v: 1, data: {} }] })],
] as const;

function commit() {
  return {
    commitId: 'past-the-services',
    commandId: 'past-the-services',
    commandHash: 'h',
    actor: 'somebody',
    at: '2026-10-01T08:00:00.000Z',
    correlationId: 'past-the-services',
    version: 1,
  };
}

describe('an office whose log has commits that nobody can read', () => {
  let office: OfficeUnderTest;
  let positions: number[];
  let portal: number;

  const stopped = async (): Promise<Stopped[]> => {
    const { stdout } = await office.oce('status', '--json');
    const { services } = JSON.parse(stdout) as {
      services: { name: string; stopped: { follower: string; position: number }[] }[];
    };
    return services.flatMap(({ name: context, stopped: all }) =>
      all.map(({ follower, position }) => ({ context, follower, position })),
    );
  };

  beforeAll(async () => {
    office = await OfficeUnderTest.start();
    portal = office.pidOf('portal');
    const connection = await connect({
      servers: office.run.nats.url,
      user: 'collection',
      pass: office.secrets.nats['collection'],
      inboxPrefix: '_INBOX_collection',
    });
    const stream = jetstream(connection);
    positions = [];
    for (const [at, [, payload]] of BROKEN.entries())
      positions.push((await stream.publish(`evt.collection.delivery.BROKEN-${at}`, payload)).seq);
    await connection.close();
  }, START_MS);
  afterAll(() => office?.stop());

  it('says who stands still, where and why, and is not ready', async () => {
    await eventually(async () => expect(await stopped()).not.toEqual([]), { timeoutMs: PATIENCE_MS });
    const { code, stdout } = await office.oce('status');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^collection +NOT READY/m);
    expect(stdout).toContain(`collection deliveries stands still at position ${positions[0]}`);
    expect(new Set((await stopped()).map(({ position }) => position))).toEqual(new Set([positions[0]]));
    expect((await office.ask('GET', '/health/ready')).status).toBe(503);
  });

  it('goes on with everything else, in the same processes', async () => {
    const product = {
      productId: 'FIG',
      name: 'Figues',
      gtin: withGs1CheckDigit('0611999000901'),
      unit: 'kg',
      grades: [],
    };
    const { status, text } = await office.ask('POST', '/api/affiliation/products', {
      body: { ...product, grades: [{ grade: 'extra', name: 'Extra' }] },
      token: office.tokens.admin,
    });
    expect([status, text]).toEqual([201, expect.any(String)]);
    await eventually(async () => {
      const read = await office.ask('GET', '/api/affiliation/products/FIG', { token: office.tokens.admin });
      expect(read.status).toBe(200);
    });
    expect(office.pidOf('portal')).toBe(portal);
    expect(office.run.services.map(({ restarts }) => restarts)).toEqual(office.run.services.map(() => 0));
  });

  it('is audited, with a finding for each of them', async () => {
    const { code, stdout } = await office.oce('audit', '--json', '--no-collections', '--patience', '1');
    const { clean, findings } = JSON.parse(stdout) as { clean: boolean; findings: { position: number }[] };
    expect({ code, clean }).toEqual({ code: 1, clean: false });
    const found = new Set(findings.map(({ position }) => position));
    expect(positions.filter((position) => !found.has(position))).toEqual([]);
  });

  it('prints them as they are', async () => {
    const { code, stdout } = await office.oce('events', '--subject', 'evt.collection.delivery.*');
    expect(code).toBe(0);
    for (const at of BROKEN.keys()) expect(stdout).toContain(`evt.collection.delivery.BROKEN-${at}`);
    for (const [, payload] of BROKEN.slice(0, 2)) expect(stdout).toContain(payload);
  });

  it(
    'goes on where an operator passes each of them by, and the log keeps that decision',
    async () => {
      const reason = 'written past the services';
      const [first] = await stopped();
      const { context = '', follower = '' } = first ?? {};
      const said = await office.oce('skip', context, follower, String(positions[0]), '--reason', reason);
      expect([said.code, said.stderr]).toEqual([0, '']);
      await eventually(
        async () => {
          const here = await stopped();
          await Promise.all(
            here.map(({ context, follower, position }) =>
              office.post(`${context}/operations/skips`, { follower, position, reason }),
            ),
          );
          expect(here).toEqual([]);
        },
        { timeoutMs: PATIENCE_MS },
      );
      await eventually(
        async () => {
          const { code, stdout } = await office.oce('status');
          expect({ code, said: code === 0 ? '' : stdout }).toEqual({ code: 0, said: '' });
        },
        { timeoutMs: PATIENCE_MS },
      );
      const log = await office.oce('events', '--type', 'CommitSkipped', '--json');
      expect(log.stdout).toContain(reason);
    },
    START_MS,
  );
});
