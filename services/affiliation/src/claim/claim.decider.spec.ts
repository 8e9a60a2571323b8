import { command, given } from '@oce/event-sourcing';
import { claimDecider } from './claim.decider';
import type { ClaimEvent } from './claim.events';

const take = (holder: string, kind: 'cin' | 'exporter-ice' = 'cin') => command('TakeClaim', { kind, holder });
const release = (holder: string) => command('ReleaseClaim', { holder });
const taken = (holder: string): ClaimEvent => ({ type: 'ClaimTaken', v: 1, data: { kind: 'cin', holder } });
const released = (holder: string): ClaimEvent => ({ type: 'ClaimReleased', v: 1, data: { holder } });

describe('a claim', () => {
  it('is taken by the first', () => {
    given(claimDecider, []).when(take('producer-P-1')).then(taken('producer-P-1'));
  });

  it('is met again by its holder', () => {
    given(claimDecider, [taken('producer-P-1')])
      .when(take('producer-P-1'))
      .thenNothing();
  });

  it('is refused to another, by the name of the value', () => {
    given(claimDecider, [taken('producer-P-1')])
      .when(take('producer-P-2'))
      .thenRefused('cin_taken');
    given(claimDecider, [taken('exporter-E-1')])
      .when(take('exporter-E-2', 'exporter-ice'))
      .thenRefused('ice_taken');
  });

  it('is given back by its holder only, and free from then on', () => {
    const past = [taken('producer-P-1')];
    given(claimDecider, past).when(release('producer-P-2')).thenNothing();
    given(claimDecider, past).when(release('producer-P-1')).then(released('producer-P-1'));
    given(claimDecider, [...past, released('producer-P-1')])
      .when(take('producer-P-2'))
      .then(taken('producer-P-2'));
    given(claimDecider, [...past, released('producer-P-1')])
      .when(release('producer-P-1'))
      .thenNothing();
  });
});
