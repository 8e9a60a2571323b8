import { businessDate, nextBankingDay } from '@oce/quantities';
import { PersonKeys } from '@oce/personal-data';
import { masterKeysOf } from '@oce/service-kit';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { randomBytes } from 'node:crypto';
import { PaymentsModule, type PaymentsConfig } from '../src';
import { affiliate } from './members';
import { grade, POOL, SCHEDULES, type Others } from './season-events';
import { slowWire, type SlowWire } from './slow-wire';

const OCE_MASTER_KEYS = `spec:${randomBytes(32).toString('base64')}`;
const D1 = { deliveryId: 'TM1_T1', producerCode: 'P1', grade: 'extra', payableGrams: 1_467_000 };
/** The patience of a read, and half a second for all else. */
const AT_MOST_MS = 4_500;

const SOON = nextBankingDay(businessDate(new Date().toISOString()));

describe('payments while the database says nothing', () => {
  let harness: ServiceHarness;
  let wire: SlowWire;
  let keys: PersonKeys;
  let url: string;
  let token: string;
  let others: Others;

  const ask = (method: 'GET' | 'POST', path: string, body?: unknown) =>
    call(method, `${url}/payments/${path}`, body === undefined ? { token } : { token, body });

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    wire = await slowWire(harness.mongo.uri);
    keys = await PersonKeys.open(harness.connection, { masterKeys: masterKeysOf({ OCE_MASTER_KEYS }) });
    ({ url } = await harness.service<PaymentsConfig>('payments', PaymentsModule, {
      MONGODB_URI: wire.uri,
      OCE_MASTER_KEYS,
      OCE_DEBTOR_NAME: 'OCE',
      OCE_DEBTOR_IBAN: 'MA64011519000001205000534921',
      OCE_DEBTOR_BIC: 'ABCDMAMC',
      OCE_RIB_COOLING_OFF_DAYS: 3,
    }));
    token = await harness.tokens.sign('staff:amal', 'payments:write payments:read payments:approve');
    others = {
      hear: ({ kind: { context, aggregate } }, id, ...events) =>
        harness.given({ context, aggregate, id }, ...events),
    };
    await affiliate(harness, keys, 'P1');
    // A schedule is published once it is known what was weighed: the read models have to be there first.
    const published = async (path: string, body: unknown) =>
      eventually(async () => expect((await ask('POST', path, body)).status).toBe(201));
    await published('price-schedules', SCHEDULES.price);
    await published('deduction-schedules', SCHEDULES.deductions);
    // Another person closes it.
    const opener = await harness.tokens.sign('staff:badr', 'payments:write');
    await call('POST', `${url}/payments/pools`, { token: opener, body: { ...POOL, lotIds: undefined } });
    await grade(others, D1);
    await eventually(async () =>
      expect((await ask('GET', 'accounts/P1')).body).toMatchObject({ payableCentimes: 528_120 }),
    );
  });
  afterEach(() => wire.thaw());
  afterAll(async () => {
    wire?.thaw();
    await keys?.close();
    await harness?.stop();
    await wire?.close();
  });

  const everyRead = [
    ['POST', 'pools/POOL-1/close', {}],
    ['POST', 'transfer-batches', { batchId: 'B1', executionDate: SOON }],
    ['POST', 'accounts/P1/advances', { deliveryId: D1.deliveryId }],
    ['GET', 'pools', undefined],
    ['GET', 'accounts/P1', undefined],
    ['GET', 'explain/B1--P1', undefined],
  ] as const;
  const refusedSoon = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const begun = performance.now();
    const answer = await ask(method, path, body);
    expect(answer).toMatchObject({ status: 503 });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(performance.now() - begun).toBeLessThan(AT_MOST_MS);
  };

  it.each(everyRead)('answers %s %s with 503 and when to come back', async (method, path, body) => {
    wire.freeze();
    await refusedSoon(method, path, body);
  });

  it.each(everyRead.slice(0, 2))(
    'answers %s %s so too while a batch that it cannot write holds its projections',
    async (method, path, body) => {
      wire.freeze();
      await grade(others, { ...D1, deliveryId: `TM1_${path.slice(0, 4)}` });
      await refusedSoon(method, path, body);
    },
  );

  it('goes on where it stood once the database speaks again', async () => {
    // On a busy machine the driver has given its connections up, and looks for the server again every ten seconds.
    await eventually(
      async () =>
        expect(await ask('POST', 'transfer-batches', { batchId: 'B1', executionDate: SOON })).toMatchObject({
          status: 409,
          body: { code: 'nothing_to_pay' },
        }),
      { timeoutMs: 45_000 },
    );
  });
});
