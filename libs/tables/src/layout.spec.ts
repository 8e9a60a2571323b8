import writeWorkbook from 'write-excel-file/node';
import { bankDetails, openTable, piecesSource, producers } from './index';
import { encoded, goods, refusal, said } from '../test/table-of';

const HEADER = 'Désignation;Date;Poids;Humidité';
const LINE = 'Figues séchées à Béni;14/10/2026;2,5;3,2';
const TEXT = `${HEADER}\r\n${LINE}\r\n`;
const ITEM = { name: 'Figues séchées à Béni', day: '2026-10-14', grams: 2_500, ppm: 32_000 };

describe('the letters of a list', () => {
  it.each([
    ['utf8', 'utf8', false],
    ['utf8', 'utf8', true],
    ['utf16le', 'utf16le', true],
    ['utf16le', 'utf16le', false],
    ['utf16be', 'utf16-be', true],
    ['utf16be', 'utf16-be', false],
    ['win1252', 'win1252', false],
    ['win1252', 'iso-8859-1', false],
    ['cp850', 'cp850', false],
  ])('are read in %s (%s, mark %s)', async (found, encoding, addBOM) => {
    const bytes = encoded(TEXT, encoding, addBOM);
    const { understood } = await openTable(piecesSource(bytes, 5), goods);
    expect(understood.layout.encoding).toBe(found);
    expect(await said(goods, bytes)).toEqual([ITEM]);
  });

  it('are the same in whatever form accents are written', async () => {
    expect(await said(goods, TEXT.normalize('NFD'))).toEqual([ITEM]);
  });

  it('are asked for where two code pages are as likely', async () => {
    const open = encoded('Designation;Date\nê;14/10/2026\n', 'cp850');
    const both = Buffer.from(open.map((byte) => (byte === 0x88 ? 0x85 : byte)));
    expect(await refusal(goods, both)).toMatchObject({
      slug: 'encoding',
    });
    expect(await said(goods, both, { encoding: 'cp850' })).toEqual([{ name: 'à', day: '2026-10-14' }]);
  });

  it.each([
    ['of a Macintosh', encoded('Designation;Date\nSéché;14/10/2026\n', 'macintosh')],
    ['of Arabic Windows', encoded('Désignation;Date\nمحمد;14/10/2026\n', 'win1256')],
  ])('are refused by name in a code page that is not read: %s', async (_, bytes) => {
    expect(await refusal(goods, bytes)).toMatchObject({ slug: 'encoding' });
  });

  it('are read in UTF-8 but for the lines that are in something else, which are refused', async () => {
    const bytes = Buffer.concat([encoded(TEXT, 'utf8'), encoded(LINE, 'win1252')]);
    expect(await said(goods, bytes)).toEqual([ITEM, 'line encoding']);
  });

  it.each([
    ['cp850', 'utf8', encoded(TEXT, 'utf8')],
    ['utf8', 'win1252', encoded(TEXT, 'win1252')],
    ['utf8', 'utf16le', encoded(TEXT, 'utf16le', true)],
  ] as const)('are refused where %s is declared and they are in %s', async (encoding, is, bytes) => {
    const message = expect.stringContaining(is);
    expect(await refusal(goods, bytes, { encoding })).toMatchObject({ slug: 'encoding', message });
  });

  it('are the same in any encoding that is declared, where they are ASCII', async () => {
    const ascii = Buffer.from('Designation;Poids\na;2\n');
    for (const encoding of ['utf8', 'win1252', 'cp850'] as const)
      expect(await said(goods, ascii, { encoding })).toEqual([{ name: 'a', grams: 2_000 }]);
  });

  it('are read without the marks that nobody sees', async () => {
    expect(await said(goods, '\ufeffDésignation;Poids\n\u200ea\u200f;\u202a2\u202c\n')).toEqual([
      { name: 'a', grams: 2_000 },
    ]);
  });

  it('end where DOS marks their end', async () => {
    expect(await said(goods, Buffer.concat([encoded(TEXT, 'cp850'), Buffer.from([0x1a])]))).toEqual([ITEM]);
  });

  it('are refused by name where they were decoded twice', async () => {
    const twice = Buffer.from(encoded(TEXT, 'utf8').toString('latin1'), 'utf8');
    expect(await refusal(goods, twice)).toMatchObject({ slug: 'mojibake' });
    const inLine = encoded(LINE, 'utf8').toString('latin1');
    expect(await said(goods, `${HEADER}\n${inLine}`)).toEqual(['name mojibake']);
  });

  it.each([
    ['no text', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'no_text'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a broken workbook', Buffer.from('PK\u0003\u0004 and no more', 'latin1'), 'workbook'],
    ['no header', Buffer.from('a;b;c\n1;2;3\n'), 'header'],
  ])('are refused where there is %s', async (_, bytes, slug) => {
    expect(await refusal(goods, bytes)).toMatchObject({ slug });
  });
});

describe('the cells of a list', () => {
  it.each([';', '\t', '|'])('are parted by %j', async (separator) => {
    expect(await said(goods, TEXT.replaceAll(';', separator))).toEqual([ITEM]);
  });

  it('are parted by commas, with a point for decimals', async () => {
    expect(await said(goods, TEXT.replaceAll(',', '.').replaceAll(';', ','))).toEqual([ITEM]);
  });

  it('may not stand above their header, where they would be lost', async () => {
    expect(await refusal(goods, `3;14/10/2026;2;1\n${TEXT}`)).toMatchObject({ slug: 'header' });
    expect(await said(goods, `Station;14/10/2026;Ouezzane;Pont 2\n${TEXT}`)).toEqual([ITEM]);
  });

  it('may have a header with a separator too many, and rows with one', async () => {
    expect(await said(goods, `${HEADER};\n${LINE}\n${LINE};\n`)).toEqual([ITEM, ITEM]);
  });
});

describe('a workbook', () => {
  const at = new Date(Date.UTC(2026, 9, 14));
  const workbook = (...rows: unknown[][]) =>
    writeWorkbook(
      rows.map((row) =>
        row.map((value) =>
          value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value: value as string },
        ),
      ),
    ).toBuffer();

  it('says itself what is a number and a day: nothing is guessed', async () => {
    const bytes = await workbook(
      ['Liste du jour'],
      ['Désignation', 'Date', 'Poids'],
      ['a', at, 12.5],
      ['b', new Date(Date.UTC(2026, 8, 10)), 1280.0000000000002],
    );
    expect(await said(goods, bytes)).toEqual([
      { name: 'a', day: '2026-10-14', grams: 12_500 },
      { name: 'b', day: '2026-09-10', grams: 1_280_000 },
    ]);
  });

  it('is as open as a text where it holds texts', async () => {
    const bytes = await workbook(['Désignation', 'Date', 'Poids'], ['a', at, '12,500']);
    expect(await refusal(goods, bytes)).toMatchObject({ slug: 'decimal_mark' });
  });

  it('loses digits of a long number, which is refused', async () => {
    const bytes = await workbook(['Désignation', 'Poids'], [11_519_000_001_205_000_000, 1]);
    expect(await said(goods, bytes)).toEqual(['name id_characters']);
  });

  it('with two sheets that are filled is asked which', async () => {
    const sheet = [[{ value: 'Désignation' }], [{ value: 'a' }]];
    const bytes = await writeWorkbook([
      { data: sheet, sheet: 'Un' },
      { data: sheet, sheet: 'Deux' },
    ]).toBuffer();
    expect(await refusal(goods, bytes)).toMatchObject({ slug: 'workbook' });
    expect(await said(goods, bytes, { sheet: 'Deux' })).toEqual([{ name: 'a' }]);
    expect(await refusal(goods, bytes, { sheet: 'Trois' })).toMatchObject({ slug: 'workbook' });
  });
});

