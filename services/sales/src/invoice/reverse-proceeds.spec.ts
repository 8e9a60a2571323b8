import { postingsFault } from '@oce/contracts';
import { fold } from '@oce/event-sourcing';
import { command, given, projected } from '@oce/testing';
import { invoiceIssued } from '../../test/facts';
import { invoiceAggregate } from './domain/invoice';
import type { InvoiceCommand, RecordProceeds, ReverseProceeds } from './domain/invoice.commands';
import type { InvoiceEvent } from './domain/invoice.events';
import { invoicesProjection } from './reads/invoices';

const invoiceNumber = 'F-2026-000001';
const receive = (change: Partial<RecordProceeds['data']> = {}): RecordProceeds => ({
  ...command('RecordProceeds', {
    proceedsId: 'PRO-1',
    invoiceNumber,
    amount: 1_415_000,
    currency: 'MAD',
    rate: { date: '2026-10-14', rateMicros: 1_000_000 },
    valueDate: '2026-10-14',
    bankReference: 'VIR1',
    ...change,
  }),
  facts: { placedOn: '2026-09-27' },
});
const reverse = (change: Partial<ReverseProceeds['data']> = {}) =>
  command('ReverseProceeds', {
    reversalId: 'REV-1',
    proceedsId: 'PRO-1',
    invoiceNumber,
    reason: 'booked to the wrong invoice',
    reversedOn: '2026-10-20',
    ...change,
  });
const grant = (lotId: string, amountCentimes: number, creditId = 'CR-1') =>
  command('GrantCredit', {
    creditId,
    invoiceNumber,
    lines: [{ lotId, amountCentimes }],
    reason: 'acidity above the contract',
    grantedOn: '2026-10-18',
  });
const note = command('IssueCreditNote', {
  invoiceNumber,
  creditId: 'CR-1',
  creditNoteNumber: 'AV-2026-000001',
  issuedOn: '2026-10-18',
});
const setOff = (amountCentimes: number) =>
  command('ReceiveFromBalance', { setOffId: 'SO-1', invoiceNumber, amountCentimes, setOffOn: '2026-10-16' });

function after(...commands: InvoiceCommand[]): InvoiceEvent[] {
  const past: InvoiceEvent[] = [invoiceIssued];
  for (const cmd of commands) past.push(...invoiceAggregate.decide(cmd, fold(invoiceAggregate, past)));
  return past;
}
const typesOf = (events: readonly { type: string }[]) => events.map(({ type }) => type);
const openOf = (past: InvoiceEvent[]) => fold(invoiceAggregate, past).openCentimes;
const shown = (past: InvoiceEvent[]) => projected(invoicesProjection, past)[invoiceNumber];

describe('a receipt that is reversed', () => {
  it('is cited whole, with postings of zero that are those of the receipt turned round', () => {
    const [reversed] = given(invoiceAggregate, after(receive())).when(reverse()).events();
    expect(reversed).toMatchObject({
      type: 'ProceedsReversed',
      data: {
        reversalId: 'REV-1',
        proceedsId: 'PRO-1',
        orderId: 'ORD-1',
        cause: 'reversed',
        into: 'bank',
        madCentimes: 1_415_000,
        balanceCentimes: 0,
        bankReference: 'VIR1',
        parts: [
          { lotId: 'LOT-A', amountCentimes: 985_000 },
          { lotId: 'LOT-B', amountCentimes: 430_000 },
        ],
        postings: [
          { account: 'bank:main', amountCentimes: 1_415_000 },
          { account: 'buyer:BUY-01', amountCentimes: -1_415_000 },
        ],
      },
    });
  });

  it('opens its invoice again, which is settled anew by another receipt', () => {
    const reversed = after(receive(), reverse());
    expect(openOf(reversed)).toEqual([985_000, 430_000]);
    expect(shown(reversed)).toMatchObject({ status: 'open', settledOn: null, openCentimes: 1_415_000 });
    const again = receive({ proceedsId: 'PRO-2', bankReference: 'VIR2' });
    const events = given(invoiceAggregate, reversed).when(again).events();
    expect(typesOf(events)).toEqual(['ProceedsReceived', 'InvoiceSettled']);
  });

  it('is reversed once: told again nothing, told otherwise refused', () => {
    const past = after(receive(), reverse());
    given(invoiceAggregate, past).when(reverse()).thenNothing();
    for (const other of [
      { reversalId: 'REV-2' },
      { reason: 'a cheque bounced' },
      { reversedOn: '2026-10-21' },
    ])
      given(invoiceAggregate, past).when(reverse(other)).thenRefused('proceeds_reversed_already');
  });

  it.each<[string, Partial<ReverseProceeds['data']>]>([
    ['proceeds_unknown', { proceedsId: 'PRO-9' }],
    ['reversed_before_receipt', { reversedOn: '2026-10-13' }],
  ])('is refused with %s', (slug, wrong) => {
    given(invoiceAggregate, after(receive())).when(reverse(wrong)).thenRefused(slug);
  });

  it('is refused under the id of another reversal', () => {
    const two = [receive({ amount: 5 }), receive({ proceedsId: 'PRO-2', amount: 5, bankReference: 'VIR2' })];
    given(invoiceAggregate, after(...two, reverse()))
      .when(reverse({ proceedsId: 'PRO-2' }))
      .thenRefused('reversal_id_used');
  });
});

