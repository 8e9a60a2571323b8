import type { RecordedCommit } from '@oce/event-sourcing';
import { eventually, rounds } from '@oce/testing';
import { ChainLoad } from './chain-load';
import { OfficeUnderTest, PATIENCE_MS, START_MS } from './office-under-test';
import { openSmallOffice } from './small-office';
import { SteadyLoad, type Acknowledged } from './steady-load';

const ROUNDS = Number(process.env['OCE_TEST_CRASH_ROUNDS'] ?? rounds(4, 12));
/** The hot path, the servers and what stands between intake and sale first, so that even a few rounds meet them. */
const TARGETS = [
  'collection',
  'nats',
  'certification',
  'conditioning',
  'payments',
  'mongo',
  'transport',
  'gateway',
  'portal',
  'sales',
  'affiliation',
  'access',
] as const;
/** So many commands are acknowledged between two kills. */
const BETWEEN_KILLS = 40;

describe('kill -9 under load', () => {
  let office: OfficeUnderTest;
  let load: SteadyLoad;
  let chain: ChainLoad;

  beforeAll(async () => {
    office = await OfficeUnderTest.start();
    await openSmallOffice(office);
    load = new SteadyLoad(office);
    chain = await ChainLoad.on(office);
  }, START_MS);
  afterAll(async () => {
    await Promise.all([load?.stop(), chain?.stop()]);
    await office?.stop();
  }, START_MS);

  const goOn = (since: number) =>
    eventually(
      () => {
        expect([...load.refused, ...chain.failed]).toEqual([]);
        expect(load.acknowledged).toBeGreaterThanOrEqual(since + BETWEEN_KILLS);
      },
      { timeoutMs: PATIENCE_MS },
    );

  it(
    `starts what was killed again and goes on, ${ROUNDS} times`,
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const target = TARGETS[round % TARGETS.length] ?? 'collection';
        await goOn(load.acknowledged);
        const killed = office.pidOf(target);
        process.kill(killed, 'SIGKILL');
        const restarted = () => expect(office.pidOf(target)).not.toBe(killed);
        await eventually(restarted, { timeoutMs: PATIENCE_MS, everyMs: 50 });
        await office.ready();
      }
    },
    START_MS + ROUNDS * PATIENCE_MS,
  );

  it(
    'comes back from the loss of all of them at once, as after a cut of the power',
    async () => {
      await goOn(load.acknowledged);
      const killed = TARGETS.map((target) => office.pidOf(target));
      for (const pid of killed) process.kill(pid, 'SIGKILL');
      const restarted = () => {
        for (const target of TARGETS) expect(killed).not.toContain(office.pidOf(target));
      };
      await eventually(restarted, { timeoutMs: PATIENCE_MS, everyMs: 50 });
      await office.ready();
      await goOn(load.acknowledged);
      await Promise.all([load.stop(), chain.stop()]);
      expect(chain.failed).toEqual([]);
      await office.ready({ quiet: true });
    },
    START_MS + PATIENCE_MS,
  );

  it(
    'has every acknowledged command from press to buyer in the log, where it was said to be',
    async () => {
      expect(chain.received).toBeGreaterThan(0);
      const stands = new Map((await commitsOf('evt.>')).map((commit) => [commit.position, commit]));
      // A command that asks other aggregates on its way names what they wrote, too; its position is that of the last.
      const lost = chain.written.filter(({ position, events }) => {
        const types = stands.get(position)?.events.map(({ type }) => type) ?? [];
        return types.length === 0 || !types.every((type) => events.includes(type));
      });
      expect(lost).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'has every acknowledged ticket and grading in the log, once, where it was said to be',
    async () => {
      const commits = await commitsOf('evt.collection.delivery.*');
      const ofLoad = commits.filter(({ ref }) => load.weighed.has(ref.id));
      expect(placesOf(ofLoad, 'DeliveryWeighedIn')).toEqual(placesIn(load.weighed));
      expect(placesOf(ofLoad, 'DeliveryGraded')).toEqual(placesIn(load.graded));
    },
    PATIENCE_MS,
  );

  it(
    'has every acknowledged delivery in the list, once, as it stands',
    async () => {
      const found: string[] = [];
      let after = '';
      do {
        const query = `limit=500${after && `&after=${after}`}`;
        const page = await office.ask('GET', `/api/collection/deliveries?${query}`, {
          token: office.tokens.admin,
        });
        expect(page.status).toBe(200);
        for (const { deliveryId, status } of page.body.items)
          if (load.weighed.has(deliveryId)) found.push(`${deliveryId} ${status}`);
        after = page.body.next ?? '';
      } while (after !== '');
      expect(found.sort()).toEqual([...load.graded.keys()].map((id) => `${id} graded`).sort());
    },
    PATIENCE_MS,
  );

  it(
    'has one advance for every graded delivery',
    async () => {
      const commits = await commitsOf('evt.payments.account.*');
      const advanced = commits.flatMap(({ events }) =>
        events.flatMap(({ type, data }) =>
          type === 'AdvancePosted' ? [(data as { deliveryId: string }).deliveryId] : [],
        ),
      );
      const ofLoad = advanced.filter((id) => load.weighed.has(id));
      expect(ofLoad.sort()).toEqual([...load.graded.keys()].sort());
    },
    PATIENCE_MS,
  );

  it(
    'passes the audit, collections compared with the log',
    async () => {
      const { code, stdout, stderr } = await office.oce('audit', '--json', '--patience', '60');
      expect({ code, stderr, findings: JSON.parse(stdout).findings }).toMatchObject({
        code: 0,
        findings: [],
      });
      expect(JSON.parse(stdout).collections.length).toBeGreaterThan(0);
      process.stdout.write(
        `kill -9: ${ROUNDS} rounds, ${load.acknowledged + chain.written.length} commands acknowledged, ${load.retried} sent again, ` +
          `${chain.received} shipments received\n`,
      );
    },
    PATIENCE_MS,
  );

  async function commitsOf(subject: string): Promise<RecordedCommit[]> {
    const { code, stdout } = await office.oce('events', '--json', '--subject', subject);
    expect(code).toBe(0);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RecordedCommit);
  }
});

/** `id position version` of every commit with an event of a type. */
const placesOf = (commits: readonly RecordedCommit[], type: string): string[] =>
  commits
    .filter(({ events }) => events.some((event) => event.type === type))
    .map(({ ref, position, version }) => `${ref.id} ${position} ${version}`)
    .sort();
const placesIn = (acknowledged: ReadonlyMap<string, Acknowledged>): string[] =>
  [...acknowledged].map(([id, { position, version }]) => `${id} ${position} ${version}`).sort();
