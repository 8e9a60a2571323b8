import { defineEvents, event, type Event, type RecordedCommit } from '@oce/event-sourcing';
import { skipEvents, skipsProjection } from '@oce/policies';
import { projectionFrom } from '@oce/projections';
import { Shadows } from './shadow';

const crateEvents = defineEvents(
  { stream: 'LOG', context: 'store', aggregate: 'crate' },
  { CrateFilled: event<{ grams: number }>() },
);
const weights = projectionFrom(crateEvents)<{ grams: number }>({
  name: 'weights',
  version: 1,
  keys: (_event, { ref }) => [ref.id],
  project: (document, { data }) => ({ grams: (document?.grams ?? 0) + data.grams }),
});
const skips = skipsProjection('LOG', 'store');

const commit = (
  position: number,
  aggregate: string,
  events: readonly Event[],
  fault?: string,
): RecordedCommit => ({
  position,
  commitId: `c${position}`,
  commandId: `k${position}`,
  commandHash: 'h',
  actor: 'clerk',
  at: '2026-10-01T08:00:00.000Z',
  acceptedAt: '2026-10-01T08:00:00.000Z',
  correlationId: 'r',
  version: 1,
  ref: { context: 'store', aggregate, id: 'C1' },
  events,
  ...(fault === undefined ? {} : { fault }),
});
const filled = (position: number) => commit(position, 'crate', [crateEvents.CrateFilled({ grams: 5 })]);
const broken = (position: number) => commit(position, 'crate', [], 'it is not JSON');
const decided = (position: number, about: number) =>
  commit(position, 'skip', [
    skipEvents('LOG', 'store').CommitSkipped({ follower: 'weights', position: about, reason: 'broken' }),
  ]);

describe('a projection folded again', () => {
  let shadows: Shadows;
  beforeEach(() => (shadows = new Shadows([{ context: 'store', projections: [weights], skips }])));
  const observe = (...commits: RecordedCommit[]) => commits.forEach((one) => shadows.observe('LOG', one));
  const grams = () => shadows.all[0]?.documents.get('C1');

  it('stands still at a commit that cannot be read, as its service does', () => {
    observe(filled(1), broken(2), filled(3));
    expect(grams()).toEqual({ _id: 'C1', position: 1, grams: 5 });
    expect(shadows.all[0]?.lastPosition).toBe(1);
  });

  it('goes on where an operator has decided to pass the commit by', () => {
    observe(filled(1), broken(2), filled(3), decided(4, 2));
    expect(grams()).toEqual({ _id: 'C1', position: 3, grams: 10 });
  });

  it('leaves out what was passed by, also where it could be folded now', () => {
    shadows.learn(decided(3, 2));
    observe(filled(1), filled(2));
    expect(grams()).toEqual({ _id: 'C1', position: 1, grams: 5 });
    expect(shadows.all[0]?.lastPosition).toBe(2);
  });

  it('looks at its own stream alone', () => {
    shadows.observe('OTHER', filled(1));
    expect(grams()).toBeUndefined();
  });
});
