import type { DeliveryWeighedIn, PersonErased } from '@oce/contracts';
import { addDays, businessDate, nextBankingDay } from '@oce/quantities';
import { PersonKeys } from '@oce/personal-data';
import { masterKeysOf } from '@oce/service-kit';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { PaymentsModule, type PaymentsConfig } from '../src';
import { OUTSTANDING_KINDS } from '../src/pool/domain/outstanding';
import { endToEndIdOf } from '../src/transfer-batch/domain/transfer-plan';
import { returned, statusReport } from './bank-xml';
import { entryOf, idOf, noticeOf, txOf } from './issued-batches';
import { affiliate, ribOf } from './members';
import { grade, POOL, receive, reverse, SCHEDULES, signConvention, type Others } from './season-events';

const OCE_MASTER_KEYS = `spec:${randomBytes(32).toString('base64')}`;
const D1 = { deliveryId: 'TM1_T1', producerCode: 'P1', grade: 'extra', payableGrams: 1_467_000 };
const D2 = { deliveryId: 'TM1_T2', producerCode: 'P2', grade: 'vierge', payableGrams: 4_020_000 };
const D3 = { deliveryId: 'TM1_T3', producerCode: 'P3', grade: 'courante', payableGrams: 2_513_000 };
const today = () => businessDate(new Date().toISOString());
/** Banks work on it, and a batch may be prepared for it today. */
const FAR = nextBankingDay(addDays(businessDate(new Date().toISOString()), 10));

