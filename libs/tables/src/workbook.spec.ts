import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeWorkbook from 'write-excel-file/node';
import { shownBy } from './number-format';
import { goods, said } from '../test/table-of';

/** A number with the format that a sheet shows it in. */
const shown = (value: number, format: string) => ({ value, type: Number, format });
const at = (time: number) => ({ value: new Date(time), type: Date, format: 'dd/mm/yyyy hh:mm' });
const HEADER = ['Désignation', 'Poids', 'Tare'];

const workbook = (...rows: unknown[][]): Promise<Buffer> =>
  writeWorkbook(
    rows.map((row) =>
      row.map((cell) => (typeof cell === 'object' ? (cell as { value: string }) : { value: cell as string })),
    ),
  ).toBuffer();

/** A workbook, one of its parts written otherwise. */
function rewritten(bytes: Buffer, part: string, change: (xml: string) => string): Buffer {
  const parts = unzipSync(bytes);
  const old = parts[part];
  if (!old) throw new Error(`no ${part}`);
  return Buffer.from(zipSync({ ...parts, [part]: strToU8(change(strFromU8(old))) }));
}
const SHEET = 'xl/worksheets/sheet1.xml';

describe('a number of a workbook', () => {
  it('is in the unit that the sheet shows behind it', async () => {
    const bytes = await workbook(
      HEADER,
      ['a', shown(24.8, '0.0" q"'), shown(1200, '#,##0\\ "kg"')],
      ['b', shown(2480, '0.00,"t"'), 2],
    );
    expect(await said(goods, bytes)).toEqual([
      { name: 'a', grams: 2_480_000, second: 1_200_000 },
      { name: 'b', grams: 2_480_000, second: 2_000 },
    ]);
  });

  it('is refused where the sheet shows it in thousands, or in a unit that is not the office’s', async () => {
    const bytes = await workbook(HEADER, ['a', shown(2480, '0.00,'), 1], ['b', shown(2480, '0" lb"'), 1]);
    expect(await said(goods, bytes)).toEqual(['grams decimal_number', 'unit known_unit']);
  });

  it('is in per cent where the sheet shows per cent: 0.032 is 3,2 %', async () => {
    const bytes = await workbook(
      ['Désignation', 'Humidité', 'Montant'],
      ['a', shown(0.032, '0.0%'), shown(12.5, '#,##0.00\\ [$MAD]')],
      ['b', 3.2, shown(12.5, '#,##0.00\\ [$€-40C]')],
    );
    expect(await said(goods, bytes)).toEqual([
      { name: 'a', ppm: 32_000, centimes: 1_250 },
      'centimes known_unit',
    ]);
  });

  it('keeps the zeros before it that the sheet shows', async () => {
    const bytes = await workbook(HEADER, [shown(451, '000000'), 2, 1]);
    expect(await said(goods, bytes)).toMatchObject([{ name: '000451' }]);
  });

  it.each([
    [10, undefined, { word: '', isPercent: true, digits: 0, thousands: 0 }],
    [164, '_-* #,##0.00\\ _€_-;-* #,##0.00\\ _€_-', undefined],
    [164, '[Red][>=1000]#,##0.0 "t";0', { word: 't', isPercent: false, digits: 0, thousands: 0 }],
    [164, '0.00E+00', undefined],
    [0, undefined, undefined],
  ])('is shown by the format %s %s as %j', (id, code, is) => {
    expect(shownBy(id, code)).toEqual(is);
  });
});

describe('a formula of a workbook', () => {
  const bytesWith = async (cell: string) =>
    rewritten(await workbook(HEADER, ['a', 2, 77]), SHEET, (xml) =>
      xml.replace(/<c r="C2"[^>]*>.*?<\/c>/u, cell),
    );

  it('counts with its result', async () => {
    const bytes = await bytesWith('<c r="C2"><f>B2-1</f><v>1</v></c>');
    expect(await said(goods, bytes)).toEqual([{ name: 'a', grams: 2_000, second: 1_000 }]);
  });

  it.each([
    ['an error', '<c r="C2" t="e"><v>#N/A</v></c>'],
    ['an error of a formula', '<c r="C2" t="e"><f>B2/0</f><v>#DIV/0!</v></c>'],
    ['no result', '<c r="C2"><f>B2-1</f></c>'],
  ])('refuses its line where it has %s: the cell is not empty', async (_, cell) => {
    expect(await said(goods, await bytesWith(cell))).toEqual(['line formula']);
  });

  it('refuses its line in a text file too', async () => {
    const rows = ['a;2;#VALEUR!', 'b;2;=B3-1', 'c;2;1'].join('\n');
    expect(await said(goods, `Désignation;Poids;Tare\n${rows}`)).toEqual([
      'line formula',
      'line formula',
      { name: 'c', grams: 2_000, second: 1_000 },
    ]);
  });
});

describe('a day of a workbook', () => {
  it('is counted from 1904 where the workbook says so', async () => {
    const bytes = await workbook(['Désignation', 'Date'], ['a', at(Date.UTC(2026, 9, 14))]);
    const mac = rewritten(bytes, 'xl/workbook.xml', (xml) =>
      xml.replace(/<workbookPr[^>]*>/u, '<workbookPr date1904="1"/>'),
    );
    expect(await said(goods, bytes)).toEqual([{ name: 'a', day: '2026-10-14' }]);
    expect(await said(goods, mac)).toEqual([{ name: 'a', day: '2030-10-15' }]);
    const time = await workbook(['Désignation', 'Date'], ['a', at(Date.UTC(1899, 11, 30, 14, 5))]);
    expect(await said(goods, time)).toEqual(['day real_date']);
  });
});
