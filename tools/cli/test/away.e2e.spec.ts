import { eventually } from '@oce/testing';
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { OfficeUnderTest, PATIENCE_MS, START_MS, type Answered } from './office-under-test';
import { diskOf } from './small-disk';
import { release } from './repeats/laboratory';
import { buyer, contractOf, knownLot, offeredLot, orderOf } from './repeats/parts';
import { Stage } from './repeats/stage';
import { deliveryOf, openSmallOffice, PERSONS, sheetOf, ticketOf } from './small-office';

/** How long a server is away; a minute and more with OCE_TEST_AWAY_SECONDS. */
const AWAY_MS = Number(process.env['OCE_TEST_AWAY_SECONDS'] ?? 7) * 1_000;
const TEST_MS = PATIENCE_MS + 2 * AWAY_MS;
/** More than a group commit takes singly. */
const AT_ONCE = 40;

describe('what goes away, and comes back', () => {
  let office: OfficeUnderTest;
  let next = 1;
  /** Numbers of tickets that were acknowledged. */
  const weighed: number[] = [];

  beforeAll(async () => {
    office = await OfficeUnderTest.start({ smallDisk: true });
    await openSmallOffice(office);
  }, START_MS);
  afterAll(() => office?.stop(), START_MS);

  const send = (path: string, body: unknown) =>
    office.ask('POST', `/api/${path}`, { body, token: office.tokens.admin });
  const weigh = (number: number) => send('collection/deliveries', ticketOf(number));
  const read = (path: string, headers: Record<string, string> = {}) =>
    office.ask('GET', `/api/${path}`, { token: office.tokens.admin, headers });
  /** Freezes a server or a service, as a pulled cable would: its connections stay and say nothing. */
  const without = async (name: 'nats' | 'mongo' | 'certification', meanwhile: () => Promise<void>) => {
    const pid = office.pidOf(name);
    process.kill(pid, 'SIGSTOP');
    try {
      // The last of its threads stops a moment later.
      await eventually(() => expect(stateOf(pid)).toContain('T'));
      const until = performance.now() + AWAY_MS;
      await meanwhile();
      await sleep(until - performance.now());
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await office.ready({ quiet: true });
  };
  const eventsOf = async (subject: string, type: string) => {
    const { code, stdout } = await office.oce('events', '--json', '--subject', subject, '--type', type);
    expect(code).toBe(0);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).ref.id as string);
  };
  /** Everybody who was weighed stands in the log once, and sooner or later in the list. */
  const allAreThereOnce = async () => {
    const ids = weighed.map(deliveryOf).sort();
    expect((await eventsOf('evt.collection.delivery.*', 'DeliveryWeighedIn')).sort()).toEqual(ids);
    await eventually(
      async () => {
        const list = await read('collection/deliveries?limit=500');
        expect(list.body.items.map((one: { deliveryId: string }) => one.deliveryId).sort()).toEqual(ids);
      },
      { timeoutMs: PATIENCE_MS, everyMs: 200 },
    );
  };

  it(
    'without the database takes tickets in and asks readers to come again; then reads catch up by themselves',
    async () => {
      await without('mongo', async () => {
        for (let count = 0; count < 20; count++) {
          const number = next++;
          expect(await weigh(number)).toMatchObject({ status: 201 });
          weighed.push(number);
        }
        const { body } = await weigh(next);
        weighed.push(next++);
        const asked = [
          read('collection/deliveries'),
          read(`collection/deliveries/${deliveryOf(1)}`),
          read('collection/deliveries', { 'oce-min-position': String(body.position) }),
          read(`portal/statements/${PERSONS[0]?.producerCode}`),
        ];
        for (const answer of await Promise.all(asked)) asksToComeAgain(answer, [503, 504]);
        expect((await office.ask('GET', '/health/ready')).status).toBe(503);
      });
      await allAreThereOnce();
    },
    TEST_MS,
  );

  it(
    'without the log refuses commands with 503 and goes on reading; the same commands are then done, once',
    async () => {
      const number = next++;
      const newcomer = { ...newcomerOf(1), affiliatedOn: '2026-01-03' };
      await without('nats', async () => {
        const [ticket, person] = await Promise.all([weigh(number), send('affiliation/producers', newcomer)]);
        asksToComeAgain(ticket, [503]);
        asksToComeAgain(person, [503]);
        expect(await read('collection/deliveries')).toMatchObject({ status: 200 });
        asksToComeAgain(await read('collection/deliveries', { 'oce-min-position': '999999999' }), [504]);
        expect((await office.ask('GET', '/health/ready')).status).toBe(503);
      });
      expect(await weigh(number)).toMatchObject({ status: 201 });
      weighed.push(number);
      await office.post('affiliation/producers', newcomer);
      await office.ready({ quiet: true });
      await allAreThereOnce();
      const affiliated = await eventsOf('evt.affiliation.producer.*', 'ProducerAffiliated');
      expect(affiliated.filter((id) => id === newcomer.producerCode)).toHaveLength(1);
    },
    TEST_MS,
  );

  it(
    'with a full disk refuses commands with 503 and writes none in part; with room again, all go on by themselves',
    async () => {
      const before = office.run.services.map(({ name, pid }) => ({ name, pid }));
      const numbers = Array.from({ length: AT_ONCE }, () => next++);
      const newcomer = { ...newcomerOf(2), affiliatedOn: '2026-01-03' };
      const disk = diskOf(office);
      process.stdout.write(`full: ${disk.kind}\n`);
      try {
        await disk.fill();
        // What was left of the last block.
        await eventually(
          async () => {
            const answer = await weigh(next);
            if (answer.status === 201) weighed.push(next++);
            asksToComeAgain(answer, [503]);
          },
          { timeoutMs: PATIENCE_MS },
        );
        const answers = await Promise.all([
          ...numbers.map(weigh),
          send('affiliation/producers', newcomer),
          send(`collection/deliveries/${deliveryOf(1)}/grade`, sheetOf(1)),
        ]);
        for (const answer of answers) asksToComeAgain(answer, [503]);
        await allAreThereOnce();
      } finally {
        await disk.clear();
      }
      for (const number of [...numbers, next++]) {
        await office.post('collection/deliveries', ticketOf(number));
        weighed.push(number);
      }
      await office.post('affiliation/producers', newcomer);
      await office.post(`collection/deliveries/${deliveryOf(1)}/grade`, sheetOf(1));
      await office.ready({ quiet: true });
      await allAreThereOnce();
      expect(office.run.services.map(({ name, pid }) => ({ name, pid }))).toEqual(before);
    },
    TEST_MS,
  );

  it(
    'has an advance for what was graded, and passes the audit, collections compared with the log',
    async () => {
      for (const number of weighed.slice(1))
        await office.post(`collection/deliveries/${deliveryOf(number)}/grade`, sheetOf(number));
      await office.ready({ quiet: true });
      await eventually(
        async () =>
          expect(await eventsOf('evt.payments.account.*', 'AdvancePosted')).toHaveLength(weighed.length),
        { timeoutMs: PATIENCE_MS, everyMs: 200 },
      );
      const { stdout, code } = await office.oce('audit', '--json', '--patience', '60');
      expect({ code, findings: JSON.parse(stdout).findings }).toEqual({ code: 0, findings: [] });
    },
    TEST_MS,
  );

  it(
    'without certification sells what was released, and nothing of which it has not spoken; then that too',
    async () => {
      const stage = await Stage.on(office);
      try {
        const [released, fresh] = [await offeredLot(stage), await knownLot(stage)];
        const contractId = stage.id('CONTRACT');
        await stage.post('sales/contracts', contractOf(contractId, await buyer(stage)));
        const offer = { kind: 'pooled', offeredOn: '2026-10-11' };
        await without('certification', async () => {
          const unheard = await knownLot(stage);
          for (const { lotId } of [fresh, unheard]) {
            expect(await send(`sales/lots/${lotId}/offer`, offer)).toMatchObject({
              status: 409,
              body: { code: 'lot_not_released' },
            });
            const order = await send('sales/orders', orderOf(stage.id('ORDER'), contractId, lotId));
            expect(order).toMatchObject({ status: 409, body: { code: 'lot_not_released' } });
          }
          await stage.post('sales/orders', orderOf(stage.id('ORDER'), contractId, released.lotId));
        });
        await release(stage, fresh);
        await stage.post(`sales/lots/${fresh.lotId}/offer`, offer);
        await office.ready({ quiet: true });
      } finally {
        await stage.close();
      }
      const { stdout, code } = await office.oce('audit', '--json', '--patience', '60');
      expect({ code, findings: JSON.parse(stdout).findings }).toEqual({ code: 0, findings: [] });
    },
    TEST_MS,
  );
});

const stateOf = (pid: number): string =>
  execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' });

/** A problem of one of these statuses that says when to come again. */
function asksToComeAgain(answer: Answered, statuses: readonly number[]): void {
  expect(statuses).toContain(answer.status);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({ status: answer.status, code: expect.any(String) });
}

const newcomerOf = (number: number) => ({
  producerCode: `P-NEW-${number}`,
  cooperativeId: 'COOP-1',
  name: 'Nouvelle Venue',
  cin: `ZX7700${10 + number}`,
  phone: `+21260008880${number}`,
  birthDate: '1970-01-01',
});
