import { DomainError, type Command, type CommandMeta, type Event } from '@oce/event-sourcing';
import { nothingWritten, OneAtATime, type AggregateHandler, type Outcome } from '@oce/event-store';
import { randomUUID } from 'node:crypto';
import type { ClaimCommand, ClaimEvent, ClaimState, Held } from './claim.decider';

/** A value to be reserved: the id of its claim, and what the claim says. */
export interface Reservation<Taken extends Held> {
  readonly id: string;
  readonly claim: Taken;
}

/** What a fact needs for itself alone. */
export interface Reserved<State, Taken extends Held> {
  /** In the order in which they are taken. */
  readonly values: readonly Reservation<Taken>[];
  /** Whether the fact stands that entitles to this value. */
  stands(state: State, value: Reservation<Taken>): boolean;
}

type Facts<State, C extends Command, E extends Event> = Pick<
  AggregateHandler<State, C, E>,
  'aggregate' | 'load' | 'outcomeOf' | 'handle'
>;
type Claims<Taken extends Held, Released extends Held> = Pick<
  AggregateHandler<ClaimState, ClaimCommand<Taken, Released>, ClaimEvent<Taken, Released>>,
  'handle'
>;

/**
 * Writes facts that need values for themselves alone: the claims first, then the fact. Where a process dies in between, a
 * claim is left without its fact: the next request of the same holder for the value uses it or gives it back. In one
 * process the requests for a value run one at a time; between processes each looks again after what it wrote: who gives
 * back, whether the fact has come meanwhile; who wrote the fact, whether the claim is still there. A value that a fact
 * gives up is given back by a policy on that fact's event, so that no crash can forget it.
 */
export class Reservations<Taken extends Held, Released extends Held = Held> {
  private readonly turns = new OneAtATime();

  /** @param released what is said when a claim is given back */
  constructor(
    private readonly claims: Claims<Taken, Released>,
    private readonly released: (claim: Taken) => Released,
  ) {}

  /**
   * Handles a command whose fact needs the values. What is refused, or holds already, takes nothing. An error other than a
   * refusal gives nothing back: the fact may have been written. @throws DomainError as the claims or the aggregate refuse
   */
  write<State, C extends Command, E extends Event>(
    facts: Facts<State, C, E>,
    id: string,
    command: C,
    reserved: Reserved<State, Taken>,
  ): Promise<Outcome<E>> {
    const attempt = new Attempt(this.claims, this.released, command.meta, async (value) =>
      reserved.stands((await facts.load(id)).state, value),
    );
    const ids = [...new Set(reserved.values.map((value) => value.id))].sort();
    return this.inTurn(ids, async () => {
      const loaded = await facts.load(id);
      const first = loaded.version > 0 ? await facts.outcomeOf(id, command) : undefined;
      if (first) return first;
      if (command.meta.heldAt) return nothingWritten(command.meta.heldAt);
      const events = await attempt.orGiveBack(reserved.values, () =>
        facts.aggregate.decide(command, loaded.state),
      );
      if (events.length === 0) return nothingWritten(loaded);
      return attempt.holding(reserved.values, () => facts.handle(id, command));
    });
  }

  /** One request for a value at a time. The ids are in order, so that two requests never wait for each other. */
  private inTurn<T>([first, ...others]: readonly string[], work: () => Promise<T>): Promise<T> {
    return first === undefined ? work() : this.turns.run(first, () => this.inTurn(others, work));
  }
}

class Attempt<Taken extends Held, Released extends Held> {
  constructor(
    private readonly claims: Claims<Taken, Released>,
    private readonly released: (claim: Taken) => Released,
    private readonly request: CommandMeta,
    private readonly stands: (value: Reservation<Taken>) => Promise<boolean>,
  ) {}

  /** The work with all values taken. */
  async holding<E extends Event>(
    values: readonly Reservation<Taken>[],
    work: () => Promise<Outcome<E>>,
  ): Promise<Outcome<E>> {
    const held: Reservation<Taken>[] = [];
    const outcome = await this.orGiveBack(held, async () => {
      for (const value of values) {
        await this.take(value);
        held.push(value);
      }
      return work();
    });
    for (const value of values) await this.keep(value);
    return outcome;
  }

  /** The work; where it is refused, the values are given back whose fact does not stand. */
  async orGiveBack<T>(values: readonly Reservation<Taken>[], work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError) for (const value of values) await this.giveBack(value);
      throw error;
    }
  }

  /** Another request of the holder may write the fact just now, in another process: so look before and after. */
  private async giveBack(value: Reservation<Taken>): Promise<void> {
    if (await this.stands(value)) return;
    const wasHeld = await this.release(value);
    if (wasHeld && (await this.stands(value))) await this.take(value);
  }

  /** After the fact: takes again what another process gave back meanwhile, unless the fact has ended since. */
  private async keep(value: Reservation<Taken>): Promise<void> {
    const wasLost = await this.take(value);
    if (wasLost && !(await this.stands(value))) await this.release(value);
  }

  /** Whether it was free. */
  private async take({ id, claim }: Reservation<Taken>): Promise<boolean> {
    const { events } = await this.claims.handle(id, { type: 'TakeClaim', data: claim, meta: this.meta() });
    return events.length > 0;
  }

  /** Whether the holder had it. */
  private async release({ id, claim }: Reservation<Taken>): Promise<boolean> {
    const data = this.released(claim);
    const { events } = await this.claims.handle(id, { type: 'ReleaseClaim', data, meta: this.meta() });
    return events.length > 0;
  }

  /** One request may take, give back and take again: each time is a command of its own. */
  private meta(): CommandMeta {
    const { actor, now, correlationId, commandId } = this.request;
    return { commandId: randomUUID(), actor, now, correlationId, causationId: commandId };
  }
}
