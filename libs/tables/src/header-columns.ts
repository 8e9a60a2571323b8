import type { WeightUnit } from './units';

/** What is made of one column of a header. */
export interface HeaderColumn<Field extends string> {
  readonly index: number;
  readonly header: string;
  /** The field that it holds; null where its name is not known. */
  readonly field: Field | null;
  /** The words of a name that stands for a field, as they were matched. */
  readonly name: string;
  /** Where its name is not known: whether it is that of a known column with a number or an order to it ("Heure 2"). */
  readonly resembles?: boolean;
}

/** Where each field stands, and the unit that a header states ("Poids brut (kg)"). */
export interface Columns<Field extends string> {
  readonly all: readonly HeaderColumn<Field>[];
  readonly at: ReadonlyMap<Field, number>;
  readonly unitOf: ReadonlyMap<Field, WeightUnit>;
  readonly width: number;
  /** Where what is left out stands: remarks may take a row back. */
  readonly remarks: readonly number[];
}
