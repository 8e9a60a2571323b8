import { command, given } from '@oce/event-sourcing';
import { claimDecider, type ClaimEvent } from './claim.decider';

const take = (holder: string) => command('TakeClaim', { holder, purpose: 'rib' });
const release = (holder: string) => command('ReleaseClaim', { holder });
const taken: ClaimEvent = { type: 'ClaimTaken', v: 1, data: { holder: 'P1', purpose: 'rib' } };

describe('a claim', () => {
  it('is held by one holder', () => {
    given(claimDecider, []).when(take('P1')).then(taken);
    given(claimDecider, [taken]).when(take('P1')).thenNothing();
    given(claimDecider, [taken]).when(take('P2')).thenRefused('rib_taken');
  });

  it('is free again once its holder, and nobody else, releases it', () => {
    given(claimDecider, [taken]).when(release('P2')).thenNothing();
    const released: ClaimEvent = { type: 'ClaimReleased', v: 1, data: { holder: 'P1' } };
    given(claimDecider, [taken]).when(release('P1')).then(released);
    given(claimDecider, [taken, released]).when(release('P1')).thenNothing();
    expect(given(claimDecider, [taken, released]).when(take('P2')).events()).toHaveLength(1);
  });
});
