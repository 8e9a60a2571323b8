import { unzipSync, type Unzipped } from 'fflate';
import { SaxesParser } from 'saxes';
import { shownBy, type ShownNumber } from './number-format';

/** What stands in a cell besides its value: how its number is shown, an error, a formula that was never worked out. */
export interface CellMark {
  readonly shown?: ShownNumber;
  /** « #N/A », or the formula: there is no value. */
  readonly broken?: string;
}

/** Cells that are one over several rows, as "A2:A5"; its last row from 1. */
export interface Merged {
  readonly range: string;
  readonly lastRow: number;
}

/** The marks of a sheet, by row and column, both from 0, and what is merged over rows. */
export interface SheetMarks {
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, CellMark>>;
  readonly merged: readonly Merged[];
}

export interface WorkbookMarks {
  /** Whether days are counted from 1904, as the Macintosh did. */
  readonly isFrom1904: boolean;
  sheet(name: string): SheetMarks;
}

const PARTS = /^xl\/(?:workbook\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/u;

/**
 * Reads from a workbook what its reader leaves away (ECMA-376): it gives numbers without how they are shown, and neither
 * errors nor formulas.
 */
export function marksOf(bytes: Uint8Array): WorkbookMarks {
  const parts = unzipSync(bytes, { filter: ({ name }) => PARTS.test(name) });
  let isFrom1904 = false;
  const idOf = new Map<string, string>();
  read(parts, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'workbookPr') isFrom1904 = /^(?:1|true)$/u.test(attributes['date1904'] ?? '');
    if (name === 'sheet') idOf.set(attributes['name'] ?? '', attributes['r:id'] ?? '');
  });
  const pathOf = new Map<string, string>();
  read(parts, 'xl/_rels/workbook.xml.rels', (name, { Id, Target = '' }) => {
    if (name === 'Relationship' && Id)
      pathOf.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
  });
  const styles = stylesOf(parts);
  return {
    isFrom1904,
    sheet: (name) => sheetMarks(parts, pathOf.get(idOf.get(name) ?? '') ?? '', styles),
  };
}

type Styles = readonly (CellMark | undefined)[];
type Attributes = Readonly<Record<string, string>>;

function read(
  parts: Unzipped,
  path: string,
  opened: (name: string, attributes: Attributes) => void,
  closed: (name: string, text: string) => void = () => undefined,
): void {
  const part = parts[path];
  if (!part) return;
  const parser = new SaxesParser();
  let text = '';
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('opentag', (tag) => {
    text = '';
    opened(local(tag.name), tag.attributes as Attributes);
  });
  parser.on('text', (more) => void (text += more));
  parser.on('closetag', (tag) => closed(local(tag.name), text));
  parser.write(new TextDecoder().decode(part)).close();
}

function stylesOf(parts: Unzipped): Styles {
  const codes = new Map<number, string>();
  const styles: (CellMark | undefined)[] = [];
  let isOfCells = false;
  read(
    parts,
    'xl/styles.xml',
    (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') isOfCells = true;
      if (name !== 'xf' || !isOfCells) return;
      const shown = shownBy(Number(numFmtId), codes.get(Number(numFmtId)));
      styles.push(shown && { shown });
    },
    (name) => {
      if (name === 'cellXfs') isOfCells = false;
    },
  );
  return styles;
}

/** A cell while it is read. */
interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly isError: boolean;
  /** Of its style; none where the cell holds no number. */
  readonly style: CellMark | undefined;
  formula?: string;
  value?: string;
}

function sheetMarks(parts: Unzipped, path: string, styles: Styles): SheetMarks {
  const marks = new Map<number, Map<number, CellMark>>();
  const merged: Merged[] = [];
  let row = -1;
  let column = -1;
  let cell: OpenCell | undefined;
  const keep = (one: OpenCell) => {
    const mark = markOf(one);
    if (!mark) return;
    const ofRow = marks.get(one.row) ?? new Map<number, CellMark>();
    marks.set(one.row, ofRow.set(one.column, mark));
  };
  read(
    parts,
    path,
    (name, { r, s, t, ref }) => {
      if (name === 'mergeCell' && ref !== undefined) merged.push(...overRows(ref));
      if (name === 'row') [row, column] = [r ? Number(r) - 1 : row + 1, -1];
      if (name !== 'c') return;
      column = r ? columnOf(r) : column + 1;
      const isNumber = t === undefined || t === 'n';
      cell = { row, column, isError: t === 'e', style: isNumber ? styles[Number(s ?? 0)] : undefined };
    },
    (name, text) => {
      if (cell && name === 'f') cell.formula = text;
      if (cell && name === 'v') cell.value = text;
      if (cell && name === 'c') keep(cell);
    },
  );
  return { cells: marks, merged };
}

function overRows(range: string): Merged[] {
  const [first = 0, last = first] = (range.match(/\d+/gu) ?? []).map(Number);
  return last > first ? [{ range, lastRow: last }] : [];
}

function markOf({ isError, style, formula, value }: OpenCell): CellMark | undefined {
  if (isError) return { broken: value ?? '#N/A' };
  if (formula !== undefined && value === undefined) return { broken: `=${formula}` };
  return style;
}

/** "AB12" -> 27. */
function columnOf(address: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/u.exec(address)?.[0] ?? 'A') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
