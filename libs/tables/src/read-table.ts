import type { Profile } from './profile';
import type { TableRecord } from './records';
import { LineRefusal, type RefusedLine } from './refusals';
import { checkRow, Row, type Forms } from './row';
import type { TableSource } from './source';
import { understand, type Declared, type Understood } from './understand';

/** A line that was read, and what it says. */
export interface ReadItem<Item> {
  readonly line: number;
  readonly item: Item;
  readonly raw: string;
}
export type ReadLine<Item> = ReadItem<Item> | RefusedLine;

/** A table that was understood, and can be read. */
export interface Table<Field extends string, Item> {
  readonly understood: Understood<Field>;
  /** Its lines, each a fact or refused by field and rule; pulled no faster than they are read. */
  lines(): AsyncGenerator<ReadLine<Item>>;
}

/**
 * Understands a table by the whole of it; its lines can then be read, with the memory that one batch of them needs.
 *
 * @throws TableError where it cannot be read, or could be read in two ways
 */
export async function openTable<Field extends string, Item>(
  source: TableSource,
  profile: Profile<Field, Item>,
  declared: Declared = {},
): Promise<Table<Field, Item>> {
  const understood = await understand(source, profile, declared);
  return { understood, lines: () => linesOf(understood, profile) };
}

async function* linesOf<Field extends string, Item>(
  understood: Understood<Field>,
  profile: Profile<Field, Item>,
): AsyncGenerator<ReadLine<Item>> {
  const { layout, numbers, dates, weightUnit, unitField } = understood;
  const { columns } = layout;
  const forms: Forms<Field> = { columns, numbers, dates, weightUnit, ...(unitField && { unitField }) };
  const isFixed = layout.separator !== null;
  for await (const record of layout.rows()) yield readLine(record, profile, forms, isFixed);
}

function readLine<Field extends string, Item>(
  { line, raw, cells }: TableRecord,
  profile: Pick<Profile<Field, Item>, 'read'>,
  forms: Forms<Field>,
  isFixed: boolean,
): ReadLine<Item> {
  if (!cells)
    return { line, field: 'line', rule: 'quoting', message: "Un guillemet ouvert n'est pas refermé.", raw };
  try {
    checkRow(cells, raw, forms.columns, isFixed);
    return { line, item: profile.read(new Row(cells, forms)), raw };
  } catch (cause) {
    if (!(cause instanceof LineRefusal)) throw cause;
    return { line, field: cause.field, rule: cause.rule, message: cause.message, raw };
  }
}
