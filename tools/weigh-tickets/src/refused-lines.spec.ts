import { readAll } from '../test/ticket-files';

const HEADER =
  'N° ticket;Terminal;Date;Heure;Code producteur;Poids brut;Tare;Poids net;Unité;Nombre de caisses;Tare caisse';
const GOOD = {
  ticket: 'T-1',
  terminal: 'TM-1',
  date: '14/09/2026',
  time: '09:30',
  producer: 'P-MEK-0012',
  gross: '1860,0',
  tare: '360',
  net: '1500,000',
  unit: 'kg',
  count: '10',
  each: '1,8',
};
const lineOf = (change: Partial<typeof GOOD>) => Object.values({ ...GOOD, ...change }).join(';');

describe('a refused line', () => {
  it.each<[string, string, Partial<typeof GOOD>]>([
    ['ticketNumber', 'present', { ticket: '' }],
    ['ticketNumber', 'id_characters', { ticket: 'T.1' }],
    ['terminalId', 'id_characters', { terminal: 'TM 1>' }],
    ['producerCode', 'present', { producer: ' ' }],
    ['producerCode', 'id_characters', { producer: 'P-MÉK-0012' }],
    ['weighedAt', 'present', { date: '' }],
    ['weighedAt', 'present', { time: '' }],
    ['weighedAt', 'real_date', { date: '14 sept. 2026' }],
    ['weighedAt', 'real_date', { date: '31/09/2026' }],
    ['weighedAt', 'real_date', { date: '12/09/0026' }],
    ['weighedAt', 'real_time', { time: '24:00' }],
    ['weighedAt', 'real_time', { time: '9.30' }],
    ['weighedAt', 'real_time', { date: '22/03/2026', time: '02:30' }],
    ['weighedAt', 'one_time', { date: '14/09/2026 08:00' }],
    ['grossGrams', 'present', { gross: '' }],
    ['grossGrams', 'decimal_number', { gross: '18 60,0' }],
    ['grossGrams', 'decimal_mark', { gross: '1.860' }],
    ['grossGrams', 'three_decimals', { gross: '1860,0001' }],
    ['grossGrams', 'not_negative', { gross: '-1860' }],
    ['grossGrams', 'positive', { gross: '0' }],
    ['grossGrams', 'at_most_1000_t', { gross: '1000001' }],
    ['grossGrams', 'at_most_1000_t', { gross: '99999999999999999999' }],
    ['tareGrams', 'present', { tare: '' }],
    ['tareGrams', 'below_gross', { tare: '1860,000', net: '' }],
    ['netGrams', 'equals_gross_minus_tare', { net: '1500,001' }],
    ['unit', 'known_unit', { unit: '' }],
    ['containers.count', 'whole_number', { count: '2,5' }],
    ['containers.tareGramsEach', 'below_gross', { each: '186', net: '' }],
    ['line', 'column_count', { each: '1,8;extra' }],
    ['line', 'encoding', { producer: 'P-\u{fffd}' }],
  ])('names %s and %s', async (field, rule, change) => {
    const raw = lineOf(change);
    const [good, refused, again] = await readAll(`${HEADER}\n${lineOf({})}\n${raw}\n${lineOf({})}\n`);
    expect(refused).toEqual({ line: 3, field, rule, message: expect.stringMatching(/.{10,}\.$/u), raw });
    expect([good, again]).toMatchObject([
      { ticket: { ticketNumber: 'T-1' } },
      { ticket: { ticketNumber: 'T-1' } },
    ]);
  });

  it('is one that is cut short, since its last number may be cut as well', async () => {
    const [refused] = await readAll(`${HEADER}\n${lineOf({}).slice(0, -4)}`);
    expect(refused).toMatchObject({ field: 'line', rule: 'column_count' });
  });

  it('is one whose unit contradicts the header', async () => {
    const [refused] = await readAll(
      `${HEADER.replace('Tare;', 'Tare (kg);')}\n${lineOf({ unit: 't', gross: '18,6', tare: '3,6' })}`,
    );
    expect(refused).toMatchObject({ field: 'unit', rule: 'one_unit' });
  });

  it('is one with a byte that its UTF-8 file cannot hold', async () => {
    const spoilt = Buffer.concat([
      Buffer.from(`\u{feff}${HEADER}\n${lineOf({})}\nT-`, 'utf8'),
      Buffer.from([0xe9]),
      Buffer.from(lineOf({}).slice(2)),
    ]);
    expect(await readAll(spoilt)).toMatchObject([
      { line: 2, ticket: {} },
      { line: 3, rule: 'encoding' },
    ]);
  });

  it('is one with thousands grouped by points where only a comma is proven, and no group', async () => {
    const [, refused] = await readAll(`${HEADER}\n${lineOf({})}\n${lineOf({ gross: '1.860', net: '' })}`);
    expect(refused).toMatchObject({ field: 'grossGrams', rule: 'decimal_mark' });
  });
});
