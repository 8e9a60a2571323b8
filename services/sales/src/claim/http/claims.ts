import { Injectable } from '@nestjs/common';
import type { ClaimState } from '@oce/claims';
import { DomainError, type CommandMeta } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { claimAggregate, claimId, type ClaimCommand } from '../domain/claim';
import type { Claim, ClaimEvent } from '../domain/claim.events';

/** Takes claims before a fact is written down, and lets go of those it took when the fact is refused. */
@Injectable()
export class Claims {
  constructor(
    @InjectAggregate(claimAggregate)
    private readonly claims: AggregateHandler<ClaimState, ClaimCommand, ClaimEvent>,
  ) {}

  /**
   * Runs the work while the claims are held by their holder.
   *
   * @throws DomainError where another holds one of them, or as the work refuses
   */
  async holding<T>(claims: readonly Claim[], meta: CommandMeta, work: () => Promise<T>): Promise<T> {
    const taken: Claim[] = [];
    try {
      for (const claim of claims) {
        const { events } = await this.send('TakeClaim', claim, meta);
        if (events.length > 0) taken.push(claim);
      }
      return await work();
    } catch (error) {
      if (error instanceof DomainError) {
        for (const claim of taken) await this.send('ReleaseClaim', claim, meta);
      }
      throw error;
    }
  }

  /** Under an id of its own each time: a claim that was let go is taken again by the same request repeated. */
  private send(type: ClaimCommand['type'], claim: Claim, meta: CommandMeta) {
    return this.claims.handle(claimId(claim), {
      type,
      data: claim,
      meta: { ...meta, commandId: randomUUID() },
    });
  }
}
