import { command, given, projected } from '@oce/testing';
import { limitAt, limits, limitsEvents } from './domain/limits';
import { limitsProjection } from './reads/limits';

const limit = (version: string, amount: number) => ({
  limitsId: 'office',
  version,
  kind: 'weight',
  validFrom: '2026-10-02',
  limit: amount,
});
// The day of the specs' commands is 2026-10-01.
const publish = (data: ReturnType<typeof limit>) => command('PublishLimit', data);
const lower = limit('L-1', 30_000_000);

describe('the limits of collection', () => {
  it('are lowered by one person and raised by two', () => {
    given(limits, []).when(publish(lower)).then(limitsEvents.LimitPublished(lower));
    const raised = given(limits, []).when(publish(limit('L-1', 61_000_000)));
    expect(raised.events()).toMatchObject([{ type: 'SecondPersonAsked', data: { proposalId: 'limit-L-1' } }]);
  });

  it('hold from their day on', () => {
    const facts = { limits: [lower] };
    expect(limitAt('weight', facts, '2026-10-02T12:00:00.000Z')).toBe(30_000_000);
    expect(limitAt('weight', facts, '2026-10-01T12:00:00.000Z')).toBeGreaterThan(30_000_000);
    const documents = projected(limitsProjection, [limitsEvents.LimitPublished(lower)]);
    expect(documents).toMatchObject({ 'L-1': { limit: 30_000_000 } });
  });
});
