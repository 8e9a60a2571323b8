import type { ProducerAffiliated } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import { PersonKeys } from '@oce/personal-data';
import { masterKeysOf, type PersonalDataConfig } from '@oce/service-kit';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { businessDate } from '@oce/quantities';
import { eventually } from '@oce/testing';
import { randomBytes } from 'node:crypto';
import { PortalModule } from '../src';
import { advance, batchPrepared, payoutConfirmed } from './account-events';
import { invoiceIssued, lotClosed, weighed } from './events';
import {
  cashPrepared,
  COUNTER,
  supplementDistributed,
  supplementPosted,
  termsPublished,
} from './late-events';
import { SsePage } from './sse-reader';

const OCE_MASTER_KEYS = `spec:${randomBytes(32).toString('base64')}`;

describe('the portal on real servers', () => {
  let harness: ServiceHarness;
  let url: string;
  let keys: PersonKeys;
  let first: string;
  let second: string;
  const pages: SsePage[] = [];

  const given = (context: string, aggregate: string, id: string, event: Event) =>
    harness.given({ context, aggregate, id }, event);
  const affiliated = async (producerCode: string, name: string): Promise<void> => {
    const fields = { name, cin: 'AB123456', phone: '+212600000000', birthDate: '1980-01-01' };
    const data = {
      producerCode,
      cooperativeId: 'C-1',
      affiliatedOn: '2026-09-01',
      ...(await keys.encrypt(producerCode, fields)),
    };
    const event: ProducerAffiliated = { type: 'ProducerAffiliated', v: 1, data };
    await given('affiliation', 'producer', producerCode, event);
  };
  const producer = (producerCode: string, expires = '10m') =>
    harness.tokens.sign(`producer:${producerCode}`, 'portal:self', { producerCode }, expires);
  const get = (path: string, token = first, headers: Record<string, string> = {}) =>
    call('GET', `${url}/${path}`, { token, headers });
  const open = async (token: string, lastEventId?: string): Promise<SsePage> => {
    const page = await SsePage.open(`${url}/portal/me/events`, token, lastEventId);
    pages.push(page);
    return page;
  };

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    keys = await PersonKeys.open(harness.connection, { masterKeys: masterKeysOf({ OCE_MASTER_KEYS }) });
    await affiliated('P-1', 'Name Of The First');
    await affiliated('P-2', 'Name Of The Second');
    await given('collection', 'delivery', 'TM-1_T-1', weighed('TM-1_T-1', 'P-1'));
    await given('collection', 'delivery', 'TM-1_T-2', weighed('TM-1_T-2', 'P-2'));
    await given('payments', 'account', 'P-1', advance('P-1', 'TM-1_T-1'));
    await given('payments', 'account', 'P-2', advance('P-2', 'TM-1_T-2'));
    await given('collection', 'lot', 'LOT-1', lotClosed());
    await given('sales', 'invoice', 'F-2026-1', invoiceIssued());
    const position = await given('payments', 'transfer-batch', 'B-1', batchPrepared('P-1', 'P-2'));
    ({ url } = await harness.service<PersonalDataConfig>('portal', PortalModule, { OCE_MASTER_KEYS }));
    [first, second] = await Promise.all([producer('P-1'), producer('P-2')]);
    const ready = { 'oce-min-position': String(position) };
    await eventually(async () => {
      expect(await get('portal/me/transfers', first, ready)).toMatchObject({ status: 200 });
    });
  });
  afterAll(async () => {
    for (const page of pages) page.close();
    await keys?.close();
    await harness?.stop();
  });

  it('shows a producer their own statement with its tickets', async () => {
    const { status, body } = await get('portal/me/statement');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      producerCode: 'P-1',
      totals: { balanceCentimes: 354_684, inTransferCentimes: 354_684 },
      lines: [{ kind: 'advance', deliveries: [{ deliveryId: 'TM-1_T-1', ticketNumber: 'T-1' }] }],
    });
  });

  it('shows their name in clear to nobody but them', async () => {
    expect((await get('portal/me')).body).toEqual({
      producerCode: 'P-1',
      cooperativeId: 'C-1',
      affiliatedOn: '2026-09-01',
      name: 'Name Of The First',
      nameArabic: null,
      isErased: false,
      suspended: null,
    });
    const stored = await harness.mongo.client.db().admin().listDatabases();
    for (const { name } of stored.databases.filter((one) => one.name.endsWith('portal'))) {
      const documents = await harness.mongo.db(name).collection('producers_v3').find().toArray();
      expect(documents).toHaveLength(2);
      expect(JSON.stringify(documents)).not.toContain('Name Of');
    }
  });

  it.each(['/statement', '/deliveries', '/sales', '/transfers', ''])(
    "shows nobody another's: /portal/me%s differs by token and names one producer only",
    async (path) => {
      const [mine, theirs] = await Promise.all([get(`portal/me${path}`), get(`portal/me${path}`, second)]);
      const others = { mine: /P-2|_T-2\b|TR-2|E2E-2|Second/, theirs: /P-1|_T-1\b|_T-3\b|TR-1|E2E-1|First/ };
      expect(mine.status).toBe(200);
      expect(JSON.stringify(mine.body)).not.toMatch(others.mine);
      expect(JSON.stringify(theirs.body)).not.toMatch(others.theirs);
      expect(mine.body).not.toEqual(theirs.body);
    },
  );

  it('shows the sales of a lot with the grams of one share', async () => {
    const { body } = await get('portal/me/sales');
    expect(body.items).toMatchObject([
      {
        lotId: 'LOT-1',
        share: { netGrams: 1_500_000, payableGrams: 1_470_000 },
        invoices: [{ invoiceNumber: 'F-2026-1', amountCentimes: 1_800_000 }],
      },
    ]);
  });

  it('shows an empty statement to a producer to whom nothing has happened', async () => {
    const { status, body } = await get('portal/me/statement', await producer('P-3'));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      producerCode: 'P-3',
      lines: [],
      totals: { balanceCentimes: 0 },
      position: 0,
    });
  });

  it.each([
    ['no token', undefined, 401, 'token_missing'],
    ['a producer who must change their code first', 'portal:change-code', 403, 'scope_missing'],
    ['a clerk without a producer code', 'portal:self', 403, 'not_a_producer'],
  ])('refuses %s', async (_who, scope, status, code) => {
    const token = scope && (await harness.tokens.sign('someone', scope));
    for (const path of ['portal/me', 'portal/me/statement', 'portal/me/events'])
      expect(await call('GET', `${url}/${path}`, { token })).toMatchObject({ status, body: { code } });
  });

  it('gives clerks a statement as JSON and as French text, and gives it to no producer', async () => {
    const clerk = await harness.tokens.sign('staff:a', 'payments:read');
    const json = await get('portal/statements/P-1', clerk);
    expect(json.body).toMatchObject({ producerCode: 'P-1', totals: { balanceCentimes: 354_684 } });
    const text = await get('portal/statements/P-1', clerk, { accept: 'text/plain' });
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.body).toMatch(/Avance sur livraison, ticket T-1 +5 281,20/);
    expect(await get('portal/statements/P-2', first)).toMatchObject({ status: 403 });
    expect(await get('portal/statements/a.b', clerk)).toMatchObject({ status: 400 });
  });

  it('tells an open page of a new weighing and line, with their positions, and no other page', async () => {
    const [mine, theirs] = await Promise.all([open(first), open(second)]);
    expect(mine.response.headers.get('content-type')).toContain('text/event-stream');
    expect(mine.response.headers.get('x-accel-buffering')).toBe('no');
    const position = await given('collection', 'delivery', 'TM-1_T-10', weighed('TM-1_T-10', 'P-1'));
    const [delivery] = await mine.heard('delivery');
    expect(delivery).toMatchObject({ id: String(position), data: { deliveryId: 'TM-1_T-10', position } });
    await given('payments', 'account', 'P-1', payoutConfirmed('P-1'));
    expect(await mine.heard('line')).toMatchObject([{ data: { kind: 'payout', netCentimes: -354_684 } }]);
    await given('collection', 'delivery', 'TM-1_T-20', weighed('TM-1_T-20', 'P-2'));
    await theirs.heard('delivery');
    expect(JSON.stringify(theirs.told)).not.toMatch(/T-10|payout/);
    expect(JSON.stringify(mine.told)).not.toMatch(/T-20/);
  });

  it('tells a page that comes back what it missed, in one reading, and then goes on live', async () => {
    const before = await open(first);
    const seen = before.lastId;
    before.close();
    await given('collection', 'delivery', 'TM-1_T-30', weighed('TM-1_T-30', 'P-1'));
    await given('collection', 'delivery', 'TM-1_T-31', weighed('TM-1_T-31', 'P-2'));
    const again = await open(first, seen);
    const ids = async (count: number) =>
      (await again.heard('delivery', count)).map((one) => one.data['deliveryId']);
    expect(await ids(1)).toEqual(['TM-1_T-30']);
    await given('collection', 'delivery', 'TM-1_T-32', weighed('TM-1_T-32', 'P-1'));
    expect(await ids(2)).toEqual(['TM-1_T-30', 'TM-1_T-32']);
  });

  it('says where cash waits, which minimum holds, and what is too little for a transfer', async () => {
    const today = businessDate(new Date().toISOString());
    await given('payments', 'cash-disposition', 'C-1', cashPrepared());
    const supplement = supplementPosted();
    await given('payments', 'account', 'P-1', supplement);
    await given('payments', 'pool', 'POOL-1', supplementDistributed());
    const terms = termsPublished('T-1', today, 400_000);
    const position = await given('payments', 'payout-terms', 'office', terms);
    const ready = { 'oce-min-position': String(position) };
    const { body } = await get('portal/me/transfers', first, ready);
    expect(body.items).toContainEqual(
      expect.objectContaining({
        status: 'cash_waiting',
        cash: { counter: COUNTER, payableUntil: '2026-11-15' },
      }),
    );
    await eventually(async () => {
      const statement = (await get('portal/me/statement', first, ready)).body;
      expect(statement.minimum).toEqual({
        version: 'T-1',
        validFrom: today,
        minimumTransferCentimes: 400_000,
      });
      expect(statement.lines.at(-1).priceChain).toMatchObject({
        of: 'supplement',
        pointValueMicros: '127028',
      });
    });
    const clerk = await harness.tokens.sign('staff:a', 'payments:read');
    const text = await get('portal/statements/P-2', clerk, { ...ready, accept: 'text/plain' });
    expect(text.body).toMatch(/Minimum d'un virement depuis le .* 4 000,00/);
  });

  it('ends a stream when its token expires, and says why', async () => {
    const page = await open(await producer('P-1', '2s'));
    expect(await page.heard('end')).toMatchObject([{ data: { reason: 'token_expired' } }]);
    await eventually(() => expect(page.ended).toBe(true));
  });

  it('refuses a Last-Event-ID that is no position', async () => {
    const answer = await get('portal/me/events', first, { 'last-event-id': 'x' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'Last-Event-ID' }] } });
  });

  it('shows no name any more once the key of the person is gone', async () => {
    await keys.erase('P-2');
    await eventually(async () => {
      expect((await get('portal/me', second)).body).toMatchObject({ name: null, isErased: true });
    });
    expect((await get('portal/me/statement', second)).body.lines).toHaveLength(1);
  });
});
