import { MemoryEventStore } from '@oce/event-store/testing';
import { eventually } from '@oce/local-servers/testing';
import { LogFollower, type Following } from './log-follower';
import { append, filled, tallies } from '../test/support';
import type { Stop } from './stopped';

describe('who follows the log from a position on', () => {
  let store: MemoryEventStore;
  let follower: LogFollower;
  let seen: number[];
  let stops: Stop[];
  let skipped: number[];

  const following: Following = {
    name: 'feed',
    source: tallies().source,
    begin: (log) => log.lastPosition(),
    take(events, { position }) {
      if (position === 3) throw new Error('nothing to make of it');
      seen.push(position, events.length);
    },
  };
  beforeEach(async () => {
    store = new MemoryEventStore();
    [seen, stops, skipped] = [[], [], []];
    follower = new LogFollower(store, following, {
      skips: { has: (name, position) => name === 'feed' && skipped.includes(position) },
      onStop: (_name, stop) => stops.push(stop),
    });
    await append(store, 'a', [filled('a', 1)]);
    follower.start();
    await eventually(async () => expect(await follower.isCaughtUp()).toBe(true));
  });
  afterEach(() => follower.stop());

  it('takes what comes behind it, and nothing of before', async () => {
    await append(store, 'a', [filled('a', 2)]);
    await eventually(() => expect(seen).toEqual([2, 1]));
  });

  it('stops at what it cannot take, says where and why, and goes on once that is passed by', async () => {
    await append(store, 'a', [filled('a', 2)]);
    await append(store, 'a', [filled('a', 3)]);
    await append(store, 'a', [filled('a', 4)]);
    await eventually(() =>
      expect(follower.stopped).toEqual({
        position: 3,
        reason: 'nothing to make of it',
        subject: expect.any(String),
      }),
    );
    expect(stops).toEqual([{ position: 3, reason: 'nothing to make of it', subject: expect.any(String) }]);
    expect(seen).toEqual([2, 1]);
    skipped.push(3);
    await eventually(() => expect(seen).toEqual([2, 1, 4, 1]));
    expect(follower.stopped).toBeUndefined();
  });

  it('ends while it stands still', async () => {
    await append(store, 'a', [filled('a', 2)]);
    await append(store, 'a', [filled('a', 3)]);
    await eventually(() => expect(follower.stopped).toBeDefined());
    await follower.stop();
  });
});
