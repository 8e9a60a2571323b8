import { busUsers, type NatsUser } from '@oce/local-servers';
import { eventually } from '@oce/local-servers/testing';
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningService } from '../src';
import { call, ServiceHarness } from '../src/testing';
import { StopsModule } from './stops.module';

/** The processes that listen at the port of an address, to be frozen and thawed. */
function processesAt(uri: string): number[] {
  const { port } = new URL(uri);
  const out = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
  return out
    .split('\n')
    .filter((line) => line.includes(port) && /mongo/.test(line))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid !== process.pid);
}

/** The office waits four seconds; the driver by itself would wait thirty. A busy machine gets more than twice of it. */
const WITHIN_MS = 10_000;
const WAYS = ['find', 'get', 'show', 'all', 'page', 'list', 'frozen', 'at'];

describe('a service whose database is frozen', () => {
  let harness: ServiceHarness;
  let service: RunningService;
  let token: string;
  let frozen: number[] = [];
  const send = (signal: NodeJS.Signals) => frozen.forEach((pid) => process.kill(pid, signal));
  beforeAll(async () => {
    harness = await ServiceHarness.start({ ownProcess: true });
    service = await harness.service('collection', StopsModule);
    token = await harness.tokens.sign('staff:amal', 'baskets attention operations');
    await eventually(async () => expect((await get('health/ready')).status).toBe(200));
    frozen = processesAt(harness.mongo.uri);
    expect(frozen).not.toHaveLength(0);
  });
  afterAll(async () => {
    send('SIGCONT');
    await harness?.stop();
  });
  const get = (path: string, position = 0) =>
    call('GET', `${service.url}/${path}`, { token, headers: { 'oce-min-position': String(position) } });
  const fill = (basketId: string) =>
    call('POST', `${service.url}/baskets`, { token, body: { basketId, grams: 1 } });

  it('answers 503 within seconds on every way to read, and all again once it is thawed', async () => {
    const first = (await fill('A')).body.position;
    expect((await get('baskets/at/A', first)).status).toBe(200);
    send('SIGSTOP');
    // A write that hangs holds the turn of the projection, which some reads wait for.
    const { status, body } = await fill('B');
    expect(status).toBe(201);
    const timed = async (path: string) => {
      const began = performance.now();
      const answer = await get(path, body.position);
      return { path, answer, ms: performance.now() - began };
    };
    const paths = [...WAYS.map((way) => `baskets/${way}/A`), 'attention'];
    for (const { path, answer, ms } of await Promise.all(paths.map(timed))) {
      expect([path, answer.status, answer.body.code]).toEqual([path, 503, 'unavailable']);
      expect([path, ms < WITHIN_MS]).toEqual([path, true]);
    }
    // What is in memory goes on.
    expect((await get('operations/skips')).body).toEqual({ skips: [] });
    expect((await get('baskets/known/B')).body.found).toEqual({ grams: 1 });
    expect(await get('health/ready')).toMatchObject({ status: 503, body: { database: false } });
    send('SIGCONT');
    await eventually(async () => expect((await get('baskets/at/B', body.position)).status).toBe(200));
    for (const way of WAYS) expect((await get(`baskets/${way}/A`, body.position)).status).toBe(200);
  });
});

describe('a service that may not read the log', () => {
  it('is not ready and says why, starts to work once it may, and says the trouble once', async () => {
    const rights = (reads: string[]) => busUsers([{ name: 'collection', reads }], () => 'pw');
    const users: NatsUser[] = [{ user: 'admin', password: 'pw' }, ...rights([])];
    const harness = await ServiceHarness.start({ users });
    const written: string[] = [];
    const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
    try {
      const { url } = await harness.service('collection', StopsModule, {
        NATS_USER: 'collection',
        NATS_PASSWORD: 'pw',
        LOG_LEVEL: 'info',
      });
      const health = () => call('GET', `${url}/health/ready`);
      const trouble = [expect.stringContaining('does not let itself be read')];
      await eventually(async () =>
        expect(await health()).toMatchObject({ status: 503, body: { ready: false, trouble } }),
      );
      users.splice(1, users.length, ...rights(['OCE']));
      await harness.nats.crash();
      await harness.nats.restart();
      await eventually(async () =>
        expect(await health()).toMatchObject({ status: 200, body: { trouble: [] } }),
      );
      // It may be taken away again while the service runs.
      users.splice(1, users.length, ...rights([]));
      await harness.nats.crash();
      await harness.nats.restart();
      const later = [expect.stringContaining('OCE: the log does not let itself be read')];
      await eventually(async () =>
        expect(await health()).toMatchObject({ status: 503, body: { trouble: later } }),
      );
      await sleep(3_000);
      users.splice(1, users.length, ...rights(['OCE']));
      await harness.nats.crash();
      await harness.nats.restart();
      await eventually(async () =>
        expect(await health()).toMatchObject({ status: 200, body: { trouble: [] } }),
      );
      const lines = written.join('').split('\n');
      const told = (what: string) => lines.filter((line) => line.includes(what)).length;
      expect([told('cannotBeFollowed'), told('isFollowedAgain')]).toEqual([1, 1]);
    } finally {
      stdout.mockRestore();
      await harness.stop();
    }
  });
});
