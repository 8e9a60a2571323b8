import type { Row } from './row';

/**
 * What a column can hold. `unit` is the weight unit of a line; `left out` is known, and means nothing for what is read.
 */
export type ColumnKind =
  'text' | 'weight' | 'money' | 'percent' | 'count' | 'date' | 'time' | 'unit' | 'left out';

export interface ColumnOf {
  /** Case, accents, punctuation and de/du/la are ignored; the first is what messages call it. */
  readonly names: readonly string[];
  readonly kind: ColumnKind;
  /** Without it no line can be read. */
  readonly isMandatory?: boolean;
}

/** What a kind of list is: its columns, and what a row of it says. */
export interface Profile<Field extends string, Item> {
  /** As the command names it: `weigh-tickets`. */
  readonly name: string;
  /** In French, for people. */
  readonly title: string;
  readonly columns: Readonly<Record<Field, ColumnOf>>;
  /** A row as facts. @throws LineRefusal with the field and the rule that it breaks */
  read(row: Row<Field>): Item;
  /** What a line adds to the totals that are shown before anything is sent. */
  totalOf(item: Item): Total;
  /** What is to be known of a row before it is sent, in French; undefined where nothing is. */
  noteOf?(item: Item): string | undefined;
  /** What one row only may be about: told where two say different things of it. */
  keyOf(item: Item): string;
}

/** An amount of one group: a producer's, and a product's or another word's. */
export interface Total {
  readonly producer?: string;
  readonly group: string;
  readonly amount: number;
  readonly unit: 'g' | 'centimes' | 'lignes';
}
