import { sumExactly } from '@oce/quantities';
import type { StatementLine } from './statement';

/** Commits of an account whose lines stand on one page, and pages whose sums stand together. */
export const COMMITS_A_PAGE = 50;
export const PAGES_A_CHAPTER = 100;

/**
 * A page of a statement: the lines of so many commits of the account. Balances on it count from its beginning. Where it
 * begins is the sum of the pages before: those of a chapter on its first page, those of whole chapters on the first page
 * of all. So a line changes three pages at most and no page grows with the account, but for a number each 5,000 commits.
 */
export interface StatementPage {
  readonly producerCode: string;
  readonly page: number;
  readonly lines: readonly StatementLine[];
  /** What the pages of its chapter come to, in centimes, on the first page of a chapter. */
  readonly pages: readonly number[];
  /** What the chapters come to, on the first page of all. */
  readonly chapters: readonly number[];
  /** The last page with a line, on the first page of all. */
  readonly last: number;
}

/** The page on which the lines of a commit stand, by the account's version. */
export const pageOf = (version: number): number => Math.max(0, Math.floor((version - 1) / COMMITS_A_PAGE));
const chapterOf = (page: number): number => Math.floor(page / PAGES_A_CHAPTER);
/** The first page of a page's chapter. */
export const firstOfChapter = (page: number): number => chapterOf(page) * PAGES_A_CHAPTER;
export const pageKey = (producerCode: string, page: number): string => `${producerCode}|${page}`;

/** The pages that a line changes. */
export const pagesChangedBy = (page: number): number[] => [...new Set([page, firstOfChapter(page), 0])];

export const emptyPage = (producerCode: string, page: number): StatementPage => ({
  producerCode,
  page,
  lines: [],
  pages: [],
  chapters: [],
  last: 0,
});

/** What a new line makes of one of the pages that it changes; the line's balance is not known yet. */
export function withLineOn(
  before: StatementPage,
  line: Omit<StatementLine, 'balanceCentimes'>,
  at: number,
): StatementPage {
  const { producerCode, page } = before;
  const { netCentimes } = line;
  return {
    producerCode,
    page,
    lines:
      page === at
        ? [...before.lines, { ...line, balanceCentimes: closing(before, netCentimes) }]
        : before.lines,
    pages: page === firstOfChapter(at) ? withAdded(before.pages, at - page, netCentimes) : before.pages,
    chapters: page === 0 ? withAdded(before.chapters, chapterOf(at), netCentimes) : before.chapters,
    last: page === 0 ? Math.max(before.last, at) : 0,
  };
}

const closing = ({ lines }: StatementPage, netCentimes: number): number =>
  sumExactly([lines.at(-1)?.balanceCentimes ?? 0, netCentimes]);

function withAdded(sums: readonly number[], at: number, centimes: number): number[] {
  const next = Array.from({ length: Math.max(sums.length, at + 1) }, (_, place) => sums[place] ?? 0);
  next[at] = sumExactly([next[at] ?? 0, centimes]);
  return next;
}

/** The lines of a page with what OCE owes after each, by the first pages of all and of its chapter. */
export function linesOf(
  page: StatementPage,
  first: StatementPage,
  ofChapter: StatementPage,
): StatementLine[] {
  const chapters = first.chapters.slice(0, chapterOf(page.page));
  const pages = ofChapter.pages.slice(0, page.page - ofChapter.page);
  const opening = sumExactly([...chapters, ...pages]);
  if (opening === 0) return [...page.lines];
  return page.lines.map((line) => ({
    ...line,
    balanceCentimes: sumExactly([opening, line.balanceCentimes]),
  }));
}
