import type { Command } from '@oce/event-sourcing';
import { nothingWritten, type HandlerOf, type Outcome } from '@oce/event-store';
import type { CommandReply } from '@oce/service-kit';
import type { credentialAggregate } from '../domain/credential';

export type Credentials = HandlerOf<typeof credentialAggregate>;

/**
 * A secret is told in the answer to the command that made it and never again: only its hash is kept.
 *
 * @param told the secret under the name that the answer has for it; null where it is not told: `note` says why then
 */
export function toldOnce<Told extends object>(
  reply: CommandReply,
  outcome: Outcome,
  secret: string,
  told: (secret: string | null) => Told,
  howElse: string,
): CommandReply & Told & { readonly note?: string } {
  if (!outcome.repeated) return { ...reply, ...told(secret) };
  return { ...reply, ...told(null), note: `It was told when it was made. ${howElse}` };
}

/**
 * The outcome of a command that asks for what holds already, where only the controller can see that: a decider knows no
 * secret. Under its own key it is the first outcome, or how it was held then.
 */
export async function heldAlready(credentials: Credentials, id: string, command: Command): Promise<Outcome> {
  const first = await credentials.outcomeOf(id, command);
  if (first) return first;
  if (command.meta.heldAt) return nothingWritten(command.meta.heldAt);
  return nothingWritten(await credentials.load(id));
}
