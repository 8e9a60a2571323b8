import iconv from 'iconv-lite';
import { openTable, piecesSource, type Declared, type Profile } from '../src';

/** A list for specs: a name, a day, a weight, an amount, a share. */
export const goods: Profile<
  'name' | 'remarks' | 'day' | 'grams' | 'second' | 'unit' | 'centimes' | 'ppm',
  object
> = {
  name: 'goods',
  title: 'Marchandises',
  columns: {
    name: { kind: 'text', isMandatory: true, names: ['Désignation'] },
    remarks: { kind: 'left out', names: ['Observations'] },
    day: { kind: 'date', names: ['Date'] },
    grams: { kind: 'weight', names: ['Poids'] },
    second: { kind: 'weight', names: ['Tare'] },
    unit: { kind: 'unit', names: ['Unité', 'UM'] },
    centimes: { kind: 'money', names: ['Montant'] },
    ppm: { kind: 'percent', names: ['Humidité'] },
  },
  read: (row) => ({
    name: row.present('name'),
    ...(row.has('day') && { day: row.day('day') }),
    ...(row.has('grams') && { grams: row.grams('grams') }),
    ...(row.has('second') && { second: row.grams('second') }),
    ...(row.has('centimes') && { centimes: row.centimes('centimes') }),
    ...(row.has('ppm') && { ppm: row.ppm('ppm') }),
  }),
  totalOf: () => ({ group: 'tout', amount: 1, unit: 'lignes' }),
  keyOf: (item) => JSON.stringify(item),
};

/** What a list says, each line as its item, or as field and rule. */
export async function said<Field extends string, Item>(
  profile: Profile<Field, Item>,
  content: Buffer | string,
  declared: Declared = {},
): Promise<unknown[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const table = await openTable(piecesSource(bytes, 11), profile, declared);
  const lines: unknown[] = [];
  for await (const line of table.lines())
    lines.push('item' in line ? line.item : `${line.field} ${line.rule}`);
  return lines;
}

/** Why a whole list is refused. */
export const refusal = <Field extends string>(
  profile: Profile<Field, object>,
  content: Buffer | string,
  declared: Declared = {},
): Promise<unknown> => said(profile, content, declared).catch((error: unknown) => error);

/** Text in a code page. */
export const encoded = (text: string, encoding: string, addBOM = false): Buffer =>
  iconv.encode(text, encoding, { addBOM });
