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
import { lineOf } from '../domain/statement-lines';

/** Which lines has each producer earned, page by page? */
export const statementPagesProjection = projectionFrom(
  payments.account.AdvancePosted,
  payments.account.FinalSharePosted,
  payments.account.CorrectionPosted,
  payments.account.PayoutConfirmed,
  payments.account.PayoutReturned,
)<StatementPage>({
  name: 'statement_pages',
  version: 1,
  keys: ({ data }, { version }) =>
    pagesChangedBy(pageOf(version)).map((page) => pageKey(data.producerCode, page)),
  project(document, event, { position, at, version }, key) {
    const { producerCode } = event.data;
    const page = document ?? emptyPage(producerCode, Number(key.slice(producerCode.length + 1)));
    const draft = lineOf(event);
    return withLineOn(page, { ...draft, date: draft.date ?? businessDate(at), position }, pageOf(version));
  },
});
