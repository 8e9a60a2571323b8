import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import { claimAggregate } from './domain/reservation';
import type { ClaimEvent, ClaimKind } from './domain/reservation.events';

const take = (holder: string, kind: ClaimKind = 'cin') => command('TakeClaim', { kind, holder });
const taken = (holder: string, kind: ClaimKind = 'cin'): ClaimEvent => ({
  type: 'ClaimTaken',
  v: 1,
  data: { kind, holder },
});

describe('a claim of the affiliation', () => {
  it('is on a stream of this context, taken with its kind and given back without', () => {
    expect(claimAggregate).toMatchObject({ context: 'affiliation', aggregate: 'claim' });
    given(claimAggregate, []).when(take('producer-P-1')).then(taken('producer-P-1'));
    given(claimAggregate, [taken('producer-P-1')])
      .when(command('ReleaseClaim', { holder: 'producer-P-1' }))
      .then({ type: 'ClaimReleased', v: 1, data: { holder: 'producer-P-1' } });
  });

  it.each<[ClaimKind, string, string, string]>([
    ['cin', 'cin_taken', 'cin', 'This CIN is that of holder-1 already.'],
    ['cooperative-ice', 'ice_taken', 'ice', 'This ICE is that of holder-1 already.'],
    ['exporter-ice', 'ice_taken', 'ice', 'This ICE is that of holder-1 already.'],
  ])('is refused to another by the name of the value: %s', (kind, slug, field, message) => {
    const past = [taken('holder-1', kind)];
    given(claimAggregate, past).when(take('holder-2', kind)).thenRefused(slug);
    expect(() => claimAggregate.decide(take('holder-2', kind), fold(claimAggregate, past))).toThrow(
      expect.objectContaining({ kind: 'conflict', field, message }),
    );
  });
});
