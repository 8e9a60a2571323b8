/** One sum of an explanation: what it comes to by its parts, and what was posted. */
export interface Sum {
  readonly what: string;
  readonly posted: number | string;
  readonly fromParts: number | string;
  readonly holds: boolean;
}

/** One step of an explanation with its facts, its sums, and the steps that it rests on. */
export interface Step {
  readonly kind: string;
  readonly id: string;
  readonly facts: object;
  readonly sums: readonly Sum[];
  readonly parts?: readonly Step[];
}

/** A sum by its parts beside what was posted. */
export const sum = (what: string, posted: number | string, fromParts: number | string): Sum => ({
  what,
  posted,
  fromParts,
  holds: posted === fromParts,
});
