import { command, given, projected } from '@oce/testing';
import { FIRST_LIMITS, limitAt, limits, limitsEvents } from './domain/limits';
import { limitsProjection } from './reads/limits';

const limit = (version: string, validFrom: string, amount: number, kind = 'credit') => ({
  limitsId: 'office',
  version,
  kind,
  validFrom,
  limit: amount,
});
// The day of the specs' commands is 2026-10-01.
const publish = (data: ReturnType<typeof limit>, actor = 'staff:amal') =>
  command('PublishLimit', data, { actor });
const lower = limit('L-1', '2026-10-02', 5_000_000);
const raised = limit('L-2', '2026-11-01', 20_000_000);
const published = limitsEvents.LimitPublished;

describe('limits', () => {
  it('are lowered by one person, from tomorrow at the earliest, and never changed', () => {
    given(limits, []).when(publish(lower)).then(published(lower));
    const past = [published(lower)];
    given(limits, past).when(publish(lower)).thenNothing();
    given(limits, past)
      .when(publish({ ...lower, limit: 1 }))
      .thenRefused('version_frozen');
    given(limits, past)
      .when(publish(limit('L-3', '2026-10-02', 1)))
      .thenRefused('limit_dated_already');
    expect(
      given(limits, past)
        .when(publish(limit('L-3', '2026-10-02', 1, 'charge')))
        .events(),
    ).toHaveLength(1);
  });

  it.each([
    ['limit_too_soon', limit('L-0', '2026-10-01', 1)],
    ['limit_kind_unknown', limit('L-0', '2026-10-02', 1, 'toString')],
    ['limit_negative', limit('L-0', '2026-10-02', -1)],
  ])('are refused with %s', (slug, data) => {
    given(limits, []).when(publish(data)).thenRefused(slug);
  });

  it('are raised by two persons', () => {
    const [asked] = given(limits, []).when(publish(raised)).events();
    expect(asked).toMatchObject({
      type: 'SecondPersonAsked',
      data: {
        proposalId: 'limit-L-2',
        amount: 20_000_000,
        limit: FIRST_LIMITS.credit,
        askedBy: 'staff:amal',
      },
    });
    if (asked === undefined) throw new Error('nothing was asked');
    const confirm = (actor: string) =>
      command('ConfirmProposal', { limitsId: 'office', proposalId: 'limit-L-2' }, { actor });
    given(limits, [asked]).when(confirm('staff:amal')).thenRefused('second_person_needed');
    const persons = { limitsId: 'office', proposalId: 'limit-L-2', askedBy: 'staff:amal' };
    given(limits, [asked])
      .when(confirm('staff:badr'))
      .then(limitsEvents.ProposalConfirmed({ ...persons, confirmedBy: 'staff:badr' }), published(raised));
  });

  it('of a day are those published last for it, the first ones before: credits 100,000, charges 5,000,000 dirhams', () => {
    const facts = { limits: [raised, lower] };
    const at = (day: string) => limitAt('credit', facts, `${day}T12:00:00.000Z`);
    expect(['2026-10-01', '2026-10-02', '2026-10-31', '2026-11-01'].map(at)).toEqual([
      10_000_000, 5_000_000, 5_000_000, 20_000_000,
    ]);
    expect(limitAt('charge', facts, '2027-01-01T12:00:00.000Z')).toBe(500_000_000);
    expect(limitAt('dispute', undefined, '2027-01-01T12:00:00.000Z')).toBe(5_000_000);
  });

  it('are read as they were published', () => {
    expect(projected(limitsProjection, [published(lower)])).toEqual({
      'L-1': { version: 'L-1', kind: 'credit', validFrom: '2026-10-02', limit: 5_000_000 },
    });
  });
});
