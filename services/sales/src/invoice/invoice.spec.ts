import { postingsFault } from '@oce/contracts';
import { fold, type Event } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import { command, given } from '@oce/testing';
import fc from 'fast-check';
import { invoiceIssued, orderFulfilled } from '../../test/facts';
import { invoiceAggregate } from './domain/invoice';
import type { GrantCredit, IssueCreditNote, RecordProceeds } from './domain/invoice.commands';
import type { InvoiceEvent } from './domain/invoice.events';

const invoiceNumber = 'F-2026-000001';
const receive = (
  change: Partial<RecordProceeds['data']> = {},
  placedOn: string | undefined = '2026-09-27',
): RecordProceeds => ({
  ...command('RecordProceeds', {
    proceedsId: 'PRO-1',
    invoiceNumber,
    amount: 415_000,
    currency: 'MAD',
    rate: { date: '2026-10-14', rateMicros: 1_000_000 },
    valueDate: '2026-10-14',
    bankReference: 'VIR1',
    ...change,
  }),
  facts: { placedOn },
});
const grant = (change: Partial<GrantCredit['data']> = {}) =>
  command('GrantCredit', {
    creditId: 'CR-1',
    invoiceNumber,
    lines: [{ lotId: 'LOT-A', amountCentimes: 85_000 }],
    reason: 'acidity above the contract',
    grantedOn: '2026-10-05',
    ...change,
  });
const note = (change: Partial<IssueCreditNote['data']> = {}) =>
  command('IssueCreditNote', {
    invoiceNumber,
    creditId: 'CR-1',
    creditNoteNumber: 'AV-2026-000001',
    issuedOn: '2026-10-05',
    ...change,
  });
/** What came of commands one after the other. */
function after(...commands: Parameters<typeof invoiceAggregate.decide>[0][]): InvoiceEvent[] {
  const past: InvoiceEvent[] = [invoiceIssued];
  for (const cmd of commands) past.push(...invoiceAggregate.decide(cmd, fold(invoiceAggregate, past)));
  return past;
}
const postingsOf = (event: Event) => ('postings' in event.data ? (event.data.postings as []) : []);

describe('issuing an invoice', () => {
  const issue = command('IssueInvoice', {
    invoiceNumber,
    issuedOn: '2026-10-02',
    order: orderFulfilled.data,
  });

  it('bills the order, due as the contract says, with postings of zero', () => {
    given(invoiceAggregate, []).when(issue).then(invoiceIssued);
    expect(postingsFault(invoiceIssued.data.postings)).toBeUndefined();
  });

  it('is done once, and never for another order under the number', () => {
    given(invoiceAggregate, [invoiceIssued]).when(issue).thenNothing();
    const order = { ...orderFulfilled.data, orderId: 'ORD-2' };
    given(invoiceAggregate, [invoiceIssued])
      .when({ ...issue, data: { ...issue.data, order } })
      .thenRefused('invoice_issued_already');
  });

  it('comes before anything else', () => {
    for (const cmd of [receive(), grant(), note()])
      given(invoiceAggregate, []).when(cmd).thenRefused('invoice_unknown');
  });
});

