import { isAggregateId } from '@oce/event-store';
import { command, given } from '@oce/testing';
import { claimAggregate, claimId } from './domain/claim';
import type { Claim, ClaimEvent, ClaimKind } from './domain/claim.events';

const claim = (holder: string, kind: ClaimKind = 'bank_reference'): Claim => ({
  kind,
  value: 'VIR/18 4',
  holder,
});

describe('a claim of sales', () => {
  it('is on a stream of this context, taken and given back with all that it says', () => {
    expect(claimAggregate).toMatchObject({ context: 'sales', aggregate: 'claim' });
    const taken: ClaimEvent = { type: 'ClaimTaken', v: 1, data: claim('PRO-1') };
    given(claimAggregate, [])
      .when(command('TakeClaim', claim('PRO-1')))
      .then(taken);
    given(claimAggregate, [taken])
      .when(command('ReleaseClaim', claim('PRO-1')))
      .then({ type: 'ClaimReleased', v: 1, data: claim('PRO-1') });
  });

  it.each<ClaimKind>(['ice', 'bank_reference', 'proceeds_id', 'delivery_note_number'])(
    'is refused to another holder by the name of its kind: %s',
    (kind) => {
      const past: ClaimEvent[] = [{ type: 'ClaimTaken', v: 1, data: claim('one', kind) }];
      given(claimAggregate, past)
        .when(command('TakeClaim', claim('other', kind)))
        .thenRefused(`${kind}_used`);
    },
  );

  it('has an id fit for a subject, of its own for each kind and value', () => {
    const ids = [claim('a'), claim('a', 'ice'), { ...claim('a'), value: 'VIR/18 5' }].map(claimId);
    expect(ids.every(isAggregateId)).toBe(true);
    expect(new Set(ids).size).toBe(3);
    expect(claimId(claim('a'))).toBe(claimId(claim('b')));
  });
});
