import { isAggregateId } from '@oce/event-store';
import { command, given } from '@oce/event-sourcing';
import { claimDecider, claimId } from './claim.decider';
import type { Claim, ClaimKind, ClaimReleased, ClaimTaken } from './claim.events';

const claim = (holder: string, kind: ClaimKind = 'bank_reference'): Claim => ({
  kind,
  value: 'VIR/18 4',
  holder,
});
const taken = (holder: string): ClaimTaken => ({ type: 'ClaimTaken', v: 1, data: claim(holder) });
const released = (holder: string): ClaimReleased => ({ type: 'ClaimReleased', v: 1, data: claim(holder) });

describe('a claim', () => {
  it('is taken by the first who asks', () => {
    given(claimDecider, [])
      .when(command('TakeClaim', claim('PRO-1')))
      .then(taken('PRO-1'));
  });

  it('is taken again by its holder without a word', () => {
    given(claimDecider, [taken('PRO-1')])
      .when(command('TakeClaim', claim('PRO-1')))
      .thenNothing();
  });

  it.each<ClaimKind>(['ice', 'bank_reference', 'proceeds_id', 'delivery_note_number'])(
    'is refused to another holder by the name of its kind: %s',
    (kind) => {
      const past: ClaimTaken[] = [{ type: 'ClaimTaken', v: 1, data: claim('one', kind) }];
      given(claimDecider, past)
        .when(command('TakeClaim', claim('other', kind)))
        .thenRefused(`${kind}_used`);
    },
  );

  it('is free again once its holder lets go', () => {
    given(claimDecider, [taken('PRO-1')])
      .when(command('ReleaseClaim', claim('PRO-1')))
      .then(released('PRO-1'));
    given(claimDecider, [taken('PRO-1'), released('PRO-1')])
      .when(command('TakeClaim', claim('PRO-2')))
      .then(taken('PRO-2'));
  });

  it('is not let go by one who does not hold it', () => {
    given(claimDecider, [taken('PRO-1')])
      .when(command('ReleaseClaim', claim('PRO-2')))
      .thenNothing();
    given(claimDecider, [])
      .when(command('ReleaseClaim', claim('PRO-1')))
      .thenNothing();
  });

  it('has an id fit for a subject, of its own for each kind and value', () => {
    const ids = [claim('a'), claim('a', 'ice'), { ...claim('a'), value: 'VIR/18 5' }].map(claimId);
    expect(ids.every(isAggregateId)).toBe(true);
    expect(new Set(ids).size).toBe(3);
    expect(claimId(claim('a'))).toBe(claimId(claim('b')));
  });
});
