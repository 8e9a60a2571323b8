import { payments } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { businessDate } from '@oce/quantities';
import {
  emptyPage,
  pageKey,
  pageOf,
  pagesChangedBy,
  withLineOn,
  type StatementPage,
} from '../domain/statement-page';
import { isLineEvent, lineOf } from '../domain/statement-lines';

/** Which lines has each producer earned, page by page? */
export const statementPagesProjection = projectionFrom(
  payments.account,
  payments.takenBack,
)<StatementPage>({
  name: 'statement_pages',
  // 4: the end of a pool has a line.
  version: 4,
  keys(event, { version }) {
    if (!isLineEvent(event)) return [];
    return pagesChangedBy(pageOf(version)).map((page) => pageKey(event.data.producerCode, page));
  },
  project(document, event, { position, at, version }, key) {
    if (!isLineEvent(event)) return document;
    const { producerCode } = event.data;
    const page = document ?? emptyPage(producerCode, Number(key.slice(producerCode.length + 1)));
    const draft = lineOf(event);
    return withLineOn(page, { ...draft, date: draft.date ?? businessDate(at), position }, pageOf(version));
  },
});
