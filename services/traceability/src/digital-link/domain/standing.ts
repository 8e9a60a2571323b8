/** A certificate, with what became of it in the order in which it was said. */
export interface Certificate {
  readonly certificateId: string;
  readonly claim: string;
  readonly body: string;
  readonly number: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly changes: readonly {
    readonly kind: 'suspended' | 'reinstated' | 'withdrawn';
    readonly effectiveFrom: string;
  }[];
}

/** Whether a certificate stands on a day: it is valid then, and the last change up to it has not taken it away. */
export function standsOn({ validFrom, validTo, changes }: Certificate, day: string): boolean {
  if (day < validFrom || day > validTo) return false;
  const effective = changes.filter(({ effectiveFrom }) => effectiveFrom <= day);
  if (effective.some(({ kind }) => kind === 'withdrawn')) return false;
  const last = effective.reduce<(typeof effective)[number] | undefined>(
    (latest, change) => (latest && latest.effectiveFrom > change.effectiveFrom ? latest : change),
    undefined,
  );
  return last?.kind !== 'suspended';
}
