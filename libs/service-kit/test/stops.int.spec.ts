import { jetstream } from '@nats-io/jetstream';
import { brokenCommits, rawCommit } from '@oce/event-sourcing/testing';
import { eventually } from '@oce/local-servers/testing';
import type { RunningService } from '../src';
import { call, ServiceHarness } from '../src/testing';
import { StopsModule } from './stops.module';

const FOLLOWERS = ['baskets', 'known_baskets', 'shelve-baskets'];
const SETTING = { MONGODB_PREFIX: `stops${process.pid}` };

describe('a service before a commit that it cannot follow', () => {
  let harness: ServiceHarness;
  let service: RunningService;
  let token: string;
  let number = 0;
  beforeAll(async () => {
    harness = await ServiceHarness.start();
    service = await harness.service('collection', StopsModule, SETTING);
    token = await harness.tokens.sign('staff:amal', 'baskets attention operations');
    await isReady();
  });
  afterAll(() => harness?.stop());

  const post = (path: string, body: unknown) => call('POST', `${service.url}/${path}`, { token, body });
  const get = (path: string, headers: Record<string, string> = {}) =>
    call('GET', `${service.url}/${path}`, { token, headers });
  const health = () => get('health/ready');
  const isReady = () => eventually(async () => expect((await health()).status).toBe(200));
  const publish = async (text: string, subject: string) =>
    (await jetstream(harness.connection).publish(subject, text)).seq;
  const fill = async (basketId: string, grams = 1): Promise<number> => {
    const answer = await post('baskets', { basketId, grams });
    expect(answer.status).toBe(201);
    return answer.body.position;
  };
  const skip = (follower: string, position: number) =>
    post('operations/skips', { follower, position, reason: 'it was written by hand' });
  const matters = async (status: string, position: number) => {
    const { items } = (await get(`attention?status=${status}&limit=500`)).body;
    return items.filter((one: { cause: number }) => one.cause === position);
  };
  /** Who stands still there, as health says it. */
  const standStill = (position: number, reason: unknown, followers = FOLLOWERS) =>
    eventually(async () => {
      const { status, body } = await health();
      expect(status).toBe(503);
      expect(body.stopped).toHaveLength(followers.length);
      for (const follower of followers)
        expect(body.stopped).toContainEqual(expect.objectContaining({ follower, position, reason }));
    });
  const skipAll = async (position: number, followers = FOLLOWERS) => {
    for (const follower of followers) expect((await skip(follower, position)).status).toBe(201);
    await isReady();
  };

  const raw = (data: unknown, v = 1, type = 'BasketFilled') => rawCommit([{ type, v, data }]);
  const kinds: readonly (readonly [string, string, unknown])[] = [
    ...brokenCommits('BasketFilled').map(({ name, text, fault }) => [name, text, fault] as const),
    ['an unknown type', raw({}, 1, 'BasketEaten'), 'collection.basket has no event "BasketEaten"'],
    ['an unknown version', raw({}, 9), expect.stringContaining('BasketFilled of version 9 is unknown')],
  ];
  it.each(kinds)('says who stands still and why: %s', async (_, text, reason) => {
    const [before, after] = [`before-${++number}`, `after-${number}`];
    const earlier = await fill(before);
    await get(`baskets/at/${before}`, { 'oce-min-position': String(earlier) });
    const subject = `evt.collection.basket.broken-${number}`;
    const position = await publish(text, subject);
    const later = await fill(after);
    await standStill(position, reason);
    for (const follower of FOLLOWERS)
      expect((await get('health/metrics')).body).toMatch(
        new RegExp(`oce_stopped_at_position{name="${follower}",[^}]*} ${position}\n`),
      );
    await eventually(async () => expect(await matters('open', position)).toHaveLength(3));
    expect(await matters('open', position)).toContainEqual(
      expect.objectContaining({ reason: 'commit_unreadable', detail: reason, subject, reaction: null }),
    );

    expect(await get(`baskets/get/${before}`)).toMatchObject({ status: 200, body: { grams: 1 } });
    expect((await get(`baskets/known/${before}`)).body.found).toEqual({ grams: 1 });
    expect((await get(`baskets/get/${after}`)).status).toBe(404);
    expect((await get(`baskets/known/${after}`)).body.found).toBeNull();
    expect(await get(`baskets/at/${after}`, { 'oce-min-position': String(later) })).toMatchObject({
      status: 504,
      body: { code: 'not_there_yet', detail: expect.stringContaining(`stopped at ${position}`) },
    });

    await skipAll(position);
    const read = await get(`baskets/at/${after}`, { 'oce-min-position': String(later) });
    expect(read).toMatchObject({ status: 200, body: { grams: 1 } });
    await eventually(async () => {
      expect(await matters('skipped', position)).toHaveLength(3);
      expect((await get(`baskets/known/${after}`)).body.found).toEqual({ grams: 1 });
    });
  });

  it('stops the projection whose rule throws, and the policy whose rule throws, and nobody else', async () => {
    const unlucky = await fill('unlucky', 13);
    await standStill(unlucky, '13 brings bad luck', ['baskets']);
    await skipAll(unlucky, ['baskets']);
    const homeless = await fill('homeless', 21);
    await fill('next');
    await standStill(homeless, '21 has no shelf', ['shelve-baskets']);
    await skipAll(homeless, ['shelve-baskets']);
    const shelved = async () => {
      const past = await harness.store.load({ context: 'collection', aggregate: 'shelf', id: 'S-1' });
      return past.flatMap(({ events }) => events.map(({ data }) => (data as { basketId: string }).basketId));
    };
    await eventually(async () => expect(await shelved()).toContain('next'));
    const all = await shelved();
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain('unlucky');
    expect(all).not.toContain('homeless');
  });

  it('takes a skip for where somebody stands only, once, and lists it', async () => {
    const position = await publish('{', 'evt.collection.basket.wrong');
    await standStill(position, 'it is not JSON');
    expect(await skip('no-such', position)).toMatchObject({
      status: 404,
      body: { code: 'follower_unknown' },
    });
    for (const [follower, where] of [
      ['baskets', position + 1],
      ['shelves', position],
    ] as const)
      expect(await skip(follower, where)).toMatchObject({ status: 409, body: { code: 'not_stopped_there' } });
    const [matter] = (await matters('open', position)) as { id: string }[];
    expect(await post(`attention/${matter?.id}/dismiss`, { note: 'away with it' })).toMatchObject({
      status: 409,
      body: { code: 'still_stopped' },
    });
    const first = await skip('baskets', position);
    expect(first.headers.get('oce-repeated')).toBeNull();
    await eventually(async () => {
      const again = await skip('baskets', position);
      expect(again).toMatchObject({ status: 201 });
      expect(again.headers.get('oce-repeated')).toBe('true');
    });
    await skipAll(position);
    const id = `baskets-${position}`;
    const decided = await harness.store.load({ context: 'collection', aggregate: 'skip', id });
    expect(decided).toMatchObject([{ actor: 'staff:amal', events: [{ type: 'CommitSkipped' }] }]);
    expect((await get('operations/skips')).body.skips).toContainEqual({
      follower: 'baskets',
      position,
      reason: 'it was written by hand',
    });
  });

  it('stands at the same place after a restart, says it once, and passes what was skipped for good', async () => {
    const position = await publish('{', 'evt.collection.basket.restart');
    await standStill(position, 'it is not JSON');
    const last = await fill('restarted');
    await eventually(async () => expect(await matters('open', position)).toHaveLength(3));
    await service.stop();
    service = await harness.service('collection', StopsModule, SETTING);
    await standStill(position, 'it is not JSON');
    expect(await matters('open', position)).toHaveLength(3);
    await skipAll(position);
    await service.stop();
    service = await harness.service('collection', StopsModule, SETTING);
    await isReady();
    const read = await get('baskets/at/restarted', { 'oce-min-position': String(last) });
    expect(read.body).toMatchObject({ grams: 1 });
    const id = `stop-baskets-${position}`;
    const told = await harness.store.load({ context: 'collection', aggregate: 'attention', id });
    expect(told.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
      'FollowerStopped',
      'AttentionResolved',
    ]);
  });

  it('passes by a decision that cannot be read, for nobody could decide to skip it', async () => {
    const position = await publish('{', 'evt.collection.skip.baskets-1');
    await eventually(async () => expect(await matters('open', position)).toHaveLength(1));
    expect((await health()).status).toBe(200);
    const next = await publish('{', 'evt.collection.basket.decided');
    await standStill(next, 'it is not JSON');
    await skipAll(next);
  });

  it('rebuilds up to it only: says where, serves what it has, and passes it once it is skipped', async () => {
    const position = await publish('{', 'evt.collection.basket.rebuilt');
    await standStill(position, 'it is not JSON');
    const before = (await get('baskets/all/x')).body;
    const refused = await post('operations/projections/baskets/rebuild', {});
    expect(refused.body).toContain(`stops at position ${position}: it is not JSON`);
    expect((await get('baskets/all/x')).body).toEqual(before);
    expect((await get('operations/projections')).body.projections).toContainEqual(
      expect.objectContaining({ name: 'baskets', rebuildStopped: expect.objectContaining({ position }) }),
    );
    await skipAll(position);
    const rebuilt = await post('operations/projections/baskets/rebuild', {});
    expect(rebuilt.body.trim().split('\n').at(-1)).toContain('"done":true');
    expect((await get('baskets/all/x')).body).toEqual(before);
  });

  it('writes nothing to an aggregate that holds it, says so, and goes on with others', async () => {
    await fill('torn');
    const position = await publish('{', 'evt.collection.basket.torn');
    const end = await harness.store.lastPosition();
    expect(await post('baskets', { basketId: 'torn', grams: 1 })).toMatchObject({
      status: 500,
      body: { code: 'commit_unreadable', detail: expect.stringContaining(`position ${position}`) },
    });
    const torn = await harness.store.load({ context: 'collection', aggregate: 'basket', id: 'torn' });
    expect(torn).toHaveLength(2);
    expect(await fill('whole')).toBeGreaterThan(end);
    await standStill(position, 'it is not JSON');
    await skipAll(position);
  });
});
