import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { checkTable } from '@oce/imports';
import { bytesSource, TableError, type TableSource } from '@oce/tables';
import { openWeighTickets, readWeighTickets, weighTickets } from './index';
import { readAll } from '../test/ticket-files';

const TICKET = {
  ticketNumber: 'OUEZ01-000123',
  producerCode: 'P-OUEZ-0012',
  grossGrams: 1_860_000,
  tareGrams: 360_500,
  weighedAt: '2026-09-14T08:30:00Z',
};

const HEADER = 'N° ticket;Date;Heure;Code producteur;Poids brut;Tare';
const LINE = 'OUEZ01-000123;14/09/2026;09:30;P-OUEZ-0012;1860,0;360,5';

describe('reading weigh tickets', () => {
  it.each([
    ['semicolons, comma, UTF-8', ';', ',', 'utf8', false],
    ['semicolons, comma, UTF-8 with a byte order mark', ';', ',', 'utf8', true],
    ['semicolons, comma, Windows-1252', ';', ',', 'win1252', false],
    ['semicolons, point, UTF-8', ';', '.', 'utf8', false],
    ['commas, point, UTF-8', ',', '.', 'utf8', false],
    ['commas, point, UTF-8 with a byte order mark', ',', '.', 'utf8', true],
    ['commas, point, Windows-1252', ',', '.', 'win1252', false],
  ])('reads %s', async (_name, separator, mark, encoding, addBOM) => {
    const text = `${HEADER};Nombre de fûts\r\n${LINE.replaceAll(',', mark)};4\r\n`.replaceAll(';', separator);
    const containers = { kind: 'fût', count: 4 };
    expect(await readAll(iconv.encode(text, encoding, { addBOM }))).toEqual([
      { line: 2, ticket: { ...TICKET, containers } },
    ]);
  });

  it('takes a comma as the decimal mark of a comma-separated file where its quoted numbers prove it', async () => {
    const text = `${HEADER}\n${LINE}`
      .replaceAll(',', '.')
      .replaceAll(';', ',')
      .replace(/(\d+)\.(\d)(?=,|$)/gu, '"$1,$2"');
    expect(text).toContain('"1860,0","360,5"');
    expect(await readAll(text)).toEqual([{ line: 2, ticket: TICKET }]);
  });

  it('reads all columns, in any order, whatever case, accents and names they have', async () => {
    const text = [
      'PESEUR;OBSERVATIONS;tare_contenant (kg);TYPE CONTENANT;Nombre contenants;poids NET (kg);Tare (KG);POIDS BRUT kg',
      ';Produit;campagne;CODE PRODUCTEUR;DATE PESEE;Poste;Numéro de bon\n',
      'Ali;;1,2;seau;5;1 494,000;360;1 860;MIEL;MIEL-2026;P-IFR-0001;14/09/2026 09:30:15;TM-IFR-01;B-1',
    ].join('');
    expect(await readAll(text)).toEqual([
      {
        line: 2,
        ticket: {
          ticketNumber: 'B-1',
          terminalId: 'TM-IFR-01',
          producerCode: 'P-IFR-0001',
          campaignId: 'MIEL-2026',
          productId: 'MIEL',
          grossGrams: 1_860_000,
          tareGrams: 360_000,
          containers: { kind: 'seau', count: 5, tareGramsEach: 1200 },
          weighedAt: '2026-09-14T08:30:15Z',
        },
      },
    ]);
  });

  it('reads tonnes by the column of units or by the header', async () => {
    const byColumn = `${HEADER};Unité\n${LINE.replace('1860,0;360,5', '1,86;0,36')};T`;
    const byHeader = `${HEADER.replace('brut', 'brut (t)').replace('Tare', 'Tare (kg)')}\n${LINE.replace('1860,0', '1,86')}`;
    expect(await readAll(byColumn)).toMatchObject([
      { ticket: { grossGrams: 1_860_000, tareGrams: 360_000 } },
    ]);
    expect(await readAll(byHeader)).toMatchObject([
      { ticket: { grossGrams: 1_860_000, tareGrams: 360_500 } },
    ]);
  });

  it('takes the tare of containers off where it is given, unless the net weight shows that the tare has it', async () => {
    const header = `${HEADER};Poids net;Caisses;Tare caisse`;
    const read = await readAll(
      [
        header,
        `${LINE};1427,5;40;1,8`,
        `${LINE};1499,5;40;1,8`,
        `${LINE};;40;1,8`,
        `${LINE};;40;`,
        `${LINE};1400,0;40;1,8`,
        `${LINE};;100000;1,8`,
      ].join('\n'),
    );
    const kept = { kind: 'caisse', count: 40, tareGramsEach: 1800 };
    expect(read).toMatchObject([
      { ticket: { containers: kept } },
      { ticket: { containers: { kind: 'caisse', count: 40 } } },
      { ticket: { containers: kept } },
      { ticket: { containers: { kind: 'caisse', count: 40 } } },
      { rule: 'equals_gross_minus_tare' },
      { field: 'containers.tareGramsEach', rule: 'below_gross' },
    ]);
    expect(read[1]).not.toHaveProperty('ticket.containers.tareGramsEach');
  });

  it('is told which containers are counted without a tare, before anything is sent', async () => {
    const rows = [';40;', ';40;1,8', ';;'].map((rest) => `${LINE};${rest}`);
    const text = [`${HEADER};Poids net;Nombre de caisses;Tare caisse`, ...rows].join('\n');
    const report = await checkTable(
      await openWeighTickets(bytesSource(Buffer.from(text))),
      weighTickets(),
      'p.csv',
    );
    expect(report.notes).toEqual([expect.stringMatching(/sans tare à déduire.*lignes : 1/u)]);
  });

  it('refuses the line that has a tare of containers and no count of them, unless its net weight shows what it is', async () => {
    const header = `${HEADER};Poids net;Nombre de caisses;Tare caisse`;
    const rows = [';;2', '1499,5;;2', ';0;2', ';;'].map((rest) => `${LINE};${rest}`);
    expect(await readAll([header, ...rows].join('\n'))).toMatchObject([
      { field: 'containers.count', rule: 'present' },
      { ticket: TICKET },
      { ticket: TICKET },
      { ticket: TICKET },
    ]);
    expect(await readAll(`${HEADER};Tare emballage\n${LINE};2`)).toMatchObject([
      { field: 'containers.count' },
    ]);
  });

  it('takes the weighbridge for the terminal where there is no terminal', async () => {
    expect(await readAll(`${HEADER};Pont-bascule\n${LINE};PB-1`)).toMatchObject([
      { ticket: { terminalId: 'PB-1' } },
    ]);
  });

  it('skips titles above the header and empty rows, and counts physical lines', async () => {
    const lines = await readAll(`Station de Ouezzane;;;;;\n\n${HEADER}\n;;;;;\n${LINE}\n\n`);
    expect(lines).toEqual([{ line: 5, ticket: TICKET }]);
  });

  it('follows the legal time of Morocco, in Ramadan and out of it', async () => {
    const at = async (when: string) => {
      const text = `${HEADER}\n${LINE.replace('14/09/2026;09:30', when)}`;
      const [read] = await readAll(text, 100, { dateOrder: 'dmy' });
      return read && 'ticket' in read ? read.ticket.weighedAt : read?.rule;
    };
    expect(await at('01/03/2026;09:30')).toBe('2026-03-01T09:30:00Z');
    expect(await at('22/03/2026;03:30')).toBe('2026-03-22T02:30:00Z');
    expect(await at('15/02/2026;02:30')).toBe('2026-02-15T01:30:00Z');
    expect(await at('14/09/2026 00:00:00;9:05:07')).toBe('2026-09-14T08:05:07Z');
  });

  it.each([
    ['14/09/2026;09h30', 'Z'],
    ['14/09/2026;9 h 30 min 07 s', '07Z'],
    ['14/09/2026 à 9h30;', 'Z'],
    ['14/09/2026;09:30:07.250', '07Z'],
    ['14/09/2026;9:30 AM', 'Z'],
    ['14/09/2026 09:30:07 a.m.;', '07Z'],
    ['2026/09/14;٠٩:٣٠', 'Z'],
    ['20260914;09:30', 'Z'],
    ['2026-09-14T09:30:07.000;', '07Z'],
  ])('reads the moment %s', async (when, end) => {
    const text = `${HEADER}\n${LINE.replace('14/09/2026;09:30', when)}`;
    const weighedAt = `2026-09-14T08:30:${end === 'Z' ? '00Z' : end}`;
    expect(await readAll(text)).toEqual([{ line: 2, ticket: { ...TICKET, weighedAt } }]);
  });

  it('knows twelve hours from twenty-four by their half of the day', async () => {
    const rows = ['12:05 AM', '12:05 pm', '2:05 PM', '14:05 PM'].map((time) => LINE.replace('09:30', time));
    expect(await readAll([HEADER, ...rows].join('\n'))).toMatchObject([
      { ticket: { weighedAt: '2026-09-13T23:05:00Z' } },
      { ticket: { weighedAt: '2026-09-14T11:05:00Z' } },
      { ticket: { weighedAt: '2026-09-14T13:05:00Z' } },
      { rule: 'real_time' },
    ]);
  });

  it.each(['2026-09-14T09:30:00Z;', '14/09/2026;09:30+02:00', '14/09/2026 09:30 UTC;'])(
    'refuses the moment %s by its zone: a weighbridge tells the legal time',
    async (when) => {
      const text = `${HEADER}\n${LINE.replace('14/09/2026;09:30', when)}`;
      const message = expect.stringContaining('fuseau');
      expect(await readAll(text)).toMatchObject([{ rule: 'real_time', message }]);
    },
  );

  it('keeps the zeros of a number that a text file protects from a spreadsheet', async () => {
    expect(await readAll(`${HEADER}\n${LINE.replace('OUEZ01-000123', '="000123"')}`)).toEqual([
      { line: 2, ticket: { ...TICKET, ticketNumber: '000123' } },
    ]);
  });

  it('reads a quoted cell with separators, quotes and line ends, and goes on counting lines', async () => {
    const text = `${HEADER};Observations\n${LINE};"pluie ; ""forte""\nà midi"\n${LINE};tuyau 12" cassé\n`;
    expect(await readAll(text)).toEqual([
      { line: 2, ticket: TICKET },
      { line: 4, ticket: TICKET },
    ]);
  });

  it('loses one line, not the rest of the file, to a quote that stays open', async () => {
    const open = `"${LINE}`;
    const lines = await readAll(`${HEADER}\n${open}\n${LINE}\n${LINE}\n`);
    expect(lines).toEqual([
      { line: 2, field: 'line', rule: 'quoting', message: expect.any(String), raw: open },
      { line: 3, ticket: TICKET },
      { line: 4, ticket: TICKET },
    ]);
  });

  it('does not take two stray quotes for one long cell', async () => {
    const opens = LINE.replace('P-', '"P-');
    const closes = LINE.replace(';1860', '";1860');
    const between = await readAll(`${HEADER}\n${opens}\n${LINE}\n${closes}\n`);
    expect(between).toMatchObject([
      { rule: 'quoting' },
      { line: 3, ticket: TICKET },
      { line: 4, field: 'producerCode' },
    ]);
    const short = await readAll(`${HEADER}\n${opens}\n${LINE.replace('360', '360";')}\n`);
    expect(short).toMatchObject([{ rule: 'quoting' }, { line: 3, rule: 'column_count' }]);
  });

  it.each([
    ['utf8', 70_000],
    ['utf8', 70_001],
    ['win1252', 70_000],
  ])('decides for %s by a sample of a long file, wherever %i bytes cut it', async (encoding, size) => {
    const remark = `${'é'.repeat(1000)}n`;
    const text = `${HEADER};Type contenant;Sacs\n${`${LINE};${remark};3\n`.repeat(100)}`;
    const lines = await readAll(iconv.encode(text, encoding), size);
    expect(lines).toHaveLength(100);
    for (const line of lines) expect(line).toMatchObject({ ticket: { containers: { kind: remark } } });
  });

  it('reads from a path, and frees the file when the reader leaves early', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'weigh-tickets-'));
    try {
      const path = join(folder, 'tickets.csv');
      await writeFile(path, `${HEADER}\n${LINE}\n${LINE}\n`);
      for await (const line of readWeighTickets(path)) {
        expect(line).toEqual({ line: 2, item: TICKET, raw: LINE });
        break;
      }
      await expect(readWeighTickets(join(folder, 'none.csv')).next()).rejects.toThrow('ENOENT');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('closes each stream that it reads, also when the reader leaves early', async () => {
    let open = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      open += 1;
      try {
        yield Buffer.from(`${HEADER}\n${LINE}\n`);
        for (let at = 0; at < 50; at += 1) yield Buffer.from(`${LINE}\n`.repeat(500));
      } finally {
        open -= 1;
      }
    }
    const source: TableSource = { open: counted };
    for await (const line of readWeighTickets(source)) {
      expect(line.line).toBe(2);
      break;
    }
    expect(open).toBe(0);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['ticketNumber', 'N° ticket'],
    ['weighedAt date', 'Date'],
    ['producerCode', 'Code producteur'],
    ['grossGrams', 'Poids brut'],
    ['tareGrams', 'Tare'],
  ])('without %s is refused with the name of the column and what it may be called', async (field, name) => {
    const names = HEADER.split(';').filter((column) => column !== name);
    const error: unknown = await readAll(names.join(';')).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TableError);
    expect(error).toMatchObject({
      column: field.split(' ').at(-1),
      accepted: expect.arrayContaining([name]),
      message: expect.stringContaining(`« ${name} »`),
    });
  });

  it.each([
    ['is empty', '', 'vide'],
    ['has no header', 'a;b;c\n1;2;3', 'en-tête'],
    ['has the same column twice', `${HEADER};Bon\n`, 'Deux colonnes'],
    ['is no text', 'x'.repeat(70_000), 'fin de ligne'],
  ])('and %s is refused as a whole', async (_name, text, message) => {
    await expect(readAll(text, 4096)).rejects.toThrow(message);
  });
});
