import type { Event } from '@oce/event-sourcing';
import type { Projection } from '@oce/projections';
import { projected } from '@oce/testing';
import { messagesOf } from '../src/live/domain/messages';
import { producerDeliveriesProjection } from '../src/own/reads/producer-deliveries';
import { lotInvoicesProjection } from '../src/own/reads/lot-invoices';
import { ownSales, producerSalesProjection } from '../src/own/reads/producer-sales';
import { producerTransfersProjection } from '../src/own/reads/producer-transfers';
import { producersProjection } from '../src/own/reads/producers';
import { closedPoolsProjection } from '../src/statement/reads/closed-pools';
import { statementPagesProjection } from '../src/statement/reads/statement-pages';
import { statementsProjection } from '../src/statement/reads/statements';
import {
  advance,
  batchPrepared,
  correctionAfterClosing,
  finalShare,
  payoutConfirmed,
  payoutReturned,
  poolClosed,
  transferExecuted,
  transferFileIssued,
  transferRejected,
} from './account-events';
import {
  affiliated,
  creditNoteIssued,
  graded,
  invoiceIssued,
  lotClosed,
  proceedsReceived,
  refused,
  reversed,
  weighed,
} from './events';

const reduction = {
  kind: 'impurities',
  measuredPpm: 32_000,
  allowedPpm: 10_000,
  fromGrams: 1_500_000,
  reducedGrams: 33_000,
} as const;
const withCrates = { ...weighed(), data: { ...weighed().data, containers: { kind: 'crate', count: 75 } } };
const withReduction = { ...graded(), data: { ...graded().data, reductions: [reduction] } };
const live = [
  withCrates,
  withReduction,
  refused(),
  reversed(),
  lotClosed(),
  advance(),
  finalShare(),
  correctionAfterClosing(),
  batchPrepared('P-1', 'P-2'),
  transferFileIssued('rib_missing'),
  transferExecuted(),
  transferRejected(true),
  payoutConfirmed(),
  payoutReturned('bank:main'),
  invoiceIssued(),
  creditNoteIssued(),
  proceedsReceived(),
] as const;
const all = [affiliated(), poolClosed(), ...live];

/** The event as a later version might have it: every object of it has a field that nobody here knows. */
const grown = <E extends Event>(event: E): E =>
  JSON.parse(JSON.stringify(event), (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value, brandNew: 'nobody has chosen to show this' }
      : value,
  );

describe('a new field of an event', () => {
  it.each<[string, Projection]>([
    ['producers', producersProjection as Projection],
    ['deliveries', producerDeliveriesProjection as Projection],
    ['sales', producerSalesProjection as Projection],
    ['invoices', lotInvoicesProjection as Projection],
    ['transfers', producerTransfersProjection as Projection],
    ['statements', statementsProjection as Projection],
    ['lines', statementPagesProjection as Projection],
    ['pools', closedPoolsProjection as Projection],
  ])('is not in the %s that pages are read from', (_what, projection) => {
    const documents = projected(projection, all);
    expect(Object.keys(documents).length).toBeGreaterThan(0);
    expect(projected(projection, all.map(grown))).toEqual(documents);
  });

  it.each(live.map((event) => [event.type, event] as const))(
    'of %s is told to no open page',
    (_type, event) => {
      const at = '2026-10-01T08:00:00.000Z';
      const members = () => ['P-1'];
      const messages = messagesOf(event, at, members);
      expect(messages.length).toBeGreaterThan(0);
      expect(messagesOf(grown(event), at, members)).toEqual(messages);
    },
  );

  it('of a lot is shown to none of its members', () => {
    const { 'LOT-1': lot } = projected(producerSalesProjection, all.map(grown));
    const invoices = Object.values(projected(lotInvoicesProjection, all.map(grown)));
    const shown = lot && ownSales(grownLot(lot), invoices.map(grownLot), 'P-1');
    expect(shown?.invoices).not.toEqual([]);
    expect(shown).toEqual(lot && ownSales(lot, invoices, 'P-1'));
  });
});

/** A document of the read model that a later version of the portal has put more into. */
const grownLot = <Doc extends object>(lot: Doc): Doc => ({
  ...lot,
  brandNew: 'nobody has chosen to show this',
});
