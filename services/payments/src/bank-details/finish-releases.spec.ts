import { command, testMeta, type RecordedCommit } from '@oce/event-sourcing';
import { AggregateHandler, MemoryEventStore } from '@oce/event-store';
import type { Encrypted } from '@oce/personal-data';
import { policyCommandId } from '@oce/policies';
import { claimAggregate, ribClaimId } from '../reservation/domain/reservation';
import { bankDetailsAggregate, type BankDetailsCommand } from './domain/bank-details';
import type { BankDetailsEvent } from './domain/bank-details.events';
import { FinishReleases } from './http/finish-releases';
import { releaseRibClaimsPolicy, releasesAfter } from './reactions/when-account-given-up-then-release-rib';

const ref = { context: 'payments', aggregate: 'bank-details', id: 'P1' };
const propose = (ribHash: string): BankDetailsCommand => ({
  ...command('ProposeBankDetails', { producerCode: 'P1', ribHash }, { commandId: `propose-${ribHash}` }),
  facts: { rib: 'enc:1:P1:ciphertext' as Encrypted },
});
const refuse = (ribHash: string): BankDetailsCommand =>
  command('RefuseBankDetails', { ribHash, reason: 'not the name' }, { commandId: `refuse-${ribHash}` });

describe('the claim on an account that was given up', () => {
  let claims: AggregateHandler<
    Parameters<typeof claimAggregate.evolve>[0],
    Parameters<typeof claimAggregate.decide>[0],
    Parameters<typeof claimAggregate.evolve>[1]
  >;
  let past: RecordedCommit<BankDetailsEvent>[];

  const take = (ribHash: string, commandId: string) =>
    claims.handle(ribClaimId(ribHash), {
      type: 'TakeClaim',
      data: { holder: 'P1', purpose: 'rib' },
      meta: testMeta({ commandId }),
    });
  const holderOf = async (ribHash: string) => (await claims.load(ribClaimId(ribHash))).state.holder;
  /** What the policy does when it comes by. */
  const runPolicy = async () => {
    for (const { commitId, events } of past)
      for (const [number, { id, ...release }] of events.flatMap(releasesAfter).entries()) {
        const commandId = policyCommandId(releaseRibClaimsPolicy.name, commitId, number);
        await claims.handle(id, { ...release, meta: testMeta({ commandId }) });
      }
  };

  beforeEach(async () => {
    const store = new MemoryEventStore();
    claims = new AggregateHandler(store, claimAggregate);
    const details = new AggregateHandler(store, bankDetailsAggregate);
    await take('A', 'take-A');
    for (const one of [propose('A'), refuse('A')]) await details.handle('P1', one);
    past = await store.load<BankDetailsEvent>(ref);
  });

  it('is given back before it is taken again, and the policy that comes later leaves it alone', async () => {
    await new FinishReleases(claims).of(ribClaimId('A'), past, testMeta());
    expect(await holderOf('A')).toBeUndefined();
    await take('A', 'take-A-again');
    await runPolicy();
    expect(await holderOf('A')).toBe('P1');
  });

  it('is left alone where the policy came first, and where it is another account', async () => {
    await runPolicy();
    await take('A', 'take-A-again');
    await new FinishReleases(claims).of(ribClaimId('A'), past, testMeta());
    await new FinishReleases(claims).of(ribClaimId('B'), past, testMeta());
    expect(await holderOf('A')).toBe('P1');
  });
});
