import { Injectable } from '@nestjs/common';
import type { Command, CommandMeta, Event } from '@oce/event-sourcing';
import type { AggregateHandler, Outcome } from '@oce/event-store';
import { ServiceRegistry } from './registry';

/** Follows the policies that are declared so within a request, so that its answer knows the end. */
@Injectable()
export class AtOnce {
  constructor(private readonly registry: ServiceRegistry) {}

  /** The outcome with all that followed from it; of a repeated request, which writes nothing, what it led to before. */
  follow<S, C extends Command, E extends Event>(
    handler: AggregateHandler<S, C, E>,
    id: string,
    outcome: Outcome<E>,
    meta: CommandMeta,
  ): Promise<Outcome> {
    return this.registry.follow({ handler, id, outcome, meta });
  }

  /** Decides a command and follows it: the outcome with all that came of it. */
  async handle<S, C extends Command, E extends Event>(
    handler: AggregateHandler<S, C, E>,
    id: string,
    command: C,
  ): Promise<Outcome> {
    return this.follow(handler, id, await handler.handle(id, command), command.meta);
  }
}
