import { headers } from '@nats-io/transport-node';
import { sumExactly } from '@oce/quantities';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { SalesModule } from '../src';
import { buyerAccepted, contractSigned, lotClosed, lotRecorded, lotReleased, orderPlaced } from './facts';

const PROJECTIONS = ['buyers', 'contracts', 'lots', 'orders', 'open_orders', 'invoices'];

describe('sales on real servers', () => {
  let harness: ServiceHarness;
  let url: string;
  let clerk: string;

  const send = (method: string, path: string, body?: unknown, token = clerk) =>
    call(method, `${url}/${path}`, { token, ...(body === undefined ? {} : { body }) });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call('POST', `${url}/sales/${path}`, { token: clerk, body, headers });
  const get = (path: string, position = 0) =>
    call('GET', `${url}/sales/${path}`, { token: clerk, headers: { 'oce-min-position': String(position) } });
  const order = (orderId: string, grams: number, lotId = 'LOT-A', headers: Record<string, string> = {}) =>
    post(
      'orders',
      { orderId, contractId: 'CT-1', lines: [{ lotId, grams }], placedOn: '2026-09-27' },
      headers,
    );
  const deliver = async (orderId: string) => {
    await post(`orders/${orderId}/confirm`, { confirmedOn: '2026-09-28' });
    return post(`orders/${orderId}/fulfil`, {
      deliveryNoteNumber: `BL ${orderId}`,
      deliveredOn: '2026-10-02',
    });
  };

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    ({ url } = await harness.service('sales', SalesModule));
    clerk = await harness.tokens.sign('staff:amal', 'sales:write sales:read operations attention');
    await post('buyers', { ...buyerAccepted.data, limitCentimes: 1_500_000 });
    await post('contracts', contractSigned.data);
    for (const lotId of ['LOT-A', 'LOT-B', 'LOT-C']) {
      const grade = lotId === 'LOT-B' ? 'vierge' : 'extra';
      const data = { ...lotClosed.data, ...lotRecorded(lotId, grade).data };
      await harness.given({ context: 'collection', aggregate: 'lot', id: lotId }, { ...lotClosed, data });
      await harness.given(
        { context: 'certification', aggregate: 'lot-status', id: lotId },
        lotReleased(lotId, grade),
      );
      const offer = { kind: lotId === 'LOT-C' ? 'traceable' : 'pooled', offeredOn: '2026-09-25' };
      await eventually(async () => expect((await post(`lots/${lotId}/offer`, offer)).status).toBe(201));
    }
  });
  afterAll(() => harness?.stop());

  it('knows a lot from its station, and shows what is left of it', async () => {
    const { body } = await get('lots?campaignId=OLIVE-2026&grade=vierge&limit=2');
    expect(body).toMatchObject({
      items: [{ lotId: 'LOT-B', kind: 'pooled', leftGrams: 1_500_000 }],
      next: null,
    });
    expect(await post('lots/LOT-Z/offer', { kind: 'pooled', offeredOn: '2026-09-25' })).toMatchObject({
      status: 404,
      body: { code: 'lot_unknown' },
    });
  });

  it('goes from the order to the last centime', async () => {
    const lines = [
      { lotId: 'LOT-A', grams: 100_000 },
      { lotId: 'LOT-B', grams: 50_000 },
    ];
    const body = {
      orderId: 'ORD-10',
      contractId: 'CT-1',
      buyerReference: 'PO 10',
      lines,
      placedOn: '2026-09-27',
    };
    const placed = await post('orders', body);
    expect(placed.status).toBe(201);
    expect(placed.body.events).toContain('OrderSecured');
    expect((await get('open-orders/ORD-10', placed.body.position)).body).toMatchObject({ status: 'secured' });
    const delivered = await deliver('ORD-10');
    expect(delivered.body.events).toEqual(['OrderFulfilled', 'InvoiceNumberTaken', 'InvoiceIssued']);
    const { position } = delivered.body;
    expect((await get('open-orders/ORD-10', position)).status).toBe(404);
    const { invoiceNumber } = (await get('orders/ORD-10', position)).body;
    expect((await get(`invoices/${invoiceNumber}`, position)).body).toMatchObject({
      amountCentimes: 141_500,
      openCentimes: 141_500,
      status: 'open',
      dueOn: '2026-11-01',
    });
    const credit = {
      creditId: 'CR-1',
      lines: [{ lotId: 'LOT-B', amountCentimes: 1_500 }],
      reason: 'broken seals',
    };
    const noted = await post(`invoices/${invoiceNumber}/credit-notes`, {
      ...credit,
      grantedOn: '2026-10-05',
    });
    expect(noted.body.events).toContain('CreditNoteIssued');
    const half = { orderId: 'ORD-10', amountCentimes: 70_000, valueDate: '2026-10-14' };
    await post('proceeds', { ...half, proceedsId: 'PRO-10-1', bankReference: 'VIR101' });
    const last = await post('proceeds', { ...half, proceedsId: 'PRO-10-2', bankReference: 'VIR102' });
    expect(last).toMatchObject({ status: 201, body: { id: invoiceNumber } });
    const paid = (await get(`invoices/${invoiceNumber}`, last.body.position)).body;
    expect(paid).toMatchObject({
      status: 'settled',
      openCentimes: 0,
      receivedCentimes: 140_000,
      creditedCentimes: 1_500,
      creditNotes: [{ creditNoteNumber: 'AV-2026-000001' }],
    });
    const parts = paid.proceeds.flatMap(
      (one: { parts: { lotId: string; amountCentimes: number }[] }) => one.parts,
    );
    for (const [lotId, amount] of Object.entries({ 'LOT-A': 98_500, 'LOT-B': 41_500 })) {
      const ofLot = parts.filter((part: { lotId: string }) => part.lotId === lotId);
      expect(sumExactly(ofLot.map((part: { amountCentimes: number }) => part.amountCentimes))).toBe(amount);
    }
    expect((await get('buyers/BUY-01', last.body.position)).body).toMatchObject({ usedCentimes: 0 });
  });

  it('refuses an order above the limit, above a lot, of another kind, and keeps nothing of it', async () => {
    const tooMuch = await order('ORD-20', 1_450_000, 'LOT-B');
    expect(tooMuch.status).toBe(201);
    expect(await order('ORD-21', 500_000)).toMatchObject({
      status: 409,
      body: { code: 'buyer_limit_exceeded', title: 'Refused as things stand' },
    });
    await post('orders/ORD-20/cancel', { reason: 'only a try', cancelledOn: '2026-09-28' });
    const tooHeavy = await order('ORD-22', 1_400_001);
    expect(tooHeavy).toMatchObject({ status: 409, body: { code: 'lot_weight_exceeded' } });
    expect(tooHeavy.headers.get('content-type')).toContain('application/problem+json');
    expect(await order('ORD-23', 1_000, 'LOT-C')).toMatchObject({
      status: 409,
      body: { code: 'lot_kind_mismatch' },
    });
    expect(await order('ORD-21', 500_000)).toMatchObject({
      status: 409,
      body: { code: 'buyer_limit_exceeded' },
    });
    await eventually(async () => {
      expect((await get('buyers/BUY-01')).body).toMatchObject({ usedCentimes: 0 });
      expect((await get('lots/LOT-A')).body).toMatchObject({ leftGrams: 1_400_000 });
      expect((await get('orders/ORD-21')).body).toMatchObject({
        status: 'refused',
        reason: 'buyer_limit_exceeded',
      });
    });
  });

  it('finishes an order that a dead process left behind', async () => {
    const lines = orderPlaced.data.lines
      .slice(0, 1)
      .map((line) => ({ ...line, grams: 1_000, amountCentimes: 985 }));
    const data = { ...orderPlaced.data, orderId: 'ORD-30', buyerReference: null, lines, amountCentimes: 985 };
    await harness.given({ context: 'sales', aggregate: 'order', id: 'ORD-30' }, { ...orderPlaced, data });
    await eventually(async () =>
      expect((await get('orders/ORD-30')).body).toMatchObject({ status: 'secured' }),
    );
  });

  it('says that a repeated request is repeated, and answers its key as the first time', async () => {
    const key = { 'idempotency-key': 'order-40' };
    const first = await order('ORD-40', 1_000, 'LOT-A', key);
    const again = await order('ORD-40', 1_000);
    const { id, position } = first.body;
    expect(again).toMatchObject({ status: 201, body: { id, position, version: 3, events: [] } });
    const keyed = await order('ORD-40', 1_000, 'LOT-A', key);
    expect(keyed.body).toEqual(first.body);
    for (const { headers: told } of [again, keyed]) expect(told.get('oce-repeated')).toBe('true');
    expect(await order('ORD-40', 1_001, 'LOT-A', key)).toMatchObject({
      status: 422,
      body: { code: 'command_id_reused' },
    });
    expect(await order('ORD-40', 1_001)).toMatchObject({
      status: 409,
      body: { code: 'order_placed_already', errors: [{ field: 'orderId' }] },
    });
    await deliver('ORD-40');
    const body = { proceedsId: 'PRO-40', orderId: 'ORD-40', amountCentimes: 985, valueDate: '2026-10-14' };
    const paid = await post('proceeds', { ...body, bankReference: 'VIR40' });
    expect((await post('proceeds', { ...body, bankReference: 'VIR40' })).body).toEqual({
      ...paid.body,
      events: [],
    });
    expect(await post('proceeds', { ...body, proceedsId: 'PRO-41', bankReference: 'VIR40' })).toMatchObject({
      status: 409,
      body: { code: 'bank_reference_used' },
    });
  });

  it('numbers invoices without gaps when many leave at once', async () => {
    const ids = Array.from({ length: 12 }, (_, at) => `ORD-5${at}`);
    await Promise.all(ids.map((orderId) => order(orderId, 1_000)));
    const delivered = await Promise.all(ids.map(deliver));
    const position = Math.max(...delivered.map(({ body }) => body.position));
    const { items } = (await get('invoices?limit=500', position)).body as {
      items: { invoiceNumber: string }[];
    };
    const numbers = items.map(({ invoiceNumber }) => Number(invoiceNumber.slice('F-2026-'.length)));
    expect(numbers).toEqual(Array.from({ length: 14 }, (_, at) => at + 1));
  });

  it.each([
    ['POST', 'buyers', { ...buyerAccepted.data, buyerId: 'BUY-02' }, 409, 'ice_used'],
    ['POST', 'buyers', { ...buyerAccepted.data, buyerId: 'a.b' }, 400, 'validation'],
    ['POST', 'buyers', { ...buyerAccepted.data, buyerId: 'B', ice: '001526374000085' }, 422, 'ice_key'],
    ['PUT', 'buyers/BUY-09/limit', { limitCentimes: 5 }, 404, 'buyer_unknown'],
    [
      'POST',
      'contracts',
      { ...contractSigned.data, contractId: 'CT-2', buyerId: 'BUY-09' },
      404,
      'buyer_unknown',
    ],
    [
      'POST',
      'contracts',
      { ...contractSigned.data, contractId: 'CT-2', incoterm: 'DAT' },
      422,
      'incoterm_unknown',
    ],
    [
      'POST',
      'contracts',
      { ...contractSigned.data, contractId: 'CT-2', signedOn: '2026-02-30' },
      400,
      'validation',
    ],
    [
      'POST',
      'orders',
      { orderId: 'O', contractId: 'CT-1', lines: [], placedOn: '2026-09-27' },
      400,
      'validation',
    ],
    ['POST', 'orders/ORD-99/confirm', { confirmedOn: '2026-09-28' }, 404, 'order_unknown'],
    [
      'POST',
      'invoices/F-2026-000099/credit-notes',
      {
        creditId: 'C',
        lines: [{ lotId: 'LOT-A', amountCentimes: 1 }],
        reason: 'none',
        grantedOn: '2026-10-05',
      },
      404,
      'invoice_unknown',
    ],
  ])('%s %s %j is refused with %i %s', async (method, path, body, status, code) => {
    expect(await send(method, `sales/${path}`, body)).toMatchObject({ status, body: { code } });
  });

  it('lets nobody write or read without the scope', async () => {
    const reader = await harness.tokens.sign('staff:omar', 'sales:read');
    const stranger = await harness.tokens.sign('staff:nadia', 'collection:read');
    const forbidden = { status: 403, body: { code: 'scope_missing' } };
    expect(await send('POST', 'sales/buyers', buyerAccepted.data, reader)).toMatchObject(forbidden);
    expect(await send('GET', 'sales/buyers', undefined, stranger)).toMatchObject(forbidden);
    expect((await send('GET', 'sales/buyers', undefined, reader)).status).toBe(200);
  });

  it('leaves a buyer at the limit that was set last: one, another, the first again', async () => {
    const set = (limitCentimes: number) => send('PUT', 'sales/buyers/BUY-01/limit', { limitCentimes });
    for (const limitCentimes of [1_000_000, 2_000_000, 1_000_000]) {
      const { status, body } = await set(limitCentimes);
      expect([status, body.events]).toEqual([200, ['BuyerLimitSet']]);
    }
    const again = await set(1_000_000);
    expect(again).toMatchObject({ status: 200, body: { events: [] } });
    expect(again.headers.get('oce-repeated')).toBe('true');
    expect((await get('buyers/BUY-01', again.body.position)).body).toMatchObject({
      limitCentimes: 1_000_000,
    });
  });

  it('takes the same command over NATS', async () => {
    const made = headers();
    made.set('Authorization', `Bearer ${clerk}`);
    const body = JSON.stringify({ limitCentimes: 1_600_000 });
    const options = { headers: made, timeout: 5_000 };
    const reply = await harness.connection.request('cmd.sales.buyer.set-limit.BUY-01', body, options);
    expect(reply.json()).toMatchObject({ id: 'BUY-01', events: ['BuyerLimitSet'] });
  });

  it('has left nothing for a clerk, and rebuilds every projection to the same documents', async () => {
    expect((await send('GET', 'attention')).body.items).toEqual([]);
    for (const name of PROJECTIONS) {
      const path = `sales/${name.replace('_', '-')}?limit=500`;
      const before = (await send('GET', path)).body;
      expect(before.items.length).toBeGreaterThan(0);
      const rebuilt = await send('POST', `operations/projections/${name}/rebuild`, {});
      expect(rebuilt.body).toContain('"done":true');
      expect((await send('GET', path)).body).toEqual(before);
    }
  });
});
