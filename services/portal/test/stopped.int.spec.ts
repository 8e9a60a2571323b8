import type { Event } from '@oce/event-sourcing';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { PortalModule } from '../src';
import { advance, payoutConfirmed } from './account-events';
import { weighed } from './events';
import { SsePage } from './sse-reader';

const OF_LOTS = ['live-feed', 'lot_members', 'producer_deliveries', 'producer_sales'];

describe('the portal at a commit that cannot be read', () => {
  let harness: ServiceHarness;
  let url: string;
  let producer: string;
  let operator: string;
  let page: SsePage;
  let torn: number;

  const given = (context: string, aggregate: string, id: string, event: Event) =>
    harness.given({ context, aggregate, id }, event);
  const get = (path: string, token: string, headers: Record<string, string> = {}) =>
    call('GET', `${url}/${path}`, { token, headers });
  const skip = (follower: string) =>
    call('POST', `${url}/operations/skips`, {
      token: operator,
      body: { follower, position: torn, reason: 'written by hand, nothing in it' },
    });
  const stopped = async (): Promise<string[]> => {
    const { body } = await get('health/ready', operator);
    return (body.stopped as { follower: string }[]).map(({ follower }) => follower).sort();
  };

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    [producer, operator] = await Promise.all([
      harness.tokens.sign('producer:P-1', 'portal:self', { producerCode: 'P-1' }),
      harness.tokens.sign('staff:o', 'operations attention'),
    ]);
    await given('collection', 'delivery', 'TM-1_T-1', weighed());
    await given('payments', 'account', 'P-1', advance());
    ({ url } = await harness.service('portal', PortalModule));
    await eventually(async () => expect((await get('health/ready', operator)).status).toBe(200));
    page = await SsePage.open(`${url}/portal/me/events`, producer);
    const { seq } = (await harness.connection.request('evt.collection.lot.LOT-1', 'not JSON')).json<{
      seq: number;
    }>();
    torn = seq;
  });
  afterAll(async () => {
    page?.close();
    await harness?.stop();
  });

  it('stops there with what follows lots, says so, and lives', async () => {
    await eventually(async () => expect(await stopped()).toEqual(OF_LOTS));
    expect(await get('health/ready', operator)).toMatchObject({ status: 503, body: { ready: false } });
    expect((await get('health/live', operator)).status).toBe(200);
    const stops = (await get('health/ready', operator)).body.stopped as {
      position: number;
      reason: string;
    }[];
    expect(new Set(stops.map(({ position, reason }) => `${position}: ${reason}`))).toEqual(
      new Set([`${torn}: it is not JSON`]),
    );
  });

  it('puts each stop on its attention list, which it has without an aggregate of its own', async () => {
    await eventually(async () => {
      const { body } = await get('attention', operator);
      const matters = body.items as { policy: string; reason: string; cause: number }[];
      expect(matters.map(({ policy }) => policy).sort()).toEqual(OF_LOTS);
      expect(matters.every(({ reason, cause }) => reason === 'commit_unreadable' && cause === torn)).toBe(
        true,
      );
    });
  });

  it('goes on with everything else: a statement holds what came behind it', async () => {
    const position = await given('payments', 'account', 'P-1', payoutConfirmed());
    const { status, body } = await get('portal/me/statement', producer, {
      'oce-min-position': String(position),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ position, totals: { balanceCentimes: 0 } });
    expect((await get('portal/me/deliveries', producer)).body.items).toHaveLength(1);
    expect(page.told).toEqual([]);
  });

  it('goes on where an operator passes the commit by, and tells open pages what they have missed', async () => {
    for (const follower of OF_LOTS) expect((await skip(follower)).status).toBe(201);
    await eventually(async () => expect(await stopped()).toEqual([]));
    expect(await page.heard('line')).toMatchObject([{ data: { kind: 'payout', netCentimes: -354_684 } }]);
    const position = await given('collection', 'delivery', 'TM-1_T-2', weighed('TM-1_T-2'));
    expect(await page.heard('delivery')).toMatchObject([{ data: { deliveryId: 'TM-1_T-2', position } }]);
    expect((await get('health/ready', operator)).status).toBe(200);
  });
});
