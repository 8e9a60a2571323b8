import { payments } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
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
import { lineOf, type LineEvent } from '../domain/statement-lines';

/** Which lines has each producer earned, page by page? */
export const statementPagesProjection = projectionFrom(payments.account)<StatementPage>({
  name: 'statement_pages',
  // 4: the end of a pool has a line.
  version: 4,
  keys(event, { version }) {
    if (!isLine(event)) return [];
    return pagesChangedBy(pageOf(version)).map((page) => pageKey(event.data.producerCode, page));
  },
  project(document, event, { position, at, version }, key) {
    if (!isLine(event)) return document;
    const { producerCode } = event.data;
    const page = document ?? emptyPage(producerCode, Number(key.slice(producerCode.length + 1)));
    const draft = lineOf(event);
    return withLineOn(page, { ...draft, date: draft.date ?? businessDate(at), position }, pageOf(version));
  },
});

type AccountEvent = EventOf<typeof payments.account>;
/** Which events put a line on a statement: the compiler asks for the one that is missing. */
const HAS_LINE: Readonly<Record<AccountEvent['type'], boolean>> = {
  AdvancePosted: true,
  FinalSharePosted: true,
  FinalShareTakenBack: true,
  SupplementPosted: true,
  CorrectionPosted: true,
  ClaimReversed: true,
  DebtsSetOff: true,
  ArrearsSettled: true,
  PayoutConfirmed: true,
  PayoutReturned: true,
  // It says what a line of the same commit took.
  PremiumWithheld: false,
};
const isLine = (event: AccountEvent): event is LineEvent => HAS_LINE[event.type];