describe('payments on real servers', () => {
  let harness: ServiceHarness;
  let url: string;
  let keys: PersonKeys;
  let clerk: string;
  let second: string;
  /** Who hands out cash at a counter. */
  let cashier: string;
  /** The other contexts, by their events. */
  let others: Others;

  const post = (path: string, body: unknown = {}, token = clerk, headers: Record<string, string> = {}) =>
    call('POST', `${url}/payments/${path}`, { token, body, headers });
  const xml = (path: string, body: string) => post(path, body, clerk, { 'content-type': 'application/xml' });
  const get = (path: string, token = clerk) => call('GET', `${url}/payments/${path}`, { token });
  const account = async (code: string) => (await get(`accounts/${code}`)).body;
  const attention = async (): Promise<string[]> => {
    const { body } = await call('GET', `${url}/attention`, { token: clerk });
    return body.items.map((item: { reason: string }) => item.reason);
  };
  const bankDetails = async (code: string, number: number) => {
    const proposed = await post(`bank-details/${code}/proposals`, { rib: ribOf(number) });
    expect(proposed.status).toBe(201);
    const { ribHash } = proposed.body;
    expect(await post(`bank-details/${code}/approvals`, { ribHash }, second)).toMatchObject({ status: 201 });
  };

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    keys = await PersonKeys.open(harness.connection, { masterKeys: masterKeysOf({ OCE_MASTER_KEYS }) });
    ({ url } = await harness.service<PaymentsConfig>('payments', PaymentsModule, {
      OCE_MASTER_KEYS,
      OCE_DEBTOR_NAME: 'OCE',
      OCE_DEBTOR_IBAN: 'MA64011519000001205000534921',
      OCE_DEBTOR_BIC: 'ABCDMAMC',
      OCE_RIB_COOLING_OFF_DAYS: 3,
    }));
    const scopes = 'payments:write payments:read payments:approve attention operations';
    clerk = await harness.tokens.sign('staff:amal', scopes);
    cashier = await harness.tokens.sign('staff:said', 'payments:cash payments:read');
    second = await harness.tokens.sign('staff:badr', scopes);
    others = {
      hear: ({ kind: { context, aggregate } }, id, ...events) =>
        harness.given({ context, aggregate, id }, ...events),
    };
    for (const code of ['P1', 'P2', 'P3', 'P4']) await affiliate(harness, keys, code);
    await signConvention(others);
    // A schedule is published once it is known what was weighed: the read models have to be there first.
    const published = async (path: string, body: object) =>
      eventually(async () => expect(await post(path, body)).toMatchObject({ status: 201 }));
    await published('price-schedules', SCHEDULES.price);
    await published('deduction-schedules', SCHEDULES.deductions);
  });
  afterAll(async () => {
    await keys?.close();
    await harness?.stop();
  });

  it('case 2: a grading becomes an advance of 3,546.84 net', async () => {
    const credit = {
      creditId: 'CR-1',
      amountCentimes: 240_000,
      purpose: 'fertiliser',
      grantedOn: '2026-09-03',
    };
    await post('accounts/P1/credits', credit);
    const premium = { premiumId: 'PRM-1', period: '2026-T4', amountCentimes: 15_000, dueOn: '2026-09-09' };
    await post('accounts/P1/premiums', premium);
    for (const delivery of [D1, D2, D3]) {
      await weigh(harness, delivery);
      await grade(others, delivery);
    }
    await eventually(async () =>
      expect(await account('P1')).toMatchObject({ payableCentimes: 354_684, claimedCentimes: 81_564 }),
    );
    await eventually(async () => expect(await account('P3')).toMatchObject({ payableCentimes: 904_680 }));
  });

  it("an account of a bank needs a second person, is one person's alone, and is nowhere in clear", async () => {
    const proposed = await post('bank-details/P1/proposals', { rib: ribOf(1) });
    const { ribHash } = proposed.body;
    expect(await post('bank-details/P1/approvals', { ribHash })).toMatchObject({
      status: 403,
      body: { code: 'second_person_needed' },
    });
    expect(await post('bank-details/P2/proposals', { rib: ribOf(1) })).toMatchObject({
      status: 409,
      body: { code: 'rib_taken' },
    });
    expect(await post('bank-details/P2/proposals', { rib: '011519000001205000534922' })).toMatchObject({
      status: 422,
      body: { code: 'rib_key', errors: [{ field: 'rib' }] },
    });
    expect(await post('bank-details/NOBODY/proposals', { rib: ribOf(4) })).toMatchObject({
      status: 404,
      body: { code: 'producer_unknown' },
    });
    await post('bank-details/P1/approvals', { ribHash }, second);
    await eventually(async () =>
      expect((await get('bank-details/P1', second)).body).toMatchObject({ approved: { rib: ribOf(1) } }),
    );
    await bankDetails('P2', 2);
    await bankDetails('P3', 3);
    const change = await post('bank-details/P1/proposals', { rib: ribOf(9) });
    expect(await post('bank-details/P1/approvals', { ribHash: change.body.ribHash }, second)).toMatchObject({
      status: 409,
      body: { code: 'cooling_off' },
    });
    const log = await everything(harness);
    expect(log).not.toContain(ribOf(1));
    expect(log).not.toContain('Producer P1');
  });

  it('a batch is approved by a second person, issued as a file, and answered by the bank', async () => {
    const prepared = await post('transfer-batches', { batchId: 'B1', executionDate: FAR });
    expect(prepared).toMatchObject({
      status: 201,
      body: { transfers: 3, totalCentimes: 2_706_564, skipped: [] },
    });
    expect((await post('transfer-batches/B1/approve')).body.code).toBe('second_person_needed');
    expect((await post('transfer-batches/B1/issue')).body.code).toBe('approval_missing');
    expect(await post('transfer-batches/B1/approve', {}, second)).toMatchObject({ status: 201 });
    expect(await post('transfer-batches/B1/issue')).toMatchObject({ status: 201 });
    const file = await get('transfer-batches/B1/pain001', second);
    expect(file.body).toContain('<CtrlSum>27065.64</CtrlSum>');
    expect(file.body).toContain('<Nm>Producer P1</Nm>');
    expect(file.body).toContain(`<IBAN>MA64${ribOf(1)}</IBAN>`);
    await eventually(async () => expect(await account('P1')).toMatchObject({ reservedCentimes: 354_684 }));

    const { items } = (await get('transfers?batchId=B1')).body;
    const [one, two, three] = items.map((item: { endToEndId: string }) => item.endToEndId);
    const report = statusReport('B1', [
      { endToEndId: one, status: 'ACSC' },
      { endToEndId: two, status: 'RJCT', reason: 'AC01' },
      { endToEndId: three, status: 'RJCT', reason: 'AM05' },
    ]);
    expect(await xml('transfer-batches/B1/bank-answers', report)).toMatchObject({ status: 201 });
    await eventually(async () => expect(await account('P1')).toMatchObject({ paidCentimes: 354_684 }));
    await eventually(async () => expect(await account('P2')).toMatchObject({ payableCentimes: 1_447_200 }));
    await eventually(async () =>
      expect((await attention()).sort()).toEqual(['account_suspended', 'duplicate_at_bank']),
    );
    expect(await account('P3')).toMatchObject({ reservedCentimes: 904_680, payableCentimes: 0 });
    await xml('transfer-batches/B1/bank-answers', returned(one, '3546.84', 'AC04'));
    await eventually(async () => expect(await account('P1')).toMatchObject({ payableCentimes: 354_684 }));
    expect((await xml('transfer-batches/B1/bank-answers', '<a/>')).status).toBe(422);
    expect(await post('transfer-batches/B1/bank-answers', {})).toMatchObject({
      body: { code: 'xml_expected' },
    });
  });

  it('an account that the bank refuses is paid to no more until it is proposed anew', async () => {
    const suspendedOf = async () => (await get('bank-details/suspended')).body.items;
    await eventually(async () =>
      expect(await suspendedOf()).toMatchObject([
        { producerCode: 'P1', suspended: { reasonCode: 'AC04', returned: true } },
        { producerCode: 'P2', suspended: { reasonCode: 'AC01', returned: false } },
      ]),
    );
    expect(await post('transfer-batches', { batchId: 'B1b', executionDate: FAR })).toMatchObject({
      status: 409,
      body: { code: 'nothing_to_pay' },
    });
    expect((await get('bank-details/P1', second)).body).toMatchObject({
      suspended: { transferId: 'B1--P1' },
    });
    const { proposal } = (await get('bank-details/P1', second)).body;
    const refusal = { ribHash: proposal.ribHash, reason: 'not the one that was meant' };
    expect((await post('bank-details/P1/refusals', refusal, second)).status).toBe(201);
    for (const [code, number] of [
      ['P1', 1],
      ['P2', 2],
    ] as const)
      await bankDetails(code, number);
    await eventually(async () => expect(await suspendedOf()).toEqual([]));
  });

  it('a file that was not sent is cancelled by a second person, and its transfers are paid by another', async () => {
    const prepared = await post('transfer-batches', { batchId: 'B1c', executionDate: FAR });
    expect(prepared.body).toMatchObject({ transfers: 2 });
    await post('transfer-batches/B1c/approve', {}, second);
    await post('transfer-batches/B1c/issue');
    const cancel = () => post('transfer-batches/B1c/cancel', { reason: 'the bank was closed' }, second);
    expect((await post('transfer-batches/B1c/cancel', { reason: 'mine' })).body.code).toBe(
      'second_person_needed',
    );
    expect(await cancel()).toMatchObject({ status: 201, body: { events: ['TransferBatchCancelled'] } });
    expect((await get('transfer-batches/B1c/pain001', second)).body.code).toBe('batch_cancelled');
    await eventually(async () =>
      expect(await account('P1')).toMatchObject({ payableCentimes: 354_684, reservedCentimes: 0 }),
    );
    expect((await get('transfer-batches/B1c')).body).toMatchObject({ status: 'cancelled' });
    const booked = noticeOf('N-1c', entryOf('3546.84', txOf(idOf(endToEndIdOf('B1c--P1')))));
    const answer = await xml('transfer-batches/B1c/bank-answers', booked);
    expect(answer).toMatchObject({ status: 201, body: { asked: 1, became: [{ as: 'file_cancelled' }] } });
    await eventually(async () => expect(await attention()).toContain('file_cancelled'));
  });

  it('an answer of more than a megabyte is read as it comes', async () => {
    const fee = entryOf('1.00', txOf('<AcctSvcrRef>FT</AcctSvcrRef>'));
    const big = noticeOf('N-big', ...Array.from({ length: 10_000 }, () => fee));
    expect(big.length).toBeGreaterThan(2_000_000);
    const answer = await xml('transfer-batches/B1/bank-answers', big);
    expect(answer).toMatchObject({ status: 201, body: { changed: 0, notOurs: 10_000 } });
  });

  it('an answer that is refused at its beginning leaves its connection to the next', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (body: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { authorization: `Bearer ${clerk}`, 'content-type': 'application/xml' };
        const path = `${url}/payments/transfer-batches/B1/bank-answers`;
        const sending = request(path, { method: 'POST', agent, headers }, (answer) => {
          answer.resume().once('end', () => resolve(answer.statusCode));
        });
        sending.once('error', reject).end(body);
      });
    // More than the sockets hold: its sender comes to the end of it only where somebody takes it.
    const refused = `<Document xmlns="urn:none">${' '.repeat(12_000_000)}</Document>`;
    expect(await send(refused)).toBe(422);
    expect(await send(noticeOf('N-next', entryOf('1.00', txOf('<AcctSvcrRef>FT</AcctSvcrRef>'))))).toBe(201);
    agent.destroy();
  });

  it('cases 3 and 4: proceeds are pooled, shared to the centime, and every transfer is explained', async () => {
    await post('pools', { ...POOL, lotIds: undefined });
    expect(await post('pools', { ...POOL, lotIds: undefined, poolId: 'POOL-2' })).toMatchObject({
      status: 409,
      body: { code: 'pool_scope_taken' },
    });
    const freight = { chargeId: 'C1', kind: 'freight', chargedBy: 'third_party', amountCentimes: 210_000 };
    await post('pools/POOL-1/charges', freight);
    await receive(others, 'R1', 'pooled', [
      { lotId: 'L1', grade: 'extra', amountCentimes: 2_000_000 },
      { lotId: 'L2', grade: 'vierge', amountCentimes: 4_200_000 },
    ]);
    const closing = { acknowledge: OUTSTANDING_KINDS };
    expect(await post('pools/POOL-1/close', closing)).toMatchObject({
      status: 403,
      body: { code: 'second_person_needed' },
    });
    const closed = await eventually(async () => {
      const answer = await post('pools/POOL-1/close', closing, second);
      expect(answer).toMatchObject({ status: 201, body: { events: ['PoolClosed'] } });
      return answer;
    });
    expect((await post('pools/POOL-1/close', closing, second)).body.version).toBe(closed.body.version);
    await eventually(async () =>
      expect(await account('P1')).toMatchObject({ payableCentimes: 354_684 + 388_608, claimedCentimes: 0 }),
    );
    await eventually(async () => {
      const { lines } = await account('P2');
      expect(lines.at(-1)).toMatchObject({ kind: 'final_share', grossCentimes: 1_158_140 });
    });
    const prepared = await post('transfer-batches', { batchId: 'B2', executionDate: FAR });
    expect(prepared.body).toMatchObject({ transfers: 3 });
    const explained = await eventually(async () => {
      const answer = await get('explain/B2--P1');
      expect(answer.status).toBe(200);
      return answer.body;
    });
    expect(explained).toMatchObject({ addsUp: true, amountCentimes: 743_292 });
    expect(explained.steps.map((step: { kind: string }) => step.kind)).toEqual([
      'transfer',
      'advance',
      'final_share',
    ]);
    const [pool, ticket] = explained.steps[2].parts;
    expect(pool).toMatchObject({
      kind: 'pool',
      parts: [{ kind: 'proceeds', facts: { invoiceNumber: 'INV-R1' } }],
    });
    expect(ticket).toMatchObject({ kind: 'ticket', facts: { ticketNumber: 'T1' } });
  });

  it('case 5: a delivery corrected after the closing costs its points', async () => {
    await reverse(others, D1, 1_367_000);
    await eventually(async () => expect(await account('P1')).toMatchObject({ claimedCentimes: 68_050 }));
  });

  it('leaves out of a file who has been erased, and asks a clerk', async () => {
    await post('transfer-batches/B2/approve', {}, second);
    await keys.erase('P2');
    const erased: PersonErased = {
      type: 'PersonErased',
      v: 1,
      data: { personId: 'P2', requestedOn: '2026-12-22', reason: 'asked' },
    };
    await harness.given({ context: 'affiliation', aggregate: 'producer', id: 'P2' }, erased);
    expect(await post('transfer-batches/B2/issue')).toMatchObject({ status: 201 });
    const file = await get('transfer-batches/B2/pain001', second);
    expect(file.body).toContain('<NbOfTxs>2</NbOfTxs>');
    expect(file.body).not.toContain('Producer P2');
    await eventually(async () => expect(await attention()).toContain('person_erased'));
    expect(await account('P2')).toMatchObject({ reservedCentimes: 0 });
    // A file of before is read still: without them, and with all the others.
    const before = await get('transfer-batches/B1/pain001', second);
    expect(before.status).toBe(200);
    expect(before.body).not.toContain('Producer P2');
    expect(before.body).toContain('Producer P1');
  });

  it('a grading without a schedule waits for a clerk, who posts it once there is one', async () => {
    const honey = { ...D3, deliveryId: 'TM1_T9', grade: 'arbousier' };
    await grade(others, honey);
    await eventually(async () => expect(await attention()).toContain('no_price_schedule'));
    const prices = [{ grade: 'arbousier', pricePerKgCentimes: 100, pointsPpm: 1_000_000 }];
    await post('price-schedules', {
      ...SCHEDULES.price,
      version: 'PRICE-1B',
      validFrom: '2026-09-02',
      // It only adds a grade: what is priced already keeps its price, over deliveries that exist.
      grades: [...SCHEDULES.price.grades, ...prices],
    });
    await eventually(async () =>
      expect(await post('accounts/P3/advances', { deliveryId: 'TM1_T9' })).toMatchObject({ status: 201 }),
    );
    await eventually(async () => {
      const { deliveries } = await account('P3');
      expect(deliveries.at(-1)).toMatchObject({ deliveryId: 'TM1_T9', advanceCentimes: 150_780 });
    });
  });

  describe('cash at a counter', () => {
    const pay = (receiptNumber: string, token = cashier, counterId = 'G-SEFROU') =>
      post('cash-dispositions/C1/pay', { counterId, receiptNumber, paidOn: today() }, token);

    it('is prepared for a member without an account, approved by a second person, and paid once', async () => {
      await grade(others, { ...D3, producerCode: 'P4', deliveryId: 'TM1_T10', grade: 'arbousier' });
      await eventually(async () => expect(await account('P4')).toMatchObject({ payableCentimes: 150_780 }));
      const counter = { counterId: 'G-SEFROU', name: 'Guichet de Sefrou', place: 'Sefrou' };
      expect((await post('counters', counter, second)).status).toBe(201);
      const cash = { dispositionId: 'C1', producerCode: 'P4', counterId: 'G-SEFROU' };
      expect(await post('cash-dispositions', { ...cash, producerCode: 'P1' })).toMatchObject({
        status: 409,
        body: { code: 'account_in_use' },
      });
      expect((await post('cash-dispositions', cash)).status).toBe(201);
      expect((await post('cash-dispositions/C1/approve')).body.code).toBe('second_person_needed');
      expect((await get('cash-dispositions/C1/receipt', cashier)).body.code).toBe('approval_missing');
      expect((await pay('R000451')).body.code).toBe('approval_missing');
      expect((await post('cash-dispositions/C1/approve', {}, second)).status).toBe(201);
      expect(await account('P4')).toMatchObject({ payableCentimes: 0, reservedCentimes: 150_780 });
      expect((await post('counters/G-SEFROU/close', { reason: 'moved' }, second)).body.code).toBe(
        'cash_waiting',
      );
    });

    it('has a receipt with the name in clear for its clerk, and for nobody else', async () => {
      const receipt = await get('cash-dispositions/C1/receipt', cashier);
      expect(receipt.headers.get('cache-control')).toBe('no-store');
      expect(receipt.body).toContain('Bénéficiaire        Producer P4, producteur P4');
      expect((await get('cash-dispositions/C1/receipt')).status).toBe(403);
      expect(JSON.stringify((await get('cash-dispositions/C1')).body)).not.toContain('Producer P4');
      expect(await everything(harness)).not.toContain('Producer P4');
    });

    it('is handed out by a third person at its counter, and the account says so', async () => {
      expect((await pay('R000451', clerk)).status).toBe(403);
      expect((await pay('R000451', cashier, 'G-OTHER')).body.code).toBe('other_counter');
      expect(await pay('R000451')).toMatchObject({ status: 201, body: { events: ['CashPaidOut'] } });
      expect((await pay('R000451')).headers.get('oce-repeated')).toBe('true');
      expect(await pay('R000452')).toMatchObject({ status: 409, body: { code: 'cash_paid_already' } });
      await eventually(async () =>
        expect(await account('P4')).toMatchObject({ paidCentimes: 150_780, reservedCentimes: 0 }),
      );
    });

    it('is explained down to the weigh ticket, by its own id or that of the payout', async () => {
      for (const id of ['C1', 'CASH_C1']) {
        const body = await eventually(async () => {
          const answer = (await get(`explain/${id}`)).body;
          expect(answer).toMatchObject({ addsUp: true, status: 'paid', amountCentimes: 150_780 });
          return answer;
        });
        expect(body.steps).toMatchObject([
          { kind: 'cash', id: 'C1', facts: { counterName: 'Guichet de Sefrou', receiptNumber: 'R000451' } },
          { kind: 'advance', id: 'ADV-TM1_T10' },
        ]);
      }
      expect(await get('explain/NOTHING')).toMatchObject({ status: 404 });
    });
  });

  it.each([
    ['price-schedules', { ...SCHEDULES.price, advancePpm: 1.5 }, 400, 'validation'],
    ['price-schedules', { ...SCHEDULES.price, advancePpm: 1 }, 409, 'version_frozen'],
    [
      'accounts/P1/credits',
      { creditId: 'a b', amountCentimes: 0, purpose: '', grantedOn: 'x' },
      400,
      'validation',
    ],
    [
      'accounts/P-NOBODY/credits',
      { creditId: 'CR-9', amountCentimes: 1, purpose: 'crates', grantedOn: '2026-09-03' },
      404,
      'producer_unknown',
    ],
    [
      'accounts/P-NOBODY/premiums',
      { premiumId: 'PRM-9', period: '2026-T4', amountCentimes: 1, dueOn: '2026-09-09' },
      404,
      'producer_unknown',
    ],
    ['accounts/P1/disputes', { disputeId: 'L1', lineId: 'none', reason: 'because' }, 404, 'line_unknown'],
    ['pools/NONE/close', {}, 404, 'pool_unknown'],
    ['pools/POOL-1/proceeds', { proceedsId: 'R99' }, 404, 'proceeds_unknown'],
    ['transfer-batches', { batchId: 'B_3', executionDate: FAR }, 400, 'validation'],
    ['transfer-batches', { batchId: 'B3', executionDate: '2020-01-01' }, 422, 'execution_past'],
  ])('refuses %s %j with %d %s', async (path, body, status, code) => {
    expect(await post(path, body)).toMatchObject({ status, body: { code } });
  });
});

async function weigh(harness: ServiceHarness, delivery: typeof D1): Promise<void> {
  const { deliveryId, producerCode, payableGrams } = delivery;
  const event: DeliveryWeighedIn = {
    type: 'DeliveryWeighedIn',
    v: 2,
    data: {
      deliveryId,
      stationId: 'ST-1',
      terminalId: 'TM1',
      scaleId: 'SC-1',
      producerCode,
      ticketNumber: deliveryId.slice(4),
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grossGrams: payableGrams + 360_000,
      tareGrams: 360_000,
      netGrams: payableGrams,
      weighedAt: '2026-10-01T08:00:00.000Z',
    },
  };
  await harness.given({ context: 'collection', aggregate: 'delivery', id: deliveryId }, event);
}

async function everything(harness: ServiceHarness): Promise<string> {
  const texts: string[] = [];
  for await (const { commits } of harness.store.read({
    subjects: ['evt.>'],
    after: 0,
    stopWhenCaughtUp: true,
  }))
    texts.push(JSON.stringify(commits));
  return texts.join('\n');
}
