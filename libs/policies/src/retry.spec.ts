import { defineEvents, event, type Event } from '@oce/event-sourcing';
import { MemoryEventStore } from '@oce/event-store/testing';
import type { AttentionRaised } from './attention';
import { asOf, policyCommandId, policyOn, type AnyPolicy, type Reaction } from './policy';
import { retriedCommands } from './retry';

const crates = defineEvents(
  { stream: 'OCE', context: 'collection', aggregate: 'crate', id: 'crateId' },
  { CrateFilled: event<{ crateId: string; grams: number }>() },
);
const send = (id: string, data: object): Reaction => ({ aggregate: 'cellar', id, type: 'Store', data });

/** A log with two fillings of one crate in one commit. */
async function logOf(): Promise<{ store: MemoryEventStore; position: number }> {
  const store = new MemoryEventStore();
  const ref = { context: 'collection', aggregate: 'crate', id: 'C-1' };
  const events: Event[] = [1, 2].map((grams) => crates.CrateFilled({ crateId: 'C-1', grams }));
  const commit = {
    commitId: 'commit-1',
    commandId: 'k-1',
    commandHash: 'h',
    version: 1,
    at: '2026-10-01T08:00:00.000Z',
    acceptedAt: '2026-10-01T08:00:00.000Z',
    actor: 'clerk',
    correlationId: 'r-1',
    events,
  };
  return { store, position: await store.append(ref, 0, commit) };
}

/** Where a filling goes: to the cellar that is there by then, or to none. */
const policyTo = (cellar: (filled: number, occasion: { asOf: number }) => string): AnyPolicy =>
  policyOn(crates.CrateFilled)<unknown>({
    name: 'store-crates',
    react: ({ data }, occasion) => [
      send(cellar(data.grams, { asOf: asOf(occasion) }), { grams: data.grams, asOf: asOf(occasion) }),
    ],
  }) as AnyPolicy;

describe('a retry', () => {
  const matterId = policyCommandId('store-crates', 'commit-1', 0);
  const raised = (position: number, reaction = send('A', {})): AttentionRaised['data'] => ({
    policy: 'store-crates',
    reason: 'cellar_full',
    detail: '',
    subject: 'evt.collection.crate.C-1',
    position,
    reaction,
  });
  const retried = async (policy: AnyPolicy | undefined, reaction?: Reaction) => {
    const { store, position } = await logOf();
    const viewOf = () => Promise.resolve(undefined);
    return retriedCommands(matterId, raised(position, reaction), policy && { policy, viewOf }, store);
  };

  it('sends the refused command as it reads by now, and no other of its commit', async () => {
    const commands = await retried(policyTo(() => 'A'));
    expect(commands).toEqual([
      { commandId: matterId, reaction: send('A', { grams: 1, asOf: Number.MAX_SAFE_INTEGER }) },
    ]);
  });

  it('sends all of the commit where the command goes elsewhere by now: parts may have moved with it', async () => {
    const commands = await retried(policyTo((grams) => `B-${grams}`));
    expect(commands.map(({ reaction }) => reaction.id)).toEqual(['B-1', 'B-2']);
    expect(commands[0]?.commandId).toBe(matterId);
  });

  it('sends what the policy itself had put before a clerk', async () => {
    const wanted = send('A', { late: true });
    const policy = policyOn(crates.CrateFilled)<unknown>({
      name: 'store-crates',
      react: () => [
        { aggregate: 'attention', id: matterId, type: 'RaiseAttention', data: { reaction: wanted } },
      ],
    }) as AnyPolicy;
    expect(await retried(policy)).toEqual([{ commandId: matterId, reaction: wanted }]);
  });

  it('sends nothing where nothing is asked for any more, and the refused command of a policy that is gone', async () => {
    const silent = policyOn(crates.CrateFilled)<unknown>({
      name: 'store-crates',
      react: () => [],
    }) as AnyPolicy;
    expect(await retried(silent)).toEqual([]);
    expect(await retried(undefined, send('A', { old: true }))).toEqual([
      { commandId: matterId, reaction: send('A', { old: true }) },
    ]);
  });
});
