import type { Outcome } from '@oce/event-store';
import type { CommandReply } from '@oce/service-kit';

/** The answer to a command that made a secret. */
export type ToldOnce<Name extends string> = CommandReply & { readonly [N in Name]: string | null } & {
  /** Where the secret is not told: why, and how to come to another. */
  readonly note?: string;
};

/** A secret is told in the answer to the command that made it and never again: only its hash is kept. */
export function toldOnce<Name extends string>(
  reply: CommandReply,
  outcome: Outcome,
  name: Name,
  secret: string,
  howElse: string,
): ToldOnce<Name> {
  const isNew = !outcome.repeated && outcome.events.length > 0;
  const told = isNew
    ? { [name]: secret }
    : { [name]: null, note: `It was told when it was made. ${howElse}` };
  return { ...reply, ...told } as ToldOnce<Name>;
}
