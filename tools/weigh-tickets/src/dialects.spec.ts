import fc from 'fast-check';
import type { Field } from './columns';
import { readWeighTickets } from './index';
import type { WeighTicket } from './ticket';
import { type FileStyle, PLAIN_STYLE, readAll, ticketFile } from '../test/ticket-files';

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
      const most = containers ? Math.floor((grossGrams - 1) / containers.count / step) * step : 0;
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

const STYLE: fc.Arbitrary<FileStyle> = fc
  .record({
    separator: fc.constantFrom(';' as const, ',' as const),
    decimalMark: fc.constantFrom(',' as const, '.' as const),
    encoding: fc.constantFrom('utf8' as const, 'utf8-bom' as const, 'win1252' as const),
    unit: fc.constantFrom('kg' as const, 't' as const),
    unitIn: fc.constantFrom('column' as const, 'header' as const),
    newline: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
    timeIn: fc.constantFrom('date' as const, 'own column' as const),
    order: fc.shuffledSubarray([...PLAIN_STYLE.order], { minLength: PLAIN_STYLE.order.length }),
    synonym: fc.nat({ max: 12 }),
    spelling: fc.constantFrom('as given' as const, 'upper case' as const, 'without accents' as const),
    quoteAll: fc.boolean(),
  })
  // Three digits behind an unusual mark prove nothing, and such a file is refused: see the next property.
  .map((style) => ({ ...style, decimalMark: style.separator === ';' ? (',' as const) : ('.' as const) }));

describe('any dialect', () => {
  it('of any valid tickets, in any encoding and column order, reads back the same tickets', async () => {
    const files = STYLE.chain((style) =>
      fc.record({
        style: fc.constant(style),
        tickets: fc.array(ticketIn(style.unit === 't' ? 1000 : 1), { minLength: 1, maxLength: 8 }),
        size: fc.integer({ min: 1, max: 200 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(files, async ({ style, tickets, size }) => {
        const read = await readAll(ticketFile(tickets, style), size);
        expect(read).toEqual(tickets.map((ticket, index) => ({ line: index + 2, ticket })));
      }),
      { numRuns: 300 },
    );
  });

  it('never reads a number as another one where the decimal mark is the unusual one', async () => {
    const ticket = fc.array(ticketIn(1), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(STYLE, ticket, async (style, tickets) => {
        const unusual = {
          ...style,
          unit: 'kg' as const,
          decimalMark: style.separator === ';' ? '.' : ',',
        } as const;
        for (const line of await readAll(ticketFile(tickets, unusual), 64)) {
          expect(line).toMatchObject({ rule: 'decimal_mark' });
        }
      }),
    );
  });
});

describe('a long file', () => {
  const ROWS = 200_000;
  const fields: readonly Field[] = PLAIN_STYLE.order;

  it('of 200,000 lines is pulled no faster than it is read', async () => {
    const [header, row] = ticketFile(
      [
        {
          ticketNumber: 'N',
          producerCode: 'P-1',
          grossGrams: 5000,
          tareGrams: 1,
          weighedAt: '2026-09-12T08:30:00Z',
        },
      ],
      { ...PLAIN_STYLE, order: fields },
    )
      .toString('utf8')
      .split('\n');
    let pulled = 0;
    async function* bytes(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${header}\n`);
      for (; pulled < ROWS; pulled += 100) yield Buffer.from(`${row}\n`.repeat(100));
    }
    let read = 0;
    let furthestAhead = 0;
    for await (const line of readWeighTickets(bytes())) {
      if (!('ticket' in line)) throw new Error(line.message);
      read += 1;
      furthestAhead = Math.max(furthestAhead, pulled - read);
    }
    expect(read).toBe(ROWS);
    expect(furthestAhead).toBeLessThan(1500);
  });
});
