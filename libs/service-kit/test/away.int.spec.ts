import { eventually } from '@oce/local-servers/testing';
import type { RunningService } from '../src';
import { call, ServiceHarness } from '../src/testing';
import { Brake, CratesModule } from './crates.module';

// Servers are killed and started here: on a machine where nothing else is quick either, one start may come too late.
jest.retryTimes(1, { logErrorsBeforeRetry: true });

describe('a service whose servers go away and come back', () => {
  let harness: ServiceHarness;
  let service: RunningService;
  let token: string;
  beforeAll(async () => {
    harness = await ServiceHarness.start({ ownProcess: true });
    service = await harness.service('collection', CratesModule);
    token = await harness.tokens.sign('staff:amal', 'crates:write crates:read');
  });
  afterAll(() => harness?.stop());

  const fill = (crateId: string, grams: number) =>
    call('POST', `${service.url}/crates`, {
      token,
      body: { crateId, grams },
      headers: { 'idempotency-key': `fill-${crateId}-${grams}` },
    });
  const read = (crateId: string, position = 0) =>
    call('GET', `${service.url}/crates/${crateId}`, {
      token,
      headers: { 'oce-min-position': String(position) },
    });
  const ready = () => call('GET', `${service.url}/health/ready`);

  it('says 503 and when to come back while the log is away, then writes once what was sent again', async () => {
    await fill('A', 1);
    await harness.nats.crash();
    const refused = await fill('A', 2);
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await ready()).toMatchObject({ status: 503, body: { ready: false, log: false, database: true } });
    expect(await call('GET', `${service.url}/health/live`)).toMatchObject({ status: 200 });
    await harness.nats.restart();
    const written = await eventually(async () => {
      const answer = await fill('A', 2);
      expect(answer.status).toBe(201);
      return answer;
    });
    expect((await fill('A', 2)).body).toEqual(written.body);
    expect((await read('A', written.body.position)).body).toMatchObject({ grams: 3 });
    await eventually(async () => expect((await ready()).status).toBe(200));
  });

  it('goes on writing while the database is away, and reads it all when it is back', async () => {
    await harness.mongo.crash();
    const written = await fill('B', 5);
    expect(written.status).toBe(201);
    const refused = await read('B');
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await ready()).toMatchObject({ status: 503, body: { log: true, database: false } });
    await harness.mongo.restart();
    await eventually(async () =>
      expect(await read('B', written.body.position)).toMatchObject({ status: 200, body: { grams: 5 } }),
    );
  });

  it('starts though the database is away, and is ready when it comes', async () => {
    await harness.mongo.crash();
    const second = await harness.service('collection', CratesModule);
    const answer = await call('POST', `${second.url}/crates`, { token, body: { crateId: 'D', grams: 1 } });
    expect(answer.status).toBe(201);
    await harness.mongo.restart();
    await eventually(
      async () =>
        expect((await call('GET', `${second.url}/health/ready`)).body).toMatchObject({ ready: true }),
      { timeoutMs: 40_000 },
    );
  });

  it('ends what is under way before it stops, and takes nothing new', async () => {
    const third = await harness.service('collection', CratesModule);
    const brake = third.app.get(Brake);
    const begun = new Promise<void>((resolve) => (brake.begun = resolve));
    const underWay = call('POST', `${third.url}/crates/slow`);
    await begun;
    const stopped = third.stop();
    await eventually(() => expect(fetch(`${third.url}/health/live`)).rejects.toThrow());
    brake.release();
    expect(await underWay).toMatchObject({ status: 201, body: { done: true } });
    await stopped;
  });
});
