import { Injectable } from '@nestjs/common';
import type { ClaimState } from '@oce/claims';
import { DomainError, type CommandMeta } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { claimAggregate, type Claim, type ClaimCommand, type ClaimEvent } from './domain/reservation';

/** A value to be held, by the id that stands for it. */
export interface WantedClaim extends Claim {
  readonly id: string;
}

/** Takes claims before a fact is written down, and gives back those it took where the fact does not stand. */
@Injectable()
export class Claims {
  constructor(
    @InjectAggregate(claimAggregate)
    private readonly claims: AggregateHandler<ClaimState, ClaimCommand, ClaimEvent>,
  ) {}

  /**
   * Runs the work while the claims are held. Those that this very call took are given back where one of the claims or the
   * work is refused, unless the fact that they are for stands: another request may have written it meanwhile.
   *
   * @param stands whether the fact behind a claim stands now
   * @throws DomainError `rib_taken`, `pool_scope_taken`, or as the work refuses
   */
  async holding<T>(
    wanted: readonly WantedClaim[],
    meta: CommandMeta,
    work: () => Promise<T>,
    stands: (claim: WantedClaim) => Promise<boolean>,
  ): Promise<T> {
    const taken: WantedClaim[] = [];
    try {
      for (const claim of wanted) if (await this.take(claim, meta)) taken.push(claim);
      return await work();
    } catch (error) {
      if (error instanceof DomainError) {
        for (const claim of taken) if (!(await stands(claim))) await this.release(claim, meta);
      }
      throw error;
    }
  }

  private async take({ id, holder, purpose }: WantedClaim, meta: CommandMeta): Promise<boolean> {
    const { events } = await this.claims.handle(id, {
      type: 'TakeClaim',
      data: { holder, purpose },
      meta: ownId(meta),
    });
    return events.length > 0;
  }

  private async release({ id, holder }: WantedClaim, meta: CommandMeta): Promise<void> {
    await this.claims.handle(id, { type: 'ReleaseClaim', data: { holder }, meta: ownId(meta) });
  }
}

/** A claim may be taken, given back and taken again by one request: each time is a command of its own. */
const ownId = (meta: CommandMeta): CommandMeta => ({
  ...meta,
  commandId: randomUUID(),
  causationId: meta.commandId,
});
