import { command, given } from '@oce/testing';
import fc from 'fast-check';
import { orderFulfilled } from '../../test/facts';
import {
  creditNoteRegisterAggregate,
  documentNumber,
  emptyRegister,
  invoiceRegisterAggregate,
  nextNumber,
  numberTakenFor,
  withTaken,
  yearOf,
  type CreditNoteNumberTaken,
  type InvoiceNumberTaken,
} from './domain/registers';

const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`);

describe('a register of numbers', () => {
  it('writes six digits, or as many as it takes', () => {
    expect(documentNumber('F', '2026', 1)).toBe('F-2026-000001');
    expect(documentNumber('AV', '2026', 1_234_567)).toBe('AV-2026-1234567');
    expect(yearOf('2026-11-30')).toBe('2026');
  });

  it('has no gaps, and its dates never go back', () => {
    fc.assert(
      fc.property(fc.array(date, { minLength: 1 }), (dates) => {
        let state = emptyRegister;
        for (const [at, day] of dates.entries()) {
          const next = nextNumber(state, 'F', day);
          expect(next.number).toBe(at + 1);
          expect(next.date >= state.lastDate && next.date >= day).toBe(true);
          expect(next.date === day || next.date === state.lastDate).toBe(true);
          state = withTaken(state, `ORD-${at}`, next);
        }
        for (const at of dates.keys()) {
          expect(numberTakenFor(state, `ORD-${at}`)).toBe(documentNumber('F', '2026', at + 1));
        }
        expect(numberTakenFor(state, 'ORD-none')).toBeUndefined();
      }),
    );
  });
});

const order = orderFulfilled.data;
const next = { ...order, orderId: 'ORD-2' };
const invoiceTaken: InvoiceNumberTaken = {
  type: 'InvoiceNumberTaken',
  v: 2,
  data: { number: 1, invoiceNumber: 'F-2026-000001', issuedOn: '2026-10-02', order },
};

describe("the register of a year's invoices", () => {
  it('begins with one', () => {
    given(invoiceRegisterAggregate, []).when(command('TakeInvoiceNumber', { order })).then(invoiceTaken);
  });

  it('gives an order one number', () => {
    given(invoiceRegisterAggregate, [invoiceTaken])
      .when(command('TakeInvoiceNumber', { order }))
      .thenNothing();
  });

  it('dates an invoice no earlier than the one before it', () => {
    given(invoiceRegisterAggregate, [invoiceTaken])
      .when(command('TakeInvoiceNumber', { order: { ...next, deliveredOn: '2026-09-30' } }))
      .then({
        type: 'InvoiceNumberTaken',
        v: 2,
        data: {
          number: 2,
          invoiceNumber: 'F-2026-000002',
          issuedOn: '2026-10-02',
          order: { ...next, deliveredOn: '2026-09-30' },
        },
      });
  });
});

const credit = {
  creditId: 'CR-1',
  invoiceNumber: 'F-2026-000001',
  amountCentimes: 5,
  lines: [{ lotId: 'LOT-A', amountCentimes: 5, vatCentimes: 0 }],
  reason: 'broken bottles',
  grantedOn: '2026-10-05',
};
const creditNoteTaken = (number: number, invoiceNumber = credit.invoiceNumber): CreditNoteNumberTaken => ({
  type: 'CreditNoteNumberTaken',
  v: 2,
  data: {
    number,
    creditNoteNumber: `AV-2026-00000${number}`,
    issuedOn: '2026-10-05',
    credit: { ...credit, invoiceNumber },
  },
});

describe("the register of a year's credit notes", () => {
  it('gives a credit one number', () => {
    given(creditNoteRegisterAggregate, [])
      .when(command('TakeCreditNoteNumber', { credit }))
      .then(creditNoteTaken(1));
    given(creditNoteRegisterAggregate, [creditNoteTaken(1)])
      .when(command('TakeCreditNoteNumber', { credit }))
      .thenNothing();
  });

  it('knows a credit by its invoice and its id', () => {
    const other = { ...credit, invoiceNumber: 'F-2026-000002' };
    given(creditNoteRegisterAggregate, [creditNoteTaken(1)])
      .when(command('TakeCreditNoteNumber', { credit: other }))
      .then(creditNoteTaken(2, 'F-2026-000002'));
  });
});
