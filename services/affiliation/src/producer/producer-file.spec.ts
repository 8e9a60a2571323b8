import { Readable } from 'node:stream';
import { readCsv, readNdjson, type FileLine } from './http/producer-file';

const HEADER =
  "Code producteur;Coopérative;Prénom;Nom;Nom en arabe;CIN;Téléphone;Date de naissance;Date d'affiliation";
const LINE = 'P-1;C-1;Khadija;Bouzaghdil;خديجة;ZZ107919;+212600000061;12/06/1959;05/06/2026';
const producer = {
  producerCode: 'P-1',
  cooperativeId: 'C-1',
  name: 'Khadija Bouzaghdil',
  nameArabic: 'خديجة',
  cin: 'ZZ107919',
  phone: '+212600000061',
  birthDate: '1959-06-12',
  affiliatedOn: '2026-06-05',
};

const collect = async (lines: AsyncGenerator<FileLine>) => {
  const all: FileLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
};
const csv = (text: string) => collect(readCsv(Readable.from([Buffer.from(text)])));

describe('a CSV file of producers', () => {
  it.each([
    ['with a byte order mark and CR LF', `\uFEFF${HEADER}\r\n${LINE}\r\n`],
    ['with LF and no last line end', `${HEADER}\n${LINE}`],
    ['with an empty line', `${HEADER}\n\n${LINE}\n`],
    ['with quotes', `${HEADER}\n${LINE.replace('Khadija', '"Khadija"')}\n`],
    ['with a column more', `${HEADER};Remarque\n${LINE};bonne\n`],
  ])('is read %s', async (_how, text) => {
    expect((await csv(text)).map((one) => one.producer)).toEqual([producer]);
  });

  it.each([
    ['without accents, in capitals', HEADER.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()],
    ['with accents as letters of their own', HEADER.normalize('NFD')],
    ['by other names', HEADER.replace('Téléphone', 'GSM').replace('CIN', 'N° CNIE')],
  ])('keeps the first name, with headers %s', async (_how, header) => {
    expect((await csv(`${header}\n${LINE}`)).map((one) => one.producer)).toEqual([producer]);
  });

  it.each([',', '\t', '|'])('is read with %j between its cells', async (separator) => {
    const text = `${HEADER}\n${LINE}`.replaceAll(';', separator);
    expect((await csv(text)).map((one) => one.producer)).toEqual([producer]);
  });

  it('is read in pieces that cut letters in two', async () => {
    const bytes = Buffer.from(`\uFEFF${HEADER}\r\n${LINE}\r\n`);
    const pieces = Array.from({ length: bytes.length }, (_, at) => bytes.subarray(at, at + 1));
    expect(await collect(readCsv(Readable.from(pieces)))).toEqual([{ line: 2, producer }]);
  });

  it('takes its columns in any order', async () => {
    const turned = (text: string) => text.split(';').reverse().join(';');
    expect((await csv(`${turned(HEADER)}\n${turned(LINE)}`))[0]?.producer).toEqual(producer);
  });

  it('leaves out an empty Arabic name and passes on what is no date', async () => {
    const [read] = await csv(`${HEADER}\n${LINE.replace('خديجة', '').replace('12/06/1959', '12 juin')}`);
    expect(read?.producer).toEqual({ ...producer, nameArabic: undefined, birthDate: '12 juin' });
  });

  it('numbers its lines as an editor does', async () => {
    const lines = await csv(`${HEADER}\n${LINE}\n\n${LINE}\n${LINE}`);
    expect(lines.map((one) => one.line)).toEqual([2, 4, 5]);
  });

  it('is refused as a whole where columns are not there, naming them', async () => {
    await expect(csv(`${HEADER.replace('CIN;', '')}\n${LINE}`)).rejects.toMatchObject({
      problem: { code: 'csv_columns', detail: expect.stringContaining('Not there: CIN.') },
    });
  });

  it('loses one line to an open quote, and no other', async () => {
    const lines = await csv(`${HEADER}\n${LINE}\n${LINE.replace('Khadija', '"Khadija')}\n${LINE}`);
    expect(lines).toMatchObject([
      { line: 2, producer },
      { line: 3, fault: { problem: { code: 'csv_line' } } },
      { line: 4, producer },
    ]);
  });

  it('passes on a short line with what it has', async () => {
    const [read] = await csv(`${HEADER}\nP-1;C-1`);
    expect(read?.producer).toMatchObject({ producerCode: 'P-1', cooperativeId: 'C-1', name: '' });
  });
});

describe('an NDJSON file of producers', () => {
  it('is read a line at a time; a broken line spoils only itself', async () => {
    const text = `${JSON.stringify(producer)}\nnot json\n\n${JSON.stringify(producer)}`;
    const lines = await collect(readNdjson(Readable.from([Buffer.from(text)])));
    expect(lines).toMatchObject([
      { line: 1, producer },
      { line: 2, fault: { problem: { code: 'not_json' } } },
      { line: 4, producer },
    ]);
  });
});
