import { DomainError, type CommandMeta, type Event, type RecordedCommit } from '@oce/event-sourcing';
import { CONCURRENT_CHANGES, UnreadableCommit, type Outcome } from '@oce/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyHandler } from './dispatch';
import { policyCommandId, policyMeta, type AnyPolicy, type Reaction } from './policy';

/** How often a command is sent to an aggregate that other processes keep changing; the runners come later anyhow. */
const ATTEMPTS = 8;
const PAUSE_MS = 5;

/** A commit that was just written, or what a repeated request found. */
export interface Follow {
  readonly handler: AnyHandler;
  readonly id: string;
  readonly outcome: Outcome;
  readonly meta: CommandMeta;
}

/** Where it is followed: the context's policies and aggregates. */
export interface AtOnce {
  readonly policies: readonly AnyPolicy[];
  handler(aggregate: string): AnyHandler | undefined;
}

/**
 * Follows a commit within its request by the policies that may be followed at once, so that the answer knows the end: the
 * invoice's number, the refusal of a limit. It sends the very commands of the policies' runners, under the same ids and by
 * the same actor: whoever comes second finds them done. So the runners finish a request that dies half way; a repeated
 * one, which writes nothing itself, follows what its aggregate has written before.
 *
 * @returns the outcome with all that followed: its events first, the position of the last; where what it asks for holds
 *   already, only the events that are written now
 */
export async function followAtOnce(at: AtOnce, follow: Follow): Promise<Outcome> {
  const { handler, id, outcome, meta } = follow;
  const policies = at.policies.filter(({ atOnce }) => atOnce);
  const { context, aggregate } = handler.aggregate;
  const ref = { context, aggregate, id };
  const isFollowed = policies.some(({ source }) =>
    source.subjects.some((subject) => subject === `evt.${context}.${aggregate}.*`),
  );
  if (!isFollowed) return outcome;
  const holdsAlready = outcome.commitId === '';
  const followed: Outcome[] = [];
  const commits = holdsAlready ? await handler.history(id) : [writtenCommit(ref, outcome, meta)];
  // In the order of the log: what came later may take back what came before.
  for (const commit of commits) followed.push(...(await react(at, policies, commit)));
  const told = holdsAlready ? followed.filter(({ repeated }) => !repeated) : followed;
  return {
    ...outcome,
    position: Math.max(outcome.position, ...followed.map(({ position }) => position)),
    events: [...outcome.events, ...told.flatMap(({ events }) => [...events])],
  };
}

type Written = Pick<RecordedCommit, 'ref' | 'commitId' | 'at' | 'correlationId'> & {
  readonly events: readonly Event[];
};

const writtenCommit = (
  ref: RecordedCommit['ref'],
  { commitId, events }: Outcome,
  { now, correlationId }: CommandMeta,
): Written => ({ ref, commitId, events, at: now, correlationId });

async function react(at: AtOnce, policies: readonly AnyPolicy[], commit: Written): Promise<Outcome[]> {
  const sent = policies.flatMap((policy) =>
    commit.events
      .filter((event) => policy.source.takes(event, commit.ref))
      .flatMap((event) => reactionsTo(policy, event, commit))
      .map((reaction, number) => send(at, policies, policy.name, reaction, number, commit)),
  );
  return (await Promise.all(sent)).flat();
}

/** A rule that stumbles is no fault of the request, whose commit is written: the runner stops there, where it is told. */
function reactionsTo(policy: AnyPolicy, event: Event, commit: Written): readonly Reaction[] {
  try {
    return policy.react(event, commit as RecordedCommit, undefined);
  } catch {
    return [];
  }
}

async function send(
  at: AtOnce,
  policies: readonly AnyPolicy[],
  policy: string,
  { aggregate, id, type, data }: Reaction,
  number: number,
  commit: Written,
): Promise<Outcome[]> {
  const handler = at.handler(aggregate);
  if (!handler) throw new Error(`${policy}: this context has no aggregate ${aggregate}`);
  const meta = policyMeta(policy, policyCommandId(policy, commit.commitId, number), commit);
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await handler.handle(id, { type, data, meta });
      if (outcome.commitId === '') return [];
      const { context } = handler.aggregate;
      const written = writtenCommit({ context, aggregate, id }, outcome, meta);
      return [outcome, ...(await react(at, policies, written))];
    } catch (error) {
      // An aggregate that cannot be read stops the runner, which says so.
      if (error instanceof UnreadableCommit) return [];
      if (!(error instanceof DomainError)) throw error;
      // What is refused here is refused to the runner too, which puts it before a clerk; a crowd is not a refusal.
      if (error.slug !== CONCURRENT_CHANGES || attempt === ATTEMPTS) return [];
      await sleep(Math.random() * attempt * PAUSE_MS);
    }
  }
}