describe('proceeds', () => {
  it('are split over the lines by what is open, with postings of zero', () => {
    const [received] = given(invoiceAggregate, [invoiceIssued])
      .when(receive({ amount: 100_000 }))
      .events();
    expect(received).toMatchObject({
      type: 'ProceedsReceived',
      data: {
        orderId: 'ORD-1',
        contractId: 'CT-1',
        kind: 'pooled',
        madCentimes: 100_000,
        amount: 100_000,
        currency: 'MAD',
        rate: { date: '2026-10-14', rateMicros: 1_000_000 },
        bankReference: 'VIR1',
        parts: [
          {
            lotId: 'LOT-A',
            campaignId: 'OLIVE-2026',
            productId: 'OLIVE',
            grade: 'extra',
            amountCentimes: 69_611,
          },
          {
            lotId: 'LOT-B',
            campaignId: 'OLIVE-2026',
            productId: 'OLIVE',
            grade: 'vierge',
            amountCentimes: 30_389,
          },
        ],
        postings: [
          { account: 'bank:main', amountCentimes: -100_000 },
          { account: 'buyer:BUY-01', amountCentimes: 100_000 },
        ],
      },
    });
  });

  it('settle the invoice with the last centime', () => {
    const past = after(receive({ amount: 415_000 }));
    const last = receive({
      proceedsId: 'PRO-2',
      amount: 1_000_000,
      bankReference: 'VIR2',
      valueDate: '2026-11-02',
    });
    expect(past.map(({ type }) => type)).toEqual(['InvoiceIssued', 'ProceedsReceived']);
    const [received, settled] = given(invoiceAggregate, past).when(last).events();
    expect(received?.type).toBe('ProceedsReceived');
    expect(settled).toEqual({
      type: 'InvoiceSettled',
      v: 1,
      data: { invoiceNumber, buyerId: 'BUY-01', settledOn: '2026-11-02' },
    });
  });

  it('are of the day of the order or later: nobody pays for what was not ordered', () => {
    const paidOn = (valueDate: string, placedOn?: string): RecordProceeds => ({
      ...receive({ valueDate, rate: { date: valueDate, rateMicros: 1_000_000 } }),
      facts: { placedOn },
    });
    const early = paidOn('2026-09-26', '2026-09-27');
    given(invoiceAggregate, [invoiceIssued]).when(early).thenRefused('proceeds_before_order');
    const theDay = given(invoiceAggregate, [invoiceIssued]).when(paidOn('2026-09-27', '2026-09-27'));
    expect(theDay.events()).toMatchObject([{ type: 'ProceedsReceived', data: { valueDate: '2026-09-27' } }]);
    // Of an order that sales has no more nothing is asked, nor of a receipt that stands already.
    const past = after(paidOn('2026-09-26'));
    expect(past.map(({ type }) => type)).toContain('ProceedsReceived');
    given(invoiceAggregate, past).when(early).thenNothing();
  });

  it('are recorded once', () => {
    given(invoiceAggregate, after(receive())).when(receive()).thenNothing();
    for (const other of [
      { amount: 1 },
      { bankReference: 'VIR2' },
      { valueDate: '2026-10-15' },
      { rate: { date: '2026-10-13', rateMicros: 1_000_000 } },
    ])
      given(invoiceAggregate, after(receive())).when(receive(other)).thenRefused('proceeds_recorded_already');
  });

  it.each<[string, Partial<RecordProceeds['data']>]>([
    ['amount_not_positive', { amount: 0 }],
    ['currency_unsupported', { currency: 'EUR' }],
    ['rate_not_one', { rate: { date: '2026-10-14', rateMicros: 10_820_000 } }],
    ['rate_dated_later', { rate: { date: '2026-10-15', rateMicros: 1_000_000 } }],
    ['proceeds_above_open_amount', { amount: 1_415_001 }],
  ])('are refused with %s', (slug, wrong) => {
    given(invoiceAggregate, [invoiceIssued]).when(receive(wrong)).thenRefused(slug);
  });

  it('are refused on a settled invoice', () => {
    given(invoiceAggregate, after(receive({ amount: 1_415_000 })))
      .when(receive({ proceedsId: 'PRO-2', amount: 1 }))
      .thenRefused('proceeds_above_open_amount');
  });
});

