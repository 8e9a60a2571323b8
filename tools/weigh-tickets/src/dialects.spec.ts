import { TableError, type Encoding, type TableSource } from '@oce/tables';
import { rounds } from '@oce/testing';
import fc from 'fast-check';
import type { Field } from './columns';
import { readWeighTickets } from './index';
import type { WeighTicket } from './ticket';
import { type FileStyle, PLAIN_STYLE, readAll, stepOf, ticketFile, type Said } from '../test/ticket-files';

const ID = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/u);
const KIND = fc.constantFrom('caisse', 'fût', 'seau', 'sac "jute"; 25 kg, neuf', 'palox à claire-voie');

/** Whole kilograms where the file is in tonnes: its three decimals hold no less. */
function ticketIn(step: number): fc.Arbitrary<WeighTicket> {
  return fc
    .record(
      {
        ticketNumber: ID,
        terminalId: ID,
        producerCode: ID,
        campaignId: ID,
        productId: ID,
        tare: fc.integer({ min: 0, max: 40_000_000 / step }),
        net: fc.integer({ min: 1, max: 60_000_000 / step }),
        seconds: fc.integer({ min: 1_767_225_600, max: 1_798_761_599 }),
        containers: fc.record({ kind: KIND, count: fc.integer({ min: 1, max: 2000 }) }),
        each: fc.boolean(),
      },
      { requiredKeys: ['ticketNumber', 'producerCode', 'tare', 'net', 'seconds', 'each'] },
    )
    .map(({ tare, net, seconds, containers, each, ...ids }) => {
      const grossGrams = (tare + net) * step;
      // The largest weight of one container that still leaves something in them.
      const most = containers ? Math.floor((net * step - 1) / containers.count / step) * step : 0;
      return {
        ...ids,
        grossGrams,
        tareGrams: tare * step,
        ...(containers && { containers: { ...containers, ...(each && { tareGramsEach: most }) } }),
        weighedAt: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'),
      };
    })
    .filter(({ weighedAt }) => !inRepeatedHour(weighedAt));
}

/** Local times between 02:00 and 03:00 on 15 February 2026 happen twice; a ticket can only mean the first. */
function inRepeatedHour(weighedAt: string): boolean {
  return weighedAt.startsWith('2026-02-15T02');
}

const STYLE: fc.Arbitrary<FileStyle> = fc.record({
  separator: fc.constantFrom(';', ',', '\t', '|'),
  decimalMark: fc.constantFrom(',', '.'),
  groups: fc.constantFrom('none', 'space', 'mark'),
  dates: fc.constantFrom('dmy', 'mdy', 'iso'),
  encoding: fc.constantFrom(
    'utf8',
    'utf8-bom',
    'utf16le',
    'utf16le-bom',
    'utf16be',
    'utf16be-bom',
    'win1252',
    'cp850',
  ),
  unit: fc.constantFrom('g', 'kg', 'q', 't'),
  unitIn: fc.constantFrom('column', 'header'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  timeIn: fc.constantFrom('date', 'own column'),
  order: fc.shuffledSubarray([...PLAIN_STYLE.order], { minLength: PLAIN_STYLE.order.length }),
  synonym: fc.nat({ max: 12 }),
  spelling: fc.constantFrom('as given', 'upper case', 'without accents', 'decomposed'),
  quoteAll: fc.boolean(),
} as const satisfies { [K in keyof FileStyle]: fc.Arbitrary<FileStyle[K]> });

const filesIn = (styles: fc.Arbitrary<FileStyle>) =>
  styles.chain((style) =>
    fc.record({
      style: fc.constant(style),
      tickets: fc.array(ticketIn(stepOf(style.unit)), { minLength: 1, maxLength: 8 }),
      size: fc.integer({ min: 1, max: 200 }),
    }),
  );

/** What may stay open in a file that says too little: it is refused by that name. */
const OPEN = ['decimal_mark', 'date_order', 'encoding'];

describe('a file in any dialect', () => {
  it('reads back the same tickets, or is refused by name, and never says other numbers', async () => {
    const counts = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(filesIn(STYLE), async ({ style, tickets, size }) => {
        const said = await readAll(ticketFile(tickets, style), size).catch((error: unknown) => error);
        if (said instanceof TableError) {
          expect(OPEN).toContain(said.slug);
          counts.refused += 1;
          return;
        }
        counts.read += 1;
        for (const [index, line] of (said as Said[]).entries()) {
          if ('rule' in line) expect(line).toMatchObject({ line: index + 2, rule: 'decimal_mark' });
          else expect(line).toEqual({ line: index + 2, ticket: tickets[index] });
        }
        expect(said).toHaveLength(tickets.length);
      }),
      { numRuns: rounds(8, 400) },
    );
    expect(counts.read).toBeGreaterThan(counts.refused);
  });

  it('reads back every ticket where a person says what it leaves open', async () => {
    await fc.assert(
      fc.asyncProperty(filesIn(STYLE), async ({ style, tickets, size }) => {
        const { decimalMark, dates } = style;
        const encoding = style.encoding.split('-')[0] as Encoding;
        const dateOrder = dates === 'iso' ? undefined : dates;
        const said = await readAll(ticketFile(tickets, style), size, { decimalMark, dateOrder, encoding });
        expect(said).toEqual(tickets.map((ticket, index) => ({ line: index + 2, ticket })));
      }),
      { numRuns: rounds(8, 400) },
    );
  });
});

describe('a long file', () => {
  const ROWS = 100_000;
  const fields: readonly Field[] = PLAIN_STYLE.order;

  it('of 100,000 lines is pulled no faster than it is read', async () => {
    const [header, row] = ticketFile(
      [
        {
          ticketNumber: 'N',
          producerCode: 'P-1',
          grossGrams: 5000,
          tareGrams: 1,
          weighedAt: '2026-09-14T08:30:00Z',
        },
      ],
      { ...PLAIN_STYLE, order: fields },
    )
      .toString('utf8')
      .split('\n');
    let pulled = 0;
    async function* bytes(): AsyncGenerator<Buffer> {
      pulled = 0;
      yield Buffer.from(`${header}\n`);
      for (; pulled < ROWS; pulled += 100) yield Buffer.from(`${row}\n`.repeat(100));
    }
    const source: TableSource = { open: bytes };
    let read = 0;
    let furthestAhead = 0;
    for await (const line of readWeighTickets(source)) {
      if (!('item' in line)) throw new Error(line.message);
      read += 1;
      furthestAhead = Math.max(furthestAhead, pulled - read);
    }
    expect(read).toBe(ROWS);
    expect(furthestAhead).toBeLessThan(1500);
  });
});
