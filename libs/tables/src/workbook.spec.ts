import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeWorkbook from 'write-excel-file/node';
import { shownBy } from './number-format';
import { goods, refusal, said } from '../test/table-of';

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

  it('is refused beside texts where a spreadsheet may have changed day and month', async () => {
    const [april, may] = [at(Date.UTC(2026, 3, 10)), at(Date.UTC(2026, 4, 25))];
    const header = ['Désignation', 'Date'];
    const turned = await workbook(header, ['a', april], ['b', '14/10/2026']);
    expect(await refusal(goods, turned)).toMatchObject({ slug: 'date_order' });
    const sound = await workbook(header, ['a', april], ['b', '14/10/2026'], ['c', may]);
    expect(await said(goods, sound)).toMatchObject([
      { day: '2026-04-10' },
      { day: '2026-10-14' },
      { day: '2026-05-25' },
    ]);
  });
});

describe('a sheet of a workbook', () => {
  it('is refused where a fraction stands beside texts with points between thousands', async () => {
    expect(await refusal(goods, await workbook(HEADER, ['a', '12.480,5', 1.2]))).toMatchObject({
      slug: 'decimal_mark',
    });
    expect(await said(goods, await workbook(HEADER, ['a', '2480,5', 1200.5]))).toEqual([
      { name: 'a', grams: 2_480_500, second: 1_200_500 },
    ]);
  });

  it.each([
    ['in its rows', 'A3:A4', false],
    ['over its header and a row', 'B2:B3', false],
    ['above its header', 'A1:C1', true],
    ['within a row', 'B4:C4', true],
  ])('with cells that are merged %s (%s) is read: %s', async (_, range, isRead) => {
    const rows = [['Liste'], HEADER, ['a', 2, 1], ['b', 3, 1]];
    const bytes = rewritten(await workbook(...rows), SHEET, (xml) =>
      xml.replace('</sheetData>', `</sheetData><mergeCells><mergeCell ref="${range}"/></mergeCells>`),
    );
    if (isRead) expect(await said(goods, bytes)).toHaveLength(2);
    else expect(await refusal(goods, bytes)).toMatchObject({ slug: 'workbook' });
  });
});
