import type { ContractKind, DataOf, PricedLine } from '../../src/events';
import { plainClaims, type Claim } from './claims';
import { judge } from './control';
import { event, other, posts, type LogBuilder } from './log-builder';

/** Lots for sale: campaign, grade and net grams by id. */
export type Lots = Readonly<Record<string, readonly [campaign: string, grade: string, netGrams: number]>>;
const RAW = { market: 'domestic', productKind: 'raw' } as const;
const TAX = {
  seller: null,
  buyer: { name: 'Huilerie', place: 'Fès', ice: '001', taxId: null },
  vat: { ...RAW, version: 'standing-domestic-raw', ratePpm: 0, ground: 'produit brut' },
};
const PRICES = { EV: 800, V: 800, L: 750 } as const;

/** A buyer with one contract of a kind, on the lots of a campaign. */
export function signContract(
  log: LogBuilder,
  contractId: string,
  kind: ContractKind,
  campaignId: string,
): void {
  const buyer = {
    buyerId: 'B1',
    name: 'Huilerie',
    ice: '001',
    city: 'Fès',
    limitCentimes: 100_000_000,
    taxId: null,
  };
  if (kind === 'pooled') log.add('sales.buyer', 'B1', event('BuyerAccepted', buyer));
  const prices = Object.entries(PRICES).map(([grade, unitPriceMinor]) => ({ grade, unitPriceMinor }));
  const of = { contractId, kind, campaignId, productId: 'OLIVES', destination: 'MA', unit: 'kg' as const };
  signFor(log, { ...of, prices });
}

type Contract = DataOf<'SaleContractSigned'>;
type Agreed = Pick<
  Contract,
  'contractId' | 'kind' | 'campaignId' | 'productId' | 'destination' | 'unit' | 'prices'
>;

/** A contract with the buyer, on the usual terms. */
export function signFor(log: LogBuilder, agreed: Agreed): void {
  const days = { signedOn: '2026-10-01', paymentDays: 30 };
  const terms = { buyerId: 'B1', currency: 'MAD', incoterm: 'EXW', place: 'Sefrou', ...days };
  const { contractId } = agreed;
  log.add('sales.contract', contractId, event('SaleContractSigned', { ...agreed, ...terms, ...RAW }));
}

/** A lot that certification lets be sold to a market. */
export function releaseLot(
  log: LogBuilder,
  lotId: string,
  grade: string,
  market: string,
  claims: readonly Claim[],
): void {
  const held = { lotId, cause: 'systematic' as const, reason: 'never controlled', heldAt: RELEASED };
  const standard = { standardId: 'intake', version: '1' };
  judge(log, lotId, grade, market);
  log.add(
    'certification.lot-status',
    lotId,
    event('LotTakenUp', { lotId, productId: 'OLIVES', grade, netGrams: 1 }),
  );
  const released = {
    lotId,
    market,
    standard,
    grade,
    claims,
    controlId: `CT-${lotId}`,
    releasedAt: RELEASED,
  };
  log.add('certification.lot-status', lotId, event('LotHeld', held));
  log.add('certification.lot-status', lotId, event('LotReleased', released));
}
const RELEASED = '2026-10-01T16:00:00.000Z';

export function offer(log: LogBuilder, lots: Lots, kind: ContractKind): void {
  for (const [lotId, [campaignId, grade, netGrams]] of Object.entries(lots)) {
    const lot = { lotId, campaignId, productId: 'OLIVES', grade, netGrams };
    log.add(
      'sales.lot-offer',
      lotId,
      event('LotRecorded', { ...lot, stationId: 'ST1', closedOn: '2026-10-01' }),
    );
    releaseLot(log, lotId, grade, 'MA', plainClaims(netGrams));
    log.add('sales.lot-offer', lotId, event('LotOffered', { ...lot, kind, offeredOn: '2026-10-02' }));
  }
}

export interface Sale {
  readonly orderId: string;
  readonly contractId: string;
  readonly kind: ContractKind;
  readonly lines: readonly PricedLine[];
}

/** Whole lots at the contract's prices. */
export const lineOf = (lots: Lots, lotId: string, grams?: number): PricedLine => {
  const [campaignId, grade, netGrams] = lots[lotId] ?? ['', 'EV', 0];
  const unitPriceMinor = PRICES[grade as keyof typeof PRICES];
  const weight = grams ?? netGrams;
  const amountCentimes = Math.round((weight * unitPriceMinor) / 1_000);
  const priced = { unit: 'kg' as const, quantity: weight, unitPriceMinor, amountCentimes };
  return { lotId, grams: weight, campaignId, productId: 'OLIVES', grade, ...priced };
};

const billed = ({ orderId, contractId, kind, lines }: Sale) => ({
  orderId,
  buyerId: 'B1',
  contractId,
  kind,
  lines,
  paymentDays: 30,
  amountCentimes: lines.reduce((sum, line) => sum + line.amountCentimes, 0),
});

