import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView, type Documents, type LogPosition } from '@oce/service-kit';
import type { StatementLine } from '../domain/statement';
import { emptyPage, firstOfChapter, linesOf, pageKey, type StatementPage } from '../domain/statement-page';
import { statementPagesProjection } from './statement-pages';

/** So many pages are read at a time. */
const PAGES_AT_ONCE = 8;

type Read = Documents<StatementPage>['all'];

/** Lines of a statement, oldest first, and where those before them are found. */
export interface LinesFound {
  readonly lines: readonly StatementLine[];
  /** Send it back as `after` for the lines before these; null where there are none. */
  readonly next: string | null;
}

export interface LinesWanted {
  readonly limit: number;
  /** `next` of the page before: without it, the latest. */
  readonly after?: string;
  /** Only lines of commits behind this position of the log. */
  readonly since?: number;
}

/** Reads lines of statements from the latest back, with what OCE owes after each. */
@Injectable()
export class StatementLinesReader {
  constructor(
    @InjectProjection(statementPagesProjection) private readonly pages: ProjectionView<StatementPage>,
  ) {}

  /** Waits until the pages hold what the log does up to a position. */
  async at(position: LogPosition): Promise<this> {
    await this.pages.at(position);
    return this;
  }

  /** As many lines as are wanted, the latest unless a cursor says where to begin. */
  async lines(producerCode: string, wanted: LinesWanted): Promise<LinesFound> {
    const [first] = await this.pages.all({ _id: pageKey(producerCode, 0) });
    if (!first) return { lines: [], next: null };
    const read: Read = (filter, options) => this.pages.all(filter, options);
    if (first.last === 0) return backFrom(read, first, wanted);
    // Several pages are right together as of one position only.
    return this.pages.frozen(async (frozen) => {
      const [now = first] = await frozen({ _id: pageKey(producerCode, 0) });
      return backFrom(frozen, now, wanted);
    });
  }
}

/** Goes back page by page, until there are as many lines as are wanted. */
async function backFrom(read: Read, first: StatementPage, wanted: LinesWanted): Promise<LinesFound> {
  const { limit, after, since = 0 } = wanted;
  const [from = first.last, left] = after?.split('-').map(Number) ?? [];
  let lines: StatementLine[] = [];
  for (let to = Math.min(from, first.last); to >= 0; to -= PAGES_AT_ONCE) {
    const known = await pagesUpTo(read, first, to);
    for (let at = to; at > to - PAGES_AT_ONCE && at >= 0; at--) {
      const page = known.get(at);
      if (!page) continue;
      const ofChapter = known.get(firstOfChapter(at)) ?? emptyPage(first.producerCode, firstOfChapter(at));
      const all = linesOf(page, first, ofChapter).slice(0, at === from ? left : undefined);
      const behind = all.filter((line) => line.position > since);
      const room = limit - lines.length;
      lines = [...behind.slice(-room), ...lines];
      const rest = behind.length - room;
      if (rest > 0) return { lines, next: `${at}-${rest}` };
      if (behind.length < all.length) return { lines, next: null };
      if (rest === 0) return { lines, next: at === 0 ? null : `${at}-0` };
    }
  }
  return { lines, next: null };
}

/** Some pages, the last of them as told, with the first pages of their chapters. */
async function pagesUpTo(read: Read, first: StatementPage, to: number): Promise<Map<number, StatementPage>> {
  const numbers = Array.from({ length: Math.min(PAGES_AT_ONCE, to + 1) }, (_, back) => to - back);
  const wanted = new Set([...numbers, ...numbers.map(firstOfChapter)]);
  wanted.delete(0);
  const keys = [...wanted].map((page) => pageKey(first.producerCode, page));
  const found = keys.length === 0 ? [] : await read({ _id: { $in: keys } });
  return new Map([first, ...found].map((page) => [page.page, page]));
}
