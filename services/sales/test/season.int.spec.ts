import type { LotClosed, ProceedsReceived } from '@oce/contracts';
import { sumExactly, businessDate } from '@oce/quantities';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually, workspaceRoot } from '@oce/testing';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SalesModule } from '../src';
import { lotReleased } from './facts';

interface Plan {
  lots: (Omit<LotClosed['data'], 'closedOn' | 'deliveries'> & { to: string })[];
  orders: {
    orderId: string;
    contractId: string;
    placedOn: string;
    confirmedOn: string;
    deliveredOn: string;
    lines: { lotId: string; grams: number }[];
    amountCentimes: number;
    expected: 'fulfilled' | 'refused_buyer_limit';
  }[];
  proceeds: {
    proceedsId: string;
    orderId: string;
    amountCentimes: number;
    valueDate: string;
    bankReference: string;
  }[];
  settlements: {
    settlementId: string;
    campaignId: string;
    grade: string;
    contractIds: string[];
    expected: { proceedsCentimes: number };
  }[];
}
interface Contract {
  contractId: string;
  kind: 'pooled' | 'traceable';
  campaignId: string;
  prices: { grade: string }[];
}
const season = async <T>(file: string): Promise<T> =>
  JSON.parse(await readFile(join(workspaceRoot(), 'demo', 'season', file), 'utf8')) as T;

describe('the sales of the demonstration season', () => {
  let harness: ServiceHarness;
  let url: string;
  let clerk: string;
  let plan: Plan;
  const post = (path: string, body: unknown) => call('POST', `${url}/sales/${path}`, { token: clerk, body });
  const get = (path: string) => call('GET', `${url}/sales/${path}`, { token: clerk });
  const accepted = async (path: string, body: unknown) => {
    const answer = await post(path, body);
    expect([path, answer.status, answer.body.code]).toEqual([path, 201, undefined]);
    return answer;
  };

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    ({ url } = await harness.service('sales', SalesModule));
    clerk = await harness.tokens.sign('staff:amal', 'sales:write sales:read attention', {}, '60m');
    plan = await season<Plan>('sales-plan.json');
  });
  afterAll(() => harness?.stop());

  it('is taken in: buyers, contracts, and the lots that stations closed', async () => {
    for (const buyer of await season<object[]>('buyers.json')) await accepted('buyers', buyer);
    const contracts = await season<Contract[]>('contracts.json');
    for (const contract of contracts) await accepted('contracts', contract);
    for (const { lotId, stationId, campaignId, productId, grade, netGrams, to } of plan.lots) {
      const data = { lotId, stationId, campaignId, productId, grade, netGrams, closedOn: to, deliveries: [] };
      const closed: LotClosed = { type: 'LotClosed', v: 1, data };
      await harness.given({ context: 'collection', aggregate: 'lot', id: lotId }, closed);
      await harness.given(
        { context: 'certification', aggregate: 'lot-status', id: lotId },
        lotReleased(lotId, grade),
      );
    }
    await eventually(async () =>
      expect((await get('lots?limit=500')).body.items).toHaveLength(plan.lots.length),
    );
    const offer = async ({ lotId, campaignId, grade, to }: Plan['lots'][number]) => {
      const sold = contracts.find(
        (one) => one.campaignId === campaignId && one.prices.some((price) => price.grade === grade),
      );
      if (sold) await accepted(`lots/${lotId}/offer`, { kind: sold.kind, offeredOn: to });
    };
    // Several at once, as clerks do.
    for (let at = 0; at < plan.lots.length; at += 16)
      await Promise.all(plan.lots.slice(at, at + 16).map(offer));
  }, 120_000);

  it('is sold: every order is placed and delivered at its amount, but the one above its limit', async () => {
    for (const { orderId, contractId, lines, placedOn, confirmedOn, deliveredOn, ...order } of plan.orders) {
      const body = { orderId, contractId, lines, placedOn };
      if (order.expected === 'refused_buyer_limit') {
        expect(await post('orders', body)).toMatchObject({
          status: 409,
          body: { code: 'buyer_limit_exceeded' },
        });
        continue;
      }
      await accepted('orders', body);
      await accepted(`orders/${orderId}/confirm`, { confirmedOn });
      await accepted(`orders/${orderId}/fulfil`, { deliveryNoteNumber: `BL-${orderId}`, deliveredOn });
    }
    const { items } = (await get('invoices?limit=500')).body as {
      items: { orderId: string; amountCentimes: number }[];
    };
    const billed = new Map(items.map(({ orderId, amountCentimes }) => [orderId, amountCentimes]));
    const delivered = plan.orders.filter(({ expected }) => expected === 'fulfilled');
    expect(items).toHaveLength(delivered.length);
    for (const { orderId, amountCentimes } of delivered) expect(billed.get(orderId)).toBe(amountCentimes);
  });

  it('is paid: every invoice is settled, and each settlement has the proceeds that are expected', async () => {
    // The season may end later than today, and no bank books on a day that is still to come.
    const today = businessDate(new Date().toISOString());
    const booked = (planned: string) => (planned > today ? today : planned);
    for (const proceeds of plan.proceeds)
      await accepted('proceeds', { ...proceeds, valueDate: booked(proceeds.valueDate) });
    await eventually(async () => {
      expect((await get('invoices?status=open')).body.items).toEqual([]);
      const { items } = (await get('buyers')).body as { items: { usedCentimes: number }[] };
      expect(items.map(({ usedCentimes }) => usedCentimes)).toEqual(items.map(() => 0));
    });
    const { items } = (await get('invoices?limit=500')).body as {
      items: { contractId: string; proceeds: Pick<ProceedsReceived['data'], 'parts'>[] }[];
    };
    for (const { settlementId, campaignId, grade, contractIds, expected } of plan.settlements) {
      const parts = items
        .filter(({ contractId }) => contractIds.includes(contractId))
        .flatMap(({ proceeds }) => proceeds.flatMap((one) => one.parts))
        .filter((part) => part.campaignId === campaignId && part.grade === grade);
      const total = sumExactly(parts.map(({ amountCentimes }) => amountCentimes));
      expect([settlementId, total]).toEqual([settlementId, expected.proceedsCentimes]);
    }
    expect((await call('GET', `${url}/attention`, { token: clerk })).body.items).toEqual([]);
  });
});
