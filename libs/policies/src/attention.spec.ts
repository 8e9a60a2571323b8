import { command, given, testMeta } from '@oce/event-sourcing/testing';
import type { Envelope } from '@oce/projections';
import {
  attentionAggregate,
  attentionProjection,
  type AttentionRaised,
  type AttentionResolved,
} from './attention';
import { policyCommandId } from './policy';

const decider = attentionAggregate('LOG', 'collection');
const matter: AttentionRaised['data'] = {
  policy: 'fill-lot',
  reason: 'lot_closed',
  detail: 'The lot is closed.',
  subject: 'evt.collection.delivery.D-1',
  position: 7,
  reaction: { aggregate: 'lot', id: 'LOT-1', type: 'AddToLot', data: { deliveryId: 'D-1' } },
};
const raised: AttentionRaised = { type: 'AttentionRaised', v: 1, data: matter };
const dismissed: AttentionResolved = {
  type: 'AttentionResolved',
  v: 1,
  data: { resolution: 'dismissed', note: 'weighed twice' },
};

describe('a matter for a clerk', () => {
  it('is raised', () => {
    given(decider, []).when(command('RaiseAttention', matter)).then(raised);
  });

  it('is raised once', () => {
    given(decider, [raised]).when(command('RaiseAttention', matter)).thenNothing();
  });

  it('is resolved with a note', () => {
    given(decider, [raised]).when(command('ResolveAttention', dismissed.data)).then(dismissed);
  });

  it('is resolved once', () => {
    given(decider, [raised, dismissed])
      .when(command('ResolveAttention', { resolution: 'retried' as const, note: 'again' }))
      .thenNothing();
  });

  it('cannot be resolved before it is raised', () => {
    given(decider, []).when(command('ResolveAttention', dismissed.data)).thenRefused('attention_unknown');
  });
});

describe('the attention list', () => {
  const projection = attentionProjection('LOG', 'collection');
  const envelope: Envelope = {
    commitId: 'c',
    commandHash: 'h',
    version: 1,
    position: 9,
    at: '2026-10-01T08:00:00.000Z',
    acceptedAt: '2026-10-01T08:00:01.000Z',
    ref: { context: 'collection', aggregate: 'attention', id: 'M-1' },
    ...testMeta(),
  };

  it('is of its own context, a document a matter', () => {
    expect(projection.source.subjects).toEqual(['evt.collection.attention.*']);
    expect(projection.keys(raised, envelope)).toEqual(['M-1']);
  });

  it('shows what is open, and what became of it', () => {
    const open = projection.project(undefined, raised, envelope, 'M-1');
    const { position: cause, ...rest } = matter;
    expect(open).toEqual({ ...rest, cause, raisedAt: envelope.at, status: 'open', note: null });
    expect(projection.project(open ?? undefined, dismissed, envelope, 'M-1')).toMatchObject({
      status: 'dismissed',
      note: 'weighed twice',
    });
  });
});

describe('the id of a command that a policy sends', () => {
  it('is the same for the same commit, and another for another policy, commit or number', () => {
    const id = policyCommandId('fill-lot', 'c-1', 0);
    expect(policyCommandId('fill-lot', 'c-1', 0)).toBe(id);
    const others = [
      policyCommandId('fill-lots', 'c-1', 0),
      policyCommandId('fill-lot', 'c-2', 0),
      policyCommandId('fill-lot', 'c-1', 1),
    ];
    expect(new Set([id, ...others]).size).toBe(4);
  });

  it('never changes: commands in the log carry it', () => {
    expect(policyCommandId('fill-lot', 'c-1', 0)).toBe('f37cb0bb-9a41-5de5-864d-17427f4898ec');
  });
});
