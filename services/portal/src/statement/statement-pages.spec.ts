import type { Projection } from '@oce/projections';
import { grownGolden, projected } from '@oce/testing';
import { contextInMemory } from '@oce/testing/in-memory';
import * as fc from 'fast-check';
import { advance } from '../../test/account-events';
import { context } from '../context';
import type { Statement, StatementLine } from './domain/statement';
import { COMMITS_A_PAGE, PAGES_A_CHAPTER, type StatementPage } from './domain/statement-page';
import { StatementLinesReader, type LinesWanted } from './reads/statement-lines.reader';
import { statementPagesProjection } from './reads/statement-pages';
import { statementsProjection } from './reads/statements';
import { StatementReader } from './reads/statement-reader';
import { payments } from '@oce/contracts';

interface Posted {
  readonly version: number;
  readonly netCentimes: number;
}
const lineId = (at: number) => `ADV-${at}`;
const event = ({ netCentimes }: Posted, at: number) => {
  const { data } = advance();
  return payments.account.AdvancePosted({
    ...data,
    lineId: lineId(at),
    settlement: { ...data.settlement, netCentimes },
  });
};

/** The pages that lines come to, each of a commit of the account. */
const pagesOf = (posted: readonly Posted[]) =>
  projected(statementPagesProjection, posted.map(event), (_event, at) => ({ version: posted[at]?.version }));

/** A reader of pages, that counts those it is given. */
function readerOf(pages: Readonly<Record<string, StatementPage>>) {
  let count = 0;
  const all = ({ _id }: { _id: string | { $in: string[] } }) => {
    const found = (typeof _id === 'string' ? [_id] : _id.$in).flatMap((key) => pages[key] ?? []);
    count += found.length;
    return Promise.resolve(found);
  };
  const frozen = (work: (read: typeof all) => Promise<unknown>) => work(all);
  const reader = new StatementLinesReader({ all, frozen } as never);
  return { reader, read: () => count };
}

/** All lines, by pages from the latest back. */
async function walked(reader: StatementLinesReader, limit: number): Promise<StatementLine[]> {
  let lines: StatementLine[] = [];
  for (let wanted: LinesWanted | undefined = { limit }; wanted;) {
    const found = await reader.lines('P-1', wanted);
    lines = [...found.lines, ...lines];
    wanted = found.next === null ? undefined : { limit, after: found.next };
  }
  return lines;
}

const posted = fc
  .array(
    fc.record({ gap: fc.oneof(fc.nat(3), fc.nat(9_000)), netCentimes: fc.integer({ min: -9, max: 99 }) }),
    {
      maxLength: 120,
    },
  )
  .map((all) => {
    let version = 1;
    return all.map(({ gap, netCentimes }) => ({ version: (version += gap), netCentimes }));
  });

describe('the pages of a statement', () => {
  it('give every line once, in order, with what was owed after it', () =>
    fc.assert(
      fc.asyncProperty(posted, fc.integer({ min: 1, max: 40 }), async (all, limit) => {
        let balanceCentimes = 0;
        const expected = all.map(({ netCentimes }, at) => {
          balanceCentimes += netCentimes;
          return { lineId: lineId(at), position: at + 1, balanceCentimes };
        });
        const lines = await walked(readerOf(pagesOf(all)).reader, limit);
        expect(lines).toMatchObject(expected);
        expect(lines).toHaveLength(expected.length);
      }),
      { numRuns: 60 },
    ));

  it.each([
    'AdvancePosted',
    'FinalSharePosted',
    'FinalShareTakenBack',
    'SupplementPosted',
    'SupplementTakenBack',
    'CorrectionPosted',
    'CorrectionTakenBack',
    'PayoutConfirmed',
    'PayoutReturned',
  ])('have the line that %s puts on the statement, with the balance of its totals', (type) => {
    const events = [grownGolden(type)];
    const { producerCode } = events[0]?.data as { producerCode: string };
    const lines = projected(statementPagesProjection as Projection, events)[`${producerCode}|0`];
    const statement = projected(statementsProjection as Projection, events)[producerCode];
    expect(lines).toMatchObject({
      lines: [{ balanceCentimes: (statement as Statement).totals.balanceCentimes }],
    });
  });

  it('tell an open page what came behind a position, and no more', async () => {
    const { reader } = readerOf(
      pagesOf(Array.from({ length: 130 }, (_, at) => ({ version: at + 1, netCentimes: 1 }))),
    );
    const { lines } = await reader.lines('P-1', { limit: 500, since: 95 });
    expect([lines.length, lines[0]?.position, lines.at(-1)?.balanceCentimes]).toEqual([35, 96, 130]);
  });

  it('cost as many pages as are asked for, however long the account is', async () => {
    const versions = COMMITS_A_PAGE * PAGES_A_CHAPTER * 2 + 1;
    const few = Array.from({ length: 202 }, (_, at) => ({ version: at * 50 + 1, netCentimes: 1 }));
    expect(few.at(-1)?.version).toBeGreaterThan(versions - 1);
    const pages = pagesOf(few);
    const { reader, read } = readerOf(pages);
    const { lines } = await reader.lines('P-1', { limit: 1 });
    expect(lines[0]?.balanceCentimes).toBe(202);
    expect(read()).toBeLessThan(14);
    const numbers = Object.values(pages).map(
      (page) => page.lines.length + page.pages.length + page.chapters.length,
    );
    expect(Math.max(...numbers)).toBeLessThan(COMMITS_A_PAGE + PAGES_A_CHAPTER + 5);
  });

  it('are read as a statement, the latest lines first asked for', async () => {
    const office = await contextInMemory(context);
    for (let at = 0; at < 120; at++)
      await office.hear(payments.account.AdvancePosted, 'P-1', event({ version: at, netCentimes: 1 }, at));
    await office.settle();
    const reader = office.get<StatementReader>('portal', StatementReader);
    const latest = await reader.read('P-1', { limit: 100 }, 0 as never);
    expect([latest.lines.length, latest.lines[0]?.lineId, latest.totals.balanceCentimes]).toEqual([
      100,
      'ADV-20',
      120,
    ]);
    const earlier = await reader.read('P-1', { limit: 100, after: latest.next ?? '' }, 0 as never);
    expect(earlier.lines.map((line) => line.balanceCentimes)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
    expect(earlier.next).toBeNull();
    await office.close();
  });
});
