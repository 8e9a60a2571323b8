import { DomainError, type Event } from '@oce/event-sourcing';
import type { AggregateHandler, Outcome } from '@oce/event-store';
import { skipId, type AttentionCommand, type SkipCommit } from '@oce/policies';
import type { Stop } from '@oce/projections';
import { randomUUID } from 'node:crypto';

const LONGEST_DETAIL = 1_000;
const stopId = (follower: string, position: number): string => `stop-${follower}-${position}`;

/** Puts before the operator who stands still, and takes the decision to pass a commit by. */
export class Standstills {
  constructor(
    private readonly context: string,
    private readonly attention: AggregateHandler<unknown, AttentionCommand, Event>,
    private readonly decisions: AggregateHandler<unknown, SkipCommit, Event>,
  ) {}

  /** The list knows a stop by its own id: told again after a restart, even in other words, it writes nothing. */
  async report(follower: string, { position, reason, subject }: Stop): Promise<void> {
    const id = stopId(follower, position);
    await this.attention.handle(id, {
      type: 'ReportStop',
      data: { follower, position, detail: reason.slice(0, LONGEST_DETAIL), subject },
      meta: {
        commandId: randomUUID(),
        actor: `service:${this.context}`,
        now: new Date().toISOString(),
        correlationId: id,
      },
    });
  }

  /** Records the decision, and closes what was put before the operator. */
  async skip(command: SkipCommit): Promise<Outcome> {
    const { follower, position, reason } = command.data;
    const outcome = await this.decisions.handle(skipId(follower, position), command);
    try {
      await this.attention.handle(stopId(follower, position), {
        type: 'ResolveAttention',
        data: { resolution: 'skipped', note: reason },
        meta: { ...command.meta, commandId: randomUUID() },
      });
    } catch (error) {
      // A rebuild that could not pass puts nothing before the operator.
      if (!(error instanceof DomainError && error.slug === 'attention_unknown')) throw error;
    }
    return outcome;
  }
}