describe('a list of bank details', () => {
  it('takes the IBAN for its RIB', async () => {
    const text =
      'Producteur;RIB\nP-1;MA64 0115 1900 0001 2050 0053 4921\nP-2;FR64 0115 1900 0001 2050 0053 4921';
    expect(await said(bankDetails, text)).toEqual([
      { producerCode: 'P-1', rib: '011519000001205000534921' },
      'rib rib_digits',
    ]);
  });
});

describe('a list of producers', () => {
  it.each([
    ['Prénom;Nom complet', 'Ali;Ali Bugtest', 'Ali Bugtest'],
    ['Prénom;Nom et prénom', 'Ali;BUGTEST Ali', 'BUGTEST Ali'],
    ['Divers;Prénom et nom', ';Ali Bugtest', 'Ali Bugtest'],
    ['Prénom;Nom complet', 'Omar;Ali Bugtest', undefined],
  ])('does not double a first name: %s with %s', async (columns, cells, name) => {
    const header = `Code producteur;Coopérative;${columns};CIN;Téléphone;Né le;Affilié le`;
    const line = `P-1;C-1;${cells};ZZ990001;+212600009101;12/06/1959;25/06/2026`;
    const is = name === undefined ? 'name one_name' : expect.objectContaining({ name });
    expect(await said(producers, `${header}\n${line}`)).toEqual([is]);
  });

  it('keeps the first name under a header without accents', async () => {
    const header =
      'Code producteur;Cooperative;Prenom;Nom;CIN;Telephone;Date de naissance;Date d affiliation';
    const line = 'P-1;C-1;Essai;Bugtest;ZZ990001;+212600009101;12/06/1959;25/06/2026';
    expect(await said(producers, `${header}\n${line}`)).toMatchObject([
      { name: 'Essai Bugtest', birthDate: '1959-06-12', affiliatedOn: '2026-06-25' },
    ]);
  });
});
