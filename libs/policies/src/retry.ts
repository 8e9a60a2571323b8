import type { RecordedCommit } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import type { AttentionRaised, RaiseAttention } from './attention';
import { policyCommandId, type AnyPolicy, type Reaction } from './policy';

/** A policy, with what reads its view. */
export interface DeclaredPolicy {
  readonly policy: AnyPolicy;
  readonly viewOf: (commits: readonly RecordedCommit[]) => Promise<unknown>;
}

/** A command of a retry, under the id that the policy gives it whenever it meets the commit. */
export interface RetriedCommand {
  readonly commandId: string;
  readonly reaction: Reaction;
}

/**
 * What a matter leads to now: the policy looks at the event once more, at the world as it is by now, for what it had seen
 * then may be what was at fault (no price, no schedule, no pool). Where the same command is asked for by now, it is the one
 * that was refused; where it goes elsewhere, all of the commit's are sent, and those that were done are known again. A
 * policy that the office has no more, or a commit that is not there, leaves the command that was refused.
 *
 * @param matterId the id of the matter, which is that of the refused command
 */
export async function retriedCommands(
  matterId: string,
  raised: AttentionRaised['data'],
  declared: DeclaredPolicy | undefined,
  log: LogReader,
): Promise<readonly RetriedCommand[]> {
  const refused = { commandId: matterId, reaction: raised.reaction };
  const commit = declared && (await commitAt(log, raised));
  if (declared === undefined || commit === undefined) return [refused];
  const commands = await commandsNow(declared, commit);
  const own = commands.find(({ commandId }) => commandId === matterId);
  if (own === undefined) return [];
  const { aggregate, id, type, data } = own.reaction;
  // What the policy itself put before a clerk holds the command that the clerk wants after all.
  if (aggregate === 'attention' && type === 'RaiseAttention')
    return [{ commandId: matterId, reaction: (data as RaiseAttention['data']).reaction }];
  const isTheSame = aggregate === raised.reaction.aggregate && id === raised.reaction.id;
  return isTheSame ? [own] : commands;
}

async function commandsNow(
  { policy, viewOf }: DeclaredPolicy,
  commit: RecordedCommit,
): Promise<RetriedCommand[]> {
  const view = await viewOf([commit]);
  const occasion = { ...commit, asOf: Number.MAX_SAFE_INTEGER };
  return commit.events
    .filter((event) => policy.source.takes(event, commit.ref))
    .flatMap((event) => policy.react(event, occasion, view))
    .map((reaction, number) => ({
      commandId: policyCommandId(policy.name, commit.commitId, number),
      reaction,
    }));
}

async function commitAt(
  log: LogReader,
  { subject, position }: Pick<AttentionRaised['data'], 'subject' | 'position'>,
): Promise<RecordedCommit | undefined> {
  const options = { subjects: [subject], after: position - 1, maxBatch: 1, stopWhenCaughtUp: true };
  for await (const { commits } of log.read(options)) {
    const [first] = commits;
    return first?.position === position ? first : undefined;
  }
  return undefined;
}