/** Placed and secured, every gram allocated; `leftGrams` is what stays of each lot. */
export function place(log: LogBuilder, sale: Sale, leftGrams = 0): void {
  const { orderId, lines } = sale;
  const order = { ...billed(sale), buyerReference: null, vatCentimes: 0, placedOn: '2026-10-03' };
  log.add('sales.order', orderId, event('OrderPlaced', order));
  for (const { lotId, grams } of lines)
    log.add('sales.lot-offer', lotId, event('LotAllocated', { lotId, orderId, grams, leftGrams }));
  const answer = { orderId, part: 'credit', refusal: null };
  log.add(
    'sales.order',
    orderId,
    other('OrderPartAnswered', answer),
    event('OrderSecured', { orderId, buyerId: 'B1' }),
  );
}

export function release(log: LogBuilder, { orderId, lines }: Sale, netGrams: number): void {
  for (const { lotId, grams } of lines) {
    const released = { lotId, orderId, grams, leftGrams: netGrams, reason: 'cancelled' };
    log.add('sales.lot-offer', lotId, event('LotAllocationReleased', released));
  }
}

export function confirm(log: LogBuilder, orderId: string): void {
  const confirmed = { orderId, buyerId: 'B1', confirmedOn: '2026-10-04' };
  log.add('sales.order', orderId, event('OrderConfirmed', confirmed));
}

/** Confirmed, delivered, numbered and invoiced. */
export function bill(log: LogBuilder, sale: Sale, number: number): string {
  confirm(log, sale.orderId);
  return deliver(log, sale, number);
}

/** Delivered, numbered and invoiced. */
export function deliver(log: LogBuilder, sale: Sale, number: number): string {
  const { orderId } = sale;
  const order = { ...billed(sale), deliveryNoteNumber: `BL${number}`, deliveredOn: '2026-10-05', tax: TAX };
  log.add('sales.order', orderId, event('OrderFulfilled', order));
  const invoiceNumber = `F-2026-${String(number).padStart(6, '0')}`;
  const taken = { number, invoiceNumber, issuedOn: '2026-10-05', order };
  log.add('sales.invoice-register', '2026', event('InvoiceNumberTaken', taken));
  const { paymentDays: _days, amountCentimes, ...rest } = billed(sale);
  const lines = rest.lines.map((line) => ({ ...line, vatCentimes: 0 }));
  const amounts = { netCentimes: amountCentimes, vatCentimes: 0, amountCentimes, tax: TAX };
  const dates = { issuedOn: '2026-10-05', dueOn: '2026-11-04' };
  const postings = posts({ 'buyer:B1': -amountCentimes, [`sales:${invoiceNumber}`]: amountCentimes });
  log.add(
    'sales.invoice',
    invoiceNumber,
    event('InvoiceIssued', { invoiceNumber, ...rest, lines, ...amounts, ...dates, postings }),
  );
  return invoiceNumber;
}

/** A credit on one line, granted, numbered and noted. */
export function credit(
  log: LogBuilder,
  sale: Sale,
  invoiceNumber: string,
  lotId: string,
  amountCentimes: number,
) {
  const lines = [{ lotId, amountCentimes, vatCentimes: 0 }];
  const granted = {
    creditId: 'CR1',
    invoiceNumber,
    lines,
    amountCentimes,
    reason: 'weight',
    grantedOn: '2026-10-06',
  };
  log.add('sales.invoice', invoiceNumber, event('CreditGranted', granted));
  const note = { number: 1, creditNoteNumber: 'AV-2026-000001', issuedOn: '2026-10-06' };
  log.add('sales.credit-note-register', '2026', event('CreditNoteNumberTaken', { ...note, credit: granted }));
  const about = { creditNoteNumber: 'AV-2026-000001', creditId: 'CR1', invoiceNumber, orderId: sale.orderId };
  const postings = posts({ 'buyer:B1': amountCentimes, [`sales:${invoiceNumber}`]: -amountCentimes });
  const issued = {
    lines,
    amountCentimes,
    vatCentimes: 0,
    reason: 'weight',
    issuedOn: '2026-10-06',
    buyerId: 'B1',
    postings,
  };
  log.add('sales.invoice', invoiceNumber, event('CreditNoteIssued', { ...about, ...issued }));
}

/** A receipt, with its parts by lot. */
export function receive(
  log: LogBuilder,
  sale: Sale,
  [invoiceNumber, proceedsId]: readonly [string, string],
  amounts: Readonly<Record<string, number>>,
  isLast = false,
): void {
  const { orderId, contractId, kind, lines } = sale;
  const parts = lines.map(({ lotId, campaignId, productId, grade }) => ({
    lotId,
    campaignId,
    productId,
    grade,
    amountCentimes: amounts[lotId] ?? 0,
    vatCentimes: 0,
  }));
  const amount = parts.reduce((sum, part) => sum + part.amountCentimes, 0);
  const money = {
    amount,
    currency: 'MAD',
    rate: { date: '2026-10-07', rateMicros: 1_000_000 },
    madCentimes: amount,
    vatCentimes: 0,
  };
  const about = { proceedsId, invoiceNumber, orderId, contractId, kind, buyerId: 'B1' };
  const bank = { valueDate: '2026-10-07', bankReference: `VIR ${proceedsId}` };
  const postings = posts({ 'bank:main': -amount, 'buyer:B1': amount });
  const received = event('ProceedsReceived', { ...about, ...money, ...bank, parts, postings });
  const settled = event('InvoiceSettled', { invoiceNumber, buyerId: 'B1', settledOn: '2026-10-07' });
  log.add('sales.invoice', invoiceNumber, received, ...(isLast ? [settled] : []));
}
