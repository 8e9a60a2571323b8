import { jetstreamManager } from '@nats-io/jetstream';
import { connectToLog } from '@oce/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { OfficeUnderTest, PATIENCE_MS, START_MS, type Answered } from './office-under-test';
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
    office = await OfficeUnderTest.start();
    await openSmallOffice(office);
  }, START_MS);
  afterAll(() => office?.stop(), START_MS);

  const send = (path: string, body: unknown) =>
    office.ask('POST', `/api/${path}`, { body, token: office.tokens.admin });
  const weigh = (number: number) => send('collection/deliveries', ticketOf(number));
  const read = (path: string, headers: Record<string, string> = {}) =>
    office.ask('GET', `/api/${path}`, { token: office.tokens.admin, headers });
  /** Freezes a server, as a pulled cable would: its connections stay and say nothing. */
  const without = async (name: 'nats' | 'mongo', meanwhile: () => Promise<void>) => {
    const pid = office.pidOf(name);
    const until = performance.now() + AWAY_MS;
    process.kill(pid, 'SIGSTOP');
    try {
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
  /** Everybody who was weighed stands in the log once, and in the list. */
  const allAreThereOnce = async () => {
    const ids = weighed.map(deliveryOf).sort();
    expect((await eventsOf('evt.collection.delivery.*', 'DeliveryWeighedIn')).sort()).toEqual(ids);
    const list = await read('collection/deliveries?limit=500');
    expect(list.body.items.map((one: { deliveryId: string }) => one.deliveryId).sort()).toEqual(ids);
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
        asksToComeAgain(await read('collection/deliveries'), [503]);
        asksToComeAgain(await read(`collection/deliveries/${deliveryOf(1)}`), [503]);
        const position = String(body.position);
        asksToComeAgain(await read('collection/deliveries', { 'oce-min-position': position }), [503, 504]);
        asksToComeAgain(await read(`portal/statements/${PERSONS[0]?.producerCode}`), [503, 504]);
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
    'with a full disk refuses commands with 503 and writes none in part; with room again, nobody has to be started',
    async () => {
      const before = office.run.services.map(({ name, pid }) => ({ name, pid }));
      const numbers = Array.from({ length: AT_ONCE }, () => next++);
      const newcomer = { ...newcomerOf(2), affiliatedOn: '2026-01-03' };
      const { room, fill } = await disk(office);
      await fill();
      const answers = await Promise.all(numbers.map(weigh));
      for (const answer of answers) if (answer.status !== 201) asksToComeAgain(answer, [503]);
      expect(answers.filter(({ status }) => status === 503).length).toBeGreaterThan(AT_ONCE / 2);
      const taken = numbers.filter((_number, at) => answers[at]?.status === 201);
      asksToComeAgain(await send('affiliation/producers', newcomer), [503]);
      asksToComeAgain(await send(`collection/deliveries/${deliveryOf(1)}/grade`, sheetOf(1)), [503]);
      weighed.push(...taken);
      await office.ready({ quiet: true });
      await allAreThereOnce();
      await room();
      expect(await Promise.all(numbers.map(weigh))).toEqual(
        numbers.map(() => expect.objectContaining({ status: 201 })),
      );
      weighed.push(...numbers.filter((number) => !taken.includes(number)));
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
      expect(await eventsOf('evt.payments.account.*', 'AdvancePosted')).toHaveLength(weighed.length);
      const { stdout, code } = await office.oce('audit', '--json', '--patience', '60');
      expect({ code, findings: JSON.parse(stdout).findings }).toEqual({ code: 0, findings: [] });
    },
    TEST_MS,
  );
});

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

/** The log's room on the disk, as the limit of its stream: the server refuses for the one as for the other. */
async function disk(office: OfficeUnderTest) {
  const limitTo = async (limitOf: (bytes: number) => number) => {
    const pass = office.secrets.nats['admin'];
    const connection = await connectToLog({
      servers: office.run.nats.url,
      user: 'admin',
      pass,
      name: 'admin',
    });
    const { streams } = await jetstreamManager(connection);
    const { config, state } = await streams.info('OCE');
    await streams.update('OCE', { ...config, max_bytes: limitOf(state.bytes) });
    await connection.close();
  };
  // One ticket more may fit.
  return { fill: () => limitTo((bytes) => bytes + 700), room: () => limitTo(() => -1) };
}