describe('a buyer that pays too much', () => {
  it('is refused, with what to do, unless it is told', () => {
    given(invoiceAggregate, [invoiceIssued])
      .when(receive({ amount: 1_415_001 }))
      .thenRefused('proceeds_above_open_amount');
  });

  it('settles the invoice with what was open, and keeps the rest', () => {
    const events = given(invoiceAggregate, [invoiceIssued])
      .when(receive({ amount: 1_500_000, excess: 'keep' }))
      .events();
    expect(typesOf(events)).toEqual(['ProceedsReceived', 'OverpaymentKept', 'InvoiceSettled']);
    expect(events[0]?.data).toMatchObject({ amount: 1_415_000, madCentimes: 1_415_000 });
    expect(events[1]?.data).toMatchObject({
      amountCentimes: 85_000,
      postings: [
        { account: 'bank:main', amountCentimes: -85_000 },
        { account: 'buyer:BUY-01', amountCentimes: 85_000 },
      ],
    });
  });

  it('keeps all of what comes on a settled invoice, which is not settled once more', () => {
    const twice = receive({ proceedsId: 'PRO-2', bankReference: 'VIR2', excess: 'keep' });
    const past = after(receive());
    const events = given(invoiceAggregate, past).when(twice).events();
    expect(typesOf(events)).toEqual(['OverpaymentKept']);
    given(invoiceAggregate, [...past, ...events])
      .when(twice)
      .thenNothing();
    given(invoiceAggregate, [...past, ...events])
      .when(receive({ ...twice.data, amount: 1_415_001 }))
      .thenRefused('proceeds_recorded_already');
  });

  it('is reversed with what it left in the balance', () => {
    const past = after(receive({ amount: 1_500_000, excess: 'keep' }), reverse());
    const reversed = past.at(-1)?.data;
    expect(reversed).toMatchObject({ madCentimes: 1_415_000, balanceCentimes: 85_000 });
    expect(reversed).toMatchObject({
      postings: [{ amountCentimes: 1_500_000 }, { account: 'buyer:BUY-01', amountCentimes: -1_500_000 }],
    });
  });
});

describe('a credit after payment', () => {
  it('gives back of the receipts, the latest first, what was more than was open', () => {
    const first = receive({ amount: 1_000_000 });
    const last = receive({ proceedsId: 'PRO-2', bankReference: 'VIR2', amount: 415_000 });
    const events = given(invoiceAggregate, after(first, last)).when(grant('LOT-A', 300_000)).events();
    expect(typesOf(events)).toEqual(['CreditGranted', 'ProceedsReversed', 'ProceedsReversed']);
    const given2 = events.map(({ data }) => data).slice(1);
    expect(given2).toMatchObject([
      { proceedsId: 'PRO-2', cause: 'credited', into: 'balance', bankReference: null, postings: [] },
      { proceedsId: 'PRO-1', cause: 'credited', into: 'balance', bankReference: null, postings: [] },
    ]);
    expect(given2.map((data) => (data as { madCentimes: number }).madCentimes)).toEqual([288_887, 11_113]);
  });

  it('takes what is open first', () => {
    const past = after(receive({ amount: 141_500 }), grant('LOT-B', 400_000));
    // 430,000 less 43,000 received: 387,000 were open.
    expect(past.at(-1)?.data).toMatchObject({ madCentimes: 13_000, parts: [{ lotId: 'LOT-B' }] });
    expect(openOf(past)).toEqual([886_500, 0]);
    expect(shown(past)).toMatchObject({ openCentimes: 886_500, receivedCentimes: 128_500 });
  });

  it('never passes the line, and settles no invoice once more', () => {
    const paid = after(receive(), grant('LOT-A', 900_000));
    given(invoiceAggregate, paid)
      .when(grant('LOT-A', 85_001, 'CR-2'))
      .thenRefused('credit_above_line');
    expect(typesOf(given(invoiceAggregate, paid).when(note).events())).toEqual(['CreditNoteIssued']);
    expect(shown(paid)).toMatchObject({ status: 'settled', openCentimes: 0, receivedCentimes: 515_000 });
  });

  it('leaves a reversal of the receipt what it had paid, and takes the rest out of the balance', () => {
    const past = after(receive(), grant('LOT-A', 85_000), note, reverse());
    expect(past.at(-1)?.data).toMatchObject({ madCentimes: 1_330_000, balanceCentimes: 85_000 });
    expect(openOf(past)).toEqual([900_000, 430_000]);
  });
});

describe('what is set off', () => {
  it('is a receipt without a line of the bank', () => {
    const [received] = given(invoiceAggregate, [invoiceIssued]).when(setOff(15_000)).events();
    expect(received).toMatchObject({
      type: 'ProceedsReceived',
      data: { proceedsId: 'SO-1', madCentimes: 15_000, bankReference: 'balance:SO-1', postings: [] },
    });
    given(invoiceAggregate, after(setOff(15_000)))
      .when(setOff(15_000))
      .thenNothing();
  });

  it('goes back into the balance where nothing is open any more, and where it is reversed', () => {
    const late = after(receive(), setOff(15_000));
    expect(late.at(-1)).toMatchObject({
      type: 'OverpaymentKept',
      data: { amountCentimes: 15_000, postings: [] },
    });
    const past = after(setOff(15_000), reverse({ proceedsId: 'SO-1' }));
    expect(past.at(-1)?.data).toMatchObject({ into: 'balance', madCentimes: 15_000, balanceCentimes: 0 });
    expect(past.at(-1)?.data).toMatchObject({ bankReference: null, postings: [] });
  });

  it('has postings of zero, whatever is told in whatever order', () => {
    const past = after(
      setOff(5),
      receive({ amount: 1_500_000, excess: 'keep' }),
      grant('LOT-A', 7),
      reverse(),
    );
    for (const { data } of past)
      expect(postingsFault('postings' in data ? data.postings : [])).toBeUndefined();
  });
});
