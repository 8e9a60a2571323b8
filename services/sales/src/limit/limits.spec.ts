import { command, given, projected } from '@oce/testing';
import { limitAt, limits, limitsEvents } from './domain/limits';
import { limitsProjection } from './reads/limits';

const limit = (version: string, amount: number) => ({
  limitsId: 'office',
  version,
  kind: 'price',
  validFrom: '2026-10-02',
  limit: amount,
});
// The day of the specs' commands is 2026-10-01.
const publish = (data: ReturnType<typeof limit>) => command('PublishLimit', data);
const lower = limit('L-1', 100_000);

describe('the limits of sales', () => {
  it('are lowered by one person and raised by two', () => {
    given(limits, []).when(publish(lower)).then(limitsEvents.LimitPublished(lower));
    const raised = given(limits, []).when(publish(limit('L-1', 200_001)));
    expect(raised.events()).toMatchObject([{ type: 'SecondPersonAsked', data: { proposalId: 'limit-L-1' } }]);
  });

  it('hold from their day on', () => {
    const facts = { limits: [lower] };
    expect(limitAt('price', facts, '2026-10-02T12:00:00.000Z')).toBe(100_000);
    expect(limitAt('price', facts, '2026-10-01T12:00:00.000Z')).toBeGreaterThan(100_000);
    const documents = projected(limitsProjection, [limitsEvents.LimitPublished(lower)]);
    expect(documents).toMatchObject({ 'L-1': { limit: 100_000 } });
  });
});
