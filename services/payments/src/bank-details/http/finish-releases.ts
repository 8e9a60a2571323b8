import { Injectable } from '@nestjs/common';
import type { ClaimState } from '@oce/claims';
import type { CommandMeta, RecordedCommit } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import { policyCommandId } from '@oce/policies';
import { InjectAggregate } from '@oce/service-kit';
import { claimAggregate, type ClaimCommand, type ClaimEvent } from '../../reservation/domain/reservation';
import type { BankDetailsEvent } from '../domain/bank-details.events';
import { releaseRibClaimsPolicy, releasesAfter } from '../reactions/when-account-given-up-then-release-rib';

/** Gives back the claim on an account that a member has given up, where the policy has not come by yet. */
@Injectable()
export class FinishReleases {
  constructor(
    @InjectAggregate(claimAggregate)
    private readonly claims: AggregateHandler<ClaimState, ClaimCommand, ClaimEvent>,
  ) {}

  /**
   * Before the account is claimed again: else the policy, coming later, would give back the claim of the account that is
   * proposed now. These are the policy's own commands under its own ids, so that it finds them done.
   *
   * @param past what was written about the member's accounts
   */
  async of(
    claimId: string,
    past: readonly RecordedCommit<BankDetailsEvent>[],
    { now, correlationId }: CommandMeta,
  ): Promise<void> {
    const { name } = releaseRibClaimsPolicy;
    for (const { commitId, events } of past) {
      for (const [number, { id, ...command }] of events.flatMap(releasesAfter).entries()) {
        if (id !== claimId) continue;
        const commandId = policyCommandId(name, commitId, number);
        const meta = { commandId, actor: `policy:${name}`, now, correlationId, causationId: commitId };
        await this.claims.handle(id, { ...command, meta });
      }
    }
  }
}
