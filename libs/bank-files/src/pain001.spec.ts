import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transferFile } from '../test/transfer-file';
import { writePain001, type TransferFile } from './index';

const golden = readFileSync(join(__dirname, 'golden/transfers.pain.001.001.09.xml'), 'utf8');
const refusal = (slug: string, path: string) =>
  expect.objectContaining({ name: 'BankFileError', slug, path });

const [first, second] = transferFile.payments as [TransferFile['payments'][0], TransferFile['payments'][0]];
const payment = (change: object): TransferFile => ({
  ...transferFile,
  payments: [{ ...first, ...change }, second],
});
const transfer = (change: object): TransferFile =>
  payment({ transfers: [{ ...first.transfers[0], ...change }, first.transfers[1]] });

describe('writePain001', () => {
  it('writes the golden file, which was checked against the schema', () => {
    expect(writePain001(transferFile)).toBe(golden);
  });

  it.each<[string, string, TransferFile]>([
    ['id_missing', 'messageId', { ...transferFile, messageId: '' }],
    ['id_too_long', 'messageId', { ...transferFile, messageId: 'x'.repeat(36) }],
    ['id_characters', 'messageId', { ...transferFile, messageId: 'é' }],
    ['id_characters', 'messageId', { ...transferFile, messageId: 'a b' }],
    ['id_characters', 'messageId', { ...transferFile, messageId: '/a' }],
    ['id_characters', 'messageId', { ...transferFile, messageId: 'a//b' }],
    ['malformed_instant', 'createdAt', { ...transferFile, createdAt: '2026-04-15' }],
    ['malformed_instant', 'createdAt', { ...transferFile, createdAt: '2026-04-15T16:30:00' }],
    ['malformed_instant', 'createdAt', { ...transferFile, createdAt: '2026-02-30T16:30:00Z' }],
    ['malformed_instant', 'createdAt', { ...transferFile, createdAt: '2026-04-15T16:30:00Z[UTC]' }],
    ['no_transfers', 'payments', { ...transferFile, payments: [] }],
    ['id_repeated', 'payments[1].paymentInformationId', { ...transferFile, payments: [first, first] }],
    ['malformed_date', 'payments[0].executionDate', payment({ executionDate: '16/04/2026' })],
    ['iban_invalid', 'payments[0].debtor.iban', payment({ debtor: { ...first.debtor, iban: 'MA64' } })],
    ['bic_invalid', 'payments[0].debtor.bic', payment({ debtor: { ...first.debtor, bic: 'ABCD' } })],
    ['no_transfers', 'payments[0].transfers', payment({ transfers: [] })],
    ['id_too_long', 'payments[0].transfers[0].endToEndId', transfer({ endToEndId: 'x'.repeat(36) })],
    ['id_repeated', 'payments[0].transfers[1].endToEndId', transfer({ endToEndId: 'OCE-2026-0002' })],
    ['id_repeated', 'payments[1].transfers[0].endToEndId', transfer({ endToEndId: 'OCE-2026-0003' })],
    ['amount_not_positive', 'payments[0].transfers[0].amountCentimes', transfer({ amountCentimes: 0 })],
    ['amount_not_positive', 'payments[0].transfers[0].amountCentimes', transfer({ amountCentimes: -1 })],
    ['amount_not_positive', 'payments[0].transfers[0].amountCentimes', transfer({ amountCentimes: 0.5 })],
    [
      'iban_invalid',
      'payments[0].transfers[0].creditor.iban',
      transfer({ creditor: { name: 'x', iban: 'MA64145991000000000000010137' } }),
    ],
    [
      'bic_invalid',
      'payments[0].transfers[0].creditor.bic',
      transfer({ creditor: { ...first.transfers[0]!.creditor, bic: 'x' } }),
    ],
  ])('refuses with %s at %s', (slug, path, wrong) => {
    expect(() => writePain001(wrong)).toThrow(refusal(slug, path));
  });

  it('adds up counts and control sums exactly, at both levels, beyond what floats and safe integers hold', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 4 }), (lists) => {
        const xml = writePain001(batchOf(lists));
        const parsed = read(xml);
        expect(parsed.map((one) => one.instructed)).toEqual(lists);
        expect(parsed.map((one) => one.sum)).toEqual(lists.map(sum));
        expect(hundredths(/<CtrlSum>([\d.]+)/u.exec(xml)![1]!)).toBe(sum(lists.flat()));
        expect(/<NbOfTxs>(\d+)/u.exec(xml)![1]).toBe(String(lists.flat().length));
      }),
      { numRuns: 50 },
    );
  });
});

const sum = (values: readonly number[]): bigint => values.reduce((total, value) => total + BigInt(value), 0n);
const hundredths = (decimal: string): bigint => BigInt(decimal.replace('.', ''));

function batchOf(lists: readonly number[][]): TransferFile {
  return {
    ...transferFile,
    payments: lists.map((amounts, index) => ({
      ...first,
      paymentInformationId: `P${index}`,
      transfers: amounts.map((amountCentimes, position) => ({
        ...first.transfers[0]!,
        endToEndId: `E${index}-${position}`,
        amountCentimes,
      })),
    })),
  };
}

interface WrittenPayment {
  readonly CtrlSum: string;
  readonly CdtTrfTxInf: readonly { readonly Amt: { readonly InstdAmt: string } }[];
}

function read(xml: string): { sum: bigint; instructed: number[] }[] {
  const isArray = (name: string): boolean => name === 'PmtInf' || name === 'CdtTrfTxInf';
  const parsed = new XMLParser({ parseTagValue: false, isArray }).parse(xml) as {
    readonly Document: { readonly CstmrCdtTrfInitn: { readonly PmtInf: readonly WrittenPayment[] } };
  };
  return parsed.Document.CstmrCdtTrfInitn.PmtInf.map((one) => ({
    sum: hundredths(one.CtrlSum),
    instructed: one.CdtTrfTxInf.map((line) => Number(hundredths(line.Amt.InstdAmt))),
  }));
}
