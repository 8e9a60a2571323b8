/** A kind of charge that may be posted on a pool by hand, with its name in the office's words. */
export interface ChargeKind {
  readonly kind: string;
  readonly name: string;
}

/** What a pool's own terms charge at its closing: nobody posts these by hand. */
export const KINDS_BY_RULE: readonly string[] = ['milling', 'commission'];

/** The kinds from the first day on, until the office publishes a schedule of its own. */
export const FIRST_CHARGE_KINDS: readonly ChargeKind[] = [
  { kind: 'freight', name: 'Fret' },
  { kind: 'transport', name: 'Transport' },
  { kind: 'storage', name: 'Stockage' },
  { kind: 'handling', name: 'Manutention' },
  { kind: 'packing', name: 'Conditionnement' },
  { kind: 'sorting', name: 'Tri et calibrage' },
  { kind: 'analyses', name: 'Analyses' },
  { kind: 'certification', name: 'Certification' },
  { kind: 'customs', name: 'Douane' },
  { kind: 'transit', name: 'Transit' },
  { kind: 'cargo-insurance', name: 'Assurance de la marchandise' },
  { kind: 'bank-fees', name: 'Frais bancaires' },
  { kind: 'quality-rebate', name: 'Réfaction de qualité' },
];
