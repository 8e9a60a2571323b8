import type { ContextManifest } from '@oce/contexts';

/** Fields that hold nothing but ciphertext, by context and event type; `payees.rib` is the field of each of a list. */
export type PersonalFields = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What contexts say of their personal fields. */
export function personalFieldsOf(contexts: readonly ContextManifest[]): PersonalFields {
  const named = contexts.flatMap(({ name, personalFields }) =>
    personalFields ? [[name, personalFields] as const] : [],
  );
  return Object.fromEntries(named);
}
