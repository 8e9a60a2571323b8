import { Inject, Injectable } from '@nestjs/common';
import { DomainError, type CommandMeta, type Event } from '@oce/event-sourcing';
import { matchesSubject, subjectOf, type EventStore, type Outcome } from '@oce/event-store';
import { policyCommandId, type Reaction } from '@oce/policies';
import { EVENT_STORE, ServiceRegistry } from '@oce/service-kit';
import { setTimeout as sleep } from 'node:timers/promises';
import { promptPolicies } from './prompt-policies';

const CONTEXT = 'sales';
/** How often a command is sent to an aggregate that other processes keep changing; the runners come later anyhow. */
const ATTEMPTS = 8;
const PAUSE_MS = 5;

/** A commit of an aggregate, and the meta of the request that wrote or met it. */
interface Written {
  readonly aggregate: string;
  readonly id: string;
  readonly outcome: Pick<Outcome, 'commitId' | 'events'>;
  readonly meta: CommandMeta;
}

/**
 * Follows the policies within a request, so that its answer knows the end: the invoice's number, the refusal of a limit.
 * It sends the very commands that the policies' runners will send, under the same ids: whoever comes second finds them
 * done. So a request that dies half way is finished by the runners, and a repeated one by itself.
 */
@Injectable()
export class AtOnce {
  constructor(
    @Inject(ServiceRegistry) private readonly registry: Pick<ServiceRegistry, 'handler'>,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'load'>,
  ) {}

  /**
   * The outcome with all that followed from it: its events first, the position of the last. Where nothing was written,
   * because what was asked for holds already, it follows all that the aggregate wrote before: so what a died request
   * left half done is finished, and the events are those that are written only now.
   */
  async follow<E extends Event>(written: Written & { outcome: Outcome<E> }): Promise<Outcome> {
    const { outcome } = written;
    const isNothingNew = outcome.commitId === '';
    const followed = isNothingNew ? await this.followPast(written) : await this.reactTo(written);
    const outcomes = followed.filter(({ commitId }) => commitId !== '');
    const told = isNothingNew ? outcomes.filter(({ repeated }) => !repeated) : outcomes;
    return {
      ...outcome,
      position: Math.max(outcome.position, ...outcomes.map(({ position }) => position)),
      events: [...outcome.events, ...told.flatMap(({ events }) => events)],
    };
  }

  /** Follows each commit of the aggregate, in the order of the log. */
  private async followPast({ aggregate, id, meta }: Written): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const outcome of await this.store.load({ context: CONTEXT, aggregate, id }))
      outcomes.push(...(await this.reactTo({ aggregate, id, outcome, meta })));
    return outcomes;
  }

  private async reactTo({ aggregate, id, outcome, meta }: Written): Promise<Outcome[]> {
    if (outcome.commitId === '') return [];
    const subject = subjectOf({ context: CONTEXT, aggregate, id });
    const following = promptPolicies.filter(({ subjects }) =>
      subjects.some((filter) => matchesSubject(filter, subject)),
    );
    const all = following.flatMap((policy) =>
      outcome.events
        .flatMap((event) => policy.react(event))
        .map((reaction, number) => this.send(policy.name, reaction, number, outcome.commitId, meta)),
    );
    return (await Promise.all(all)).flat();
  }

  private async send(
    policy: string,
    { aggregate, id, type, data }: Reaction,
    number: number,
    commitId: string,
    parent: CommandMeta,
  ): Promise<Outcome[]> {
    const handler = this.registry.handler(aggregate);
    if (!handler) throw new Error(`${policy}: this context has no aggregate ${aggregate}`);
    const { now, correlationId } = parent;
    const commandId = policyCommandId(policy, commitId, number);
    const meta = { commandId, actor: `policy:${policy}`, now, correlationId, causationId: commitId };
    for (let attempt = 1; ; attempt++) {
      try {
        const outcome = await handler.handle(id, { type, data, meta });
        return [outcome, ...(await this.reactTo({ aggregate, id, outcome, meta }))];
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        // What is refused here is refused to the runner too, which puts it before a clerk; a crowd is not a refusal.
        if (error.slug !== 'concurrent_changes' || attempt === ATTEMPTS) return [];
        await sleep(Math.random() * attempt * PAUSE_MS);
      }
    }
  }
}
