import { Injectable } from '@nestjs/common';
import type { ClaimState } from '@oce/claims';
import { DomainError, type Command, type CommandMeta, type Event } from '@oce/event-sourcing';
import type { AggregateHandler, Outcome } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { claimAggregate, type ClaimCommand } from './domain/reservation';
import type { Claim, ClaimEvent } from './domain/reservation.events';

/** What is to be created under a claim, and how to tell whose the claim is. */
export interface Claimed<State> {
  readonly claim: Claim & { readonly id: string };
  /** Whether nothing stands under the id yet. */
  isNew(state: State): boolean;
  /** Whether what stands is entitled to this claim. */
  holds(state: State): boolean;
}

/** Creates what needs a value of its own: the claim first, then the aggregate. */
@Injectable()
export class Claims {
  constructor(
    @InjectAggregate(claimAggregate)
    private readonly claims: AggregateHandler<ClaimState, ClaimCommand, ClaimEvent>,
  ) {}

  /**
   * A crash between claim and aggregate leaves a claim of the same holder, which the next try meets; a refusal gives it
   * back. What stands already needs no claim: its repeat is answered and anything else refused, as its decider says.
   *
   * @throws DomainError `cin_taken`, `ice_taken`, and as the aggregate refuses
   */
  async create<S, C extends Command, E extends Event>(
    handler: AggregateHandler<S, C, E>,
    id: string,
    command: C,
    claimed: Claimed<S>,
  ): Promise<Outcome<E>> {
    const { state } = await handler.load(id);
    if (!claimed.isNew(state)) return handler.handle(id, command);
    // Whatever speaks against it is said before anything is claimed.
    handler.decider.decide(command, state);
    const { claim } = claimed;
    await this.claims.handle(claim.id, this.command('TakeClaim', claim, command.meta));
    const giveBack = async () => {
      if (!claimed.holds((await handler.load(id)).state))
        await this.claims.handle(claim.id, this.command('ReleaseClaim', claim, command.meta));
    };
    try {
      const outcome = await handler.handle(id, command);
      if (outcome.repeated) await giveBack();
      return outcome;
    } catch (error) {
      if (error instanceof DomainError) await giveBack();
      throw error;
    }
  }

  /** A claim may be taken, given back and taken again: each time is a command of its own. */
  private command(
    type: ClaimCommand['type'],
    { kind, holder }: Claim,
    { actor, now, correlationId, commandId }: CommandMeta,
  ): ClaimCommand {
    const meta = { commandId: randomUUID(), actor, now, correlationId, causationId: commandId };
    return type === 'TakeClaim' ? { type, data: { kind, holder }, meta } : { type, data: { holder }, meta };
  }
}
