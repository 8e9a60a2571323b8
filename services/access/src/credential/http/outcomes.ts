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
  const told = outcome.repeated
    ? { [name]: null, note: `It was told when it was made. ${howElse}` }
    : { [name]: secret };
  return { ...reply, ...told } as ToldOnce<Name>;
}