describe('a credit', () => {
  it('is granted on what is open, then noted under its number, with postings of zero', () => {
    const [granted] = given(invoiceAggregate, [invoiceIssued]).when(grant()).events();
    expect(granted).toMatchObject({
      type: 'CreditGranted',
      data: { creditId: 'CR-1', amountCentimes: 85_000 },
    });
    given(invoiceAggregate, after(grant()))
      .when(note())
      .then({
        type: 'CreditNoteIssued',
        v: 2,
        data: {
          creditNoteNumber: 'AV-2026-000001',
          creditId: 'CR-1',
          invoiceNumber,
          orderId: 'ORD-1',
          buyerId: 'BUY-01',
          lines: [{ lotId: 'LOT-A', amountCentimes: 85_000, vatCentimes: 0 }],
          amountCentimes: 85_000,
          vatCentimes: 0,
          reason: 'acidity above the contract',
          issuedOn: '2026-10-05',
          postings: [
            { account: 'buyer:BUY-01', amountCentimes: 85_000 },
            { account: 'sales:F-2026-000001', amountCentimes: -85_000 },
          ],
        },
      });
  });

  it('is granted once and noted once', () => {
    given(invoiceAggregate, after(grant())).when(grant()).thenNothing();
    for (const other of [
      { reason: 'another reason' },
      { grantedOn: '2026-10-06' },
      { lines: [{ lotId: 'LOT-A', amountCentimes: 85_001 }] },
    ])
      given(invoiceAggregate, after(grant())).when(grant(other)).thenRefused('credit_granted_already');
    given(invoiceAggregate, after(grant(), note())).when(note()).thenNothing();
    for (const other of [{ creditNoteNumber: 'AV-2026-000002' }, { issuedOn: '2026-10-06' }])
      given(invoiceAggregate, after(grant(), note()))
        .when(note(other))
        .thenRefused('credit_note_issued_already');
    given(invoiceAggregate, [invoiceIssued]).when(note()).thenRefused('credit_unknown');
  });

  it.each<[string, Partial<GrantCredit['data']>]>([
    ['lines_missing', { lines: [] }],
    [
      'lot_credited_twice',
      {
        lines: [
          { lotId: 'LOT-A', amountCentimes: 1 },
          { lotId: 'LOT-A', amountCentimes: 1 },
        ],
      },
    ],
    ['amount_not_positive', { lines: [{ lotId: 'LOT-A', amountCentimes: 0 }] }],
    ['credited_before_invoice', { grantedOn: '2026-10-01' }],
    ['lot_not_invoiced', { lines: [{ lotId: 'LOT-Z', amountCentimes: 1 }] }],
    ['credit_above_line', { lines: [{ lotId: 'LOT-A', amountCentimes: 985_001 }] }],
  ])('is refused with %s', (slug, wrong) => {
    given(invoiceAggregate, [invoiceIssued]).when(grant(wrong)).thenRefused(slug);
  });

  it('leaves less to be received', () => {
    given(invoiceAggregate, after(grant()))
      .when(receive({ amount: 1_330_001 }))
      .thenRefused('proceeds_above_open_amount');
  });

  it('settles the invoice with its note where nothing else is open', () => {
    const paid = after(grant(), receive({ amount: 1_330_000 }));
    expect(paid.at(-1)?.type).toBe('ProceedsReceived');
    const [, settled] = given(invoiceAggregate, paid).when(note()).events();
    expect(settled?.type).toBe('InvoiceSettled');
  });

  it('settles it with the last of two notes', () => {
    const second = { creditId: 'CR-2', lines: [{ lotId: 'LOT-B', amountCentimes: 430_000 }] };
    const first = { lines: [{ lotId: 'LOT-A', amountCentimes: 985_000 }] };
    const past = after(grant(first), grant(second), note());
    expect(past.at(-1)?.type).toBe('CreditNoteIssued');
    const events = given(invoiceAggregate, past)
      .when(note({ creditId: 'CR-2', creditNoteNumber: 'AV-2026-000002' }))
      .events();
    expect(events.map(({ type }) => type)).toEqual(['CreditNoteIssued', 'InvoiceSettled']);
  });
});

describe('all receipts and credits of an invoice', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 1, maxLength: 8 });
  const steps = fc.array(fc.record({ isCredit: fc.boolean(), share: fc.integer({ min: 1, max: 1_000 }) }), {
    maxLength: 12,
  });

  it('come to the amount of each line exactly, never below nothing, with postings of zero', () => {
    fc.assert(
      fc.property(amounts, steps, (lineAmounts, story) => {
        const lines = lineAmounts.map((amountCentimes, at) => ({
          ...orderFulfilled.data.lines[0]!,
          lotId: `LOT-${at}`,
          amountCentimes,
        }));
        const order = { ...orderFulfilled.data, lines, amountCentimes: sumExactly(lineAmounts) };
        const past: InvoiceEvent[] = [];
        const run = (cmd: Parameters<typeof invoiceAggregate.decide>[0]) =>
          past.push(...invoiceAggregate.decide(cmd, fold(invoiceAggregate, past)));
        run(command('IssueInvoice', { invoiceNumber, issuedOn: '2026-10-02', order }));
        const open = () => fold(invoiceAggregate, past).openCentimes;
        for (const [at, { isCredit, share }] of [...story, { isCredit: false, share: 1_000 }].entries()) {
          const line = at % lines.length;
          const creditCentimes = Math.floor((open()[line]! * share) / 2_000);
          const amount = Math.ceil((sumExactly(open()) * share) / 1_000);
          if (isCredit && creditCentimes > 0) {
            const credited = [{ lotId: `LOT-${line}`, amountCentimes: creditCentimes }];
            run(grant({ creditId: `CR-${at}`, lines: credited }));
            run(note({ creditId: `CR-${at}`, creditNoteNumber: `AV-2026-${at}` }));
          } else if (!isCredit && amount > 0) run(receive({ proceedsId: `PRO-${at}`, amount }));
        }
        const parts = past.flatMap((event) =>
          event.type === 'ProceedsReceived'
            ? event.data.parts
            : event.type === 'CreditGranted'
              ? event.data.lines
              : [],
        );
        expect(parts.every(({ amountCentimes }) => amountCentimes > 0)).toBe(true);
        for (const { lotId, amountCentimes } of lines) {
          const ofLine = parts.filter((part) => part.lotId === lotId);
          expect(sumExactly(ofLine.map((part) => part.amountCentimes))).toBe(amountCentimes);
        }
        expect(past.filter(({ type }) => type === 'InvoiceSettled')).toHaveLength(1);
        for (const event of past) expect(postingsFault(postingsOf(event))).toBeUndefined();
      }),
    );
  });
});
