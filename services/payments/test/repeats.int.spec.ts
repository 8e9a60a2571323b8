import { addDays, businessDate, nextBankingDay } from '@oce/quantities';
import { PersonKeys } from '@oce/personal-data';
import { masterKeysOf } from '@oce/service-kit';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { randomBytes } from 'node:crypto';
import { PaymentsModule, type PaymentsConfig } from '../src';
import { OUTSTANDING_KINDS } from '../src/pool/domain/outstanding';
import { affiliate, ribOf } from './members';
import { grade, POOL, receive, SCHEDULES, type Others } from './season-events';

const OCE_MASTER_KEYS = `spec:${randomBytes(32).toString('base64')}`;
/** Banks work on it, and a batch may be prepared for it today. */
const FAR = nextBankingDay(addDays(businessDate(new Date().toISOString()), 10));
const refused = (status: number, code: string, field?: string) => ({
  status,
  body: field === undefined ? { code } : { code, errors: [{ field }] },
});

describe('what is said again to payments, on real servers', () => {
  let harness: ServiceHarness;
  let url: string;
  let keys: PersonKeys;
  let clerk: string;
  let second: string;
  /** The other contexts, by their events. */
  let others: Others;

  const post = (path: string, body: unknown = {}, token = clerk, key?: string) =>
    call('POST', `${url}/payments/${path}`, {
      token,
      body,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
  const get = (path: string, token = clerk) => call('GET', `${url}/payments/${path}`, { token });
  const propose = (code: string, number: number, key?: string) =>
    post(`bank-details/${code}/proposals`, { rib: ribOf(number) }, clerk, key);
  const approve = (code: string, ribHash: string) =>
    post(`bank-details/${code}/approvals`, { ribHash }, second);
  const refuse = (code: string, ribHash: string, reason = 'not the name') =>
    post(`bank-details/${code}/refusals`, { ribHash, reason }, second);
  const paidTo = async (code: string) => (await get(`bank-details/${code}`, second)).body;
  /** Proposes an account and has it approved: both steps are written. */
  const change = async (code: string, number: number): Promise<string> => {
    const proposed = await propose(code, number);
    expect(proposed.body).toMatchObject({ events: ['BankDetailsProposed'] });
    const { ribHash } = proposed.body;
    expect((await approve(code, ribHash)).body).toMatchObject({ events: ['BankDetailsApproved'] });
    return ribHash;
  };

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    keys = await PersonKeys.open(harness.connection, { masterKeys: masterKeysOf({ OCE_MASTER_KEYS }) });
    ({ url } = await harness.service<PaymentsConfig>('payments', PaymentsModule, {
      OCE_MASTER_KEYS,
      OCE_DEBTOR_NAME: 'OCE',
      OCE_DEBTOR_IBAN: 'MA64011519000001205000534921',
      OCE_DEBTOR_BIC: 'ABCDMAMC',
      OCE_RIB_COOLING_OFF_DAYS: 0,
    }));
    const scopes = 'payments:write payments:read payments:approve payments:cash attention';
    clerk = await harness.tokens.sign('staff:amal', scopes);
    second = await harness.tokens.sign('staff:badr', scopes);
    others = {
      hear: ({ kind: { context, aggregate } }, id, ...events) =>
        harness.given({ context, aggregate, id }, ...events),
    };
    for (const code of ['P1', 'P2', 'P3', 'P4']) await affiliate(harness, keys, code);
    for (const schedule of ['price-schedules', 'deduction-schedules'] as const)
      await eventually(async () => {
        const body = schedule === 'price-schedules' ? SCHEDULES.price : SCHEDULES.deductions;
        expect((await post(schedule, body)).status).toBe(201);
      });
  });
  afterAll(async () => {
    await keys?.close();
    await harness?.stop();
  });

  it('pays a member to the account that was approved last: one, another, the first again', async () => {
    const first = await change('P1', 1);
    await change('P1', 2);
    expect(await change('P1', 1)).toBe(first);
    await eventually(async () =>
      expect(await paidTo('P1')).toMatchObject({ approved: { rib: ribOf(1) }, proposal: null }),
    );
    // The account in use is held, the one between is free; whatever the policy has given back by now.
    await eventually(async () => expect((await propose('P2', 2)).status).toBe(201));
    expect(await propose('P3', 1)).toMatchObject(refused(409, 'rib_taken'));
    const again = await propose('P1', 1);
    expect(again).toMatchObject({ status: 201, body: { ribHash: first, events: [] } });
    expect(again.headers.get('oce-repeated')).toBe('true');
  });

  it('lets an account that was refused wait again when it is proposed again', async () => {
    const { ribHash } = (await propose('P3', 3)).body;
    expect((await refuse('P3', ribHash)).body).toMatchObject({ events: ['BankDetailsRefused'] });
    const again = await refuse('P3', ribHash);
    expect(again).toMatchObject({ status: 201, body: { events: [] } });
    expect(again.headers.get('oce-repeated')).toBe('true');
    expect(await refuse('P3', ribHash, 'a cheque of another')).toMatchObject(
      refused(409, 'bank_details_refused_otherwise', 'reason'),
    );
    expect((await propose('P3', 3)).body).toMatchObject({ ribHash, events: ['BankDetailsProposed'] });
    await eventually(async () =>
      expect(await paidTo('P3')).toMatchObject({ approved: null, proposal: { rib: ribOf(3) } }),
    );
    expect((await approve('P3', ribHash)).body).toMatchObject({ events: ['BankDetailsApproved'] });
    expect(await refuse('P3', ribHash)).toMatchObject(refused(409, 'bank_details_approved'));
    await eventually(async () => expect(await propose('P4', 3)).toMatchObject(refused(409, 'rib_taken')));
  });

  it('answers the key of a proposal as the first time, and claims nothing for one of long ago', async () => {
    const first = await propose('P4', 4, 'rib-of-p4');
    expect(first.body).toMatchObject({ events: ['BankDetailsProposed'] });
    await refuse('P4', first.body.ribHash);
    const again = await propose('P4', 4, 'rib-of-p4');
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('oce-repeated')).toBe('true');
    expect(await propose('P4', 5, 'rib-of-p4')).toMatchObject(refused(422, 'command_id_reused'));
    await eventually(async () => expect((await propose('P1', 4)).status).toBe(201));
  });

  it.each([
    [
      'accounts/P1/credits',
      'credit_differs',
      'creditId',
      { creditId: 'CR-1', amountCentimes: 240_000, purpose: 'fertiliser', grantedOn: '2026-09-03' },
      { purpose: 'seedlings' },
    ],
    [
      'accounts/P1/premiums',
      'premium_differs',
      'premiumId',
      { premiumId: 'PRM-1', period: '2026-T4', amountCentimes: 15_000, dueOn: '2026-09-09' },
      { dueOn: '2026-09-10' },
    ],
    [
      'price-schedules',
      'version_frozen',
      'version',
      { ...SCHEDULES.price, version: 'PRICE-9', validFrom: '2027-09-01' },
      { advancePpm: 500_000 },
    ],
    [
      'pools',
      'pool_differs',
      'poolId',
      { ...POOL, lotIds: undefined, poolId: 'POOL-9', campaignId: 'OLIVE-2029' },
      { grades: ['extra'] },
    ],
    [
      'pools/POOL-9/charges',
      'charge_differs',
      'chargeId',
      { chargeId: 'C1', kind: 'freight', chargedBy: 'third_party', amountCentimes: 210_000 },
      { kind: 'storage' },
    ],
  ] as [string, string, string, object, object][])(
    'takes the same again on %s for a repeat, and refuses another content with %s',
    async (path, code, field, body, other) => {
      const key = `key-of-${code}`;
      const first = await post(path, body, clerk, key);
      expect([first.status, first.body.events.length]).toEqual([201, 1]);
      const again = await post(path, body);
      expect(again).toMatchObject({ status: 201, body: { ...first.body, events: [] } });
      const keyed = await post(path, body, clerk, key);
      expect(keyed.body).toEqual(first.body);
      for (const { headers } of [again, keyed]) expect(headers.get('oce-repeated')).toBe('true');
      expect(await post(path, { ...body, ...other })).toMatchObject(refused(409, code, field));
      expect((await post(path, { ...body, ...other }, clerk, key)).body.code).toBe('command_id_reused');
    },
  );

  it('gives back the claims of a pool that is refused, so that another may pay for the grade', async () => {
    const pool = { ...POOL, lotIds: undefined, campaignId: 'OLIVE-2030' };
    expect((await post('pools', { ...pool, poolId: 'POOL-A', grades: ['vierge'] })).status).toBe(201);
    expect(await post('pools', { ...pool, poolId: 'POOL-B', grades: ['extra', 'vierge'] })).toMatchObject(
      refused(409, 'pool_scope_taken'),
    );
    expect((await post('pools', { ...pool, poolId: 'POOL-C', grades: ['extra'] })).status).toBe(201);
  });

  it('closes a pool once, under its key as the first time, and on no other day', async () => {
    const deliver = { deliveryId: 'TM1_T5', producerCode: 'P2', grade: 'extra', payableGrams: 1_000_000 };
    await grade(others, deliver);
    const pool = { ...POOL, lotIds: undefined, grades: ['extra'], poolId: 'POOL-1' };
    await post('pools', pool);
    await receive(others, 'R1', 'pooled', [{ lotId: 'L1', grade: 'extra', amountCentimes: 9_000_000 }]);
    const close = (body: object, key?: string) =>
      post('pools/POOL-1/close', { acknowledge: OUTSTANDING_KINDS, ...body }, second, key);
    const first = await eventually(async () => {
      const answer = await close({}, 'close-pool-1');
      expect(answer).toMatchObject({ status: 201, body: { events: ['PoolClosed'] } });
      return answer;
    });
    expect((await close({}, 'close-pool-1')).body).toEqual(first.body);
    expect(await close({})).toMatchObject({ status: 201, body: { ...first.body, events: [] } });
    expect(await close({ closedOn: '2026-01-01' })).toMatchObject(
      refused(409, 'pool_closed_already', 'closedOn'),
    );
  });

  it('advances a delivery by hand once, and answers its key the same under other prices', async () => {
    const delivery = {
      deliveryId: 'TM1_T9',
      producerCode: 'P1',
      grade: 'arbousier',
      payableGrams: 1_000_000,
    };
    await grade(others, delivery);
    await eventually(async () => {
      const { items } = (await call('GET', `${url}/attention`, { token: clerk })).body;
      expect(items).toMatchObject([{ reason: 'no_price_schedule' }]);
    });
    const publish = (version: string, pricePerKgCentimes: number) =>
      post('price-schedules', {
        ...SCHEDULES.price,
        version,
        validFrom: '2026-09-02',
        grades: [{ grade: 'arbousier', pricePerKgCentimes, pointsPpm: 1_000_000 }],
      });
    await publish('PRICE-1B', 100);
    const advance = (key?: string) => post('accounts/P1/advances', { deliveryId: 'TM1_T9' }, clerk, key);
    const first = await eventually(async () => {
      const answer = await advance('advance-t9');
      expect(answer.status).toBe(201);
      return answer;
    });
    expect(first.body.events).toContain('AdvancePosted');
    await publish('PRICE-1C', 200);
    await eventually(async () => expect((await get('schedules')).body.items).toHaveLength(5));
    expect((await advance('advance-t9')).body).toEqual(first.body);
    expect(await advance()).toMatchObject({ status: 201, body: { ...first.body, events: [] } });
  });

  it('refuses a batch once, for one reason, and never approves it after that', async () => {
    await eventually(async () =>
      expect((await post('transfer-batches', { batchId: 'B0', executionDate: FAR })).status).toBe(201),
    );
    const refuseBatch = (reason: string) => post('transfer-batches/B0/refuse', { reason }, second);
    expect((await post('transfer-batches/B0/approve', {}, second)).status).toBe(201);
    const first = await refuseBatch('wrong day');
    expect(first.body).toMatchObject({ events: ['TransferBatchRefused'] });
    expect(await refuseBatch('wrong day')).toMatchObject({
      status: 201,
      body: { ...first.body, events: [] },
    });
    expect(await refuseBatch('wrong bank')).toMatchObject(refused(409, 'batch_refused_otherwise', 'reason'));
    expect(await post('transfer-batches/B0/approve', {}, second)).toMatchObject(
      refused(409, 'batch_refused'),
    );
  });

  it('prepares and issues a batch once, on one day, and answers its keys as the first time', async () => {
    const prepare = (batchId: string, executionDate = FAR, key?: string) =>
      post('transfer-batches', { batchId, executionDate }, clerk, key);
    const first = await eventually(async () => {
      const answer = await prepare('B1', FAR, 'batch-b1');
      expect(answer.status).toBe(201);
      return answer;
    });
    // Whom it could not pay is told the first time only: it is not written down.
    const told = { ...first.body, skipped: [] };
    expect((await prepare('B1', FAR, 'batch-b1')).body).toEqual(told);
    expect(await prepare('B1')).toMatchObject({ status: 201, body: { ...told, events: [] } });
    expect(await prepare('B1', nextBankingDay(addDays(FAR, 1)))).toMatchObject(
      refused(409, 'batch_differs', 'executionDate'),
    );
    await post('transfer-batches/B1/approve', {}, second);
    const issue = (key?: string) => post('transfer-batches/B1/issue', {}, clerk, key);
    const issued = await issue('issue-b1');
    expect(issued.body.events).toEqual(['PayeesFixed', 'TransferFileIssued']);
    expect((await issue('issue-b1')).body).toEqual(issued.body);
    expect(await issue()).toMatchObject({ status: 201, body: { ...issued.body, events: [] } });
  });

  it('says of a batch that can pay nobody any more the same, however often it is issued', async () => {
    const delivery = {
      deliveryId: 'TM1_T6',
      producerCode: 'P1',
      grade: 'arbousier',
      payableGrams: 1_000_000,
    };
    await grade(others, delivery);
    await eventually(async () =>
      expect((await post('transfer-batches', { batchId: 'B2', executionDate: FAR })).status).toBe(201),
    );
    await post('transfer-batches/B2/approve', {}, second);
    // The key is gone before the news of it has come.
    await keys.erase('P1');
    await eventually(async () => expect(await paidTo('P1')).toMatchObject({ approved: { rib: null } }));
    for (let attempt = 1; attempt <= 2; attempt++)
      expect(await post('transfer-batches/B2/issue')).toMatchObject(refused(409, 'nothing_to_pay'));
  });
});
