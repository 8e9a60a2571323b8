import { payments, sales, type InvoiceLine, type PooledPart } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { Billed, SoldLot } from '../domain/price-chain';

const { InvoiceIssued, CreditNoteIssued, CreditNoteReversed, ProceedsReceived, ProceedsReversed } =
  sales.invoice;
const { ProceedsPooled, ProceedsReserved } = payments.pool;
const { ProceedsKept } = payments.result;

/** As a lot of which nothing was billed: what came of it first may be a part of another's. */
const unsold = (lotId: string): SoldLot => ({
  lotId,
  productId: '',
  billed: [],
  paidCentimes: 0,
  pools: [],
  keptCentimes: 0,
  reservedCentimes: 0,
});

/** What was each lot sold for, what was paid, and who has taken it? A document a lot that was sold, as it was sold. */
export const soldLotsProjection = projectionFrom(
  InvoiceIssued,
  CreditNoteIssued,
  CreditNoteReversed,
  ProceedsReceived,
  ProceedsReversed,
  ProceedsPooled,
  ProceedsReserved,
  ProceedsKept,
)<SoldLot>({
  name: 'sold_lots',
  version: 1,
  indexes: [{ fields: { productId: 1 } }],
  keys(event) {
    switch (event.type) {
      case 'InvoiceIssued':
      case 'CreditNoteIssued':
      case 'CreditNoteReversed':
        return [...new Set<string>(event.data.lines.map(({ lotId }) => lotId))];
      case 'ProceedsReceived':
      case 'ProceedsReversed':
        return [...new Set<string>(event.data.parts.map(({ lotId }) => lotId))];
      default:
        return [...new Set(event.data.parts.map(soldAs))];
    }
  },
  project: {
    InvoiceIssued(document, { data: { lines } }, _at, lotId) {
      const own = lines.filter((line) => line.lotId === lotId);
      const { billed } = document ?? unsold(lotId);
      const productId = own[0]?.productId ?? '';
      return { ...(document ?? unsold(lotId)), productId, billed: own.reduce(withLine, billed) };
    },
    CreditNoteIssued: (document, { data: { lines } }, _at, lotId) =>
      document && credited(document, sumOf(lines, lotId, true)),
    CreditNoteReversed: (document, { data: { lines } }, _at, lotId) =>
      document && credited(document, -sumOf(lines, lotId, true)),
    ProceedsReceived: (document, { data: { parts } }, _at, lotId) =>
      paid(document ?? unsold(lotId), sumOf(parts, lotId)),
    ProceedsReversed: (document, { data: { parts } }, _at, lotId) =>
      paid(document ?? unsold(lotId), -sumOf(parts, lotId)),
    ProceedsPooled(document, { data: { poolId, parts } }, _at, lotId) {
      const known = document ?? unsold(lotId);
      const before = known.pools.find((one) => one.poolId === poolId)?.amountCentimes ?? 0;
      const others = known.pools.filter((one) => one.poolId !== poolId);
      return { ...known, pools: [...others, { poolId, amountCentimes: before + sumAs(parts, lotId) }] };
    },
    ProceedsReserved(document, { data: { parts } }, _at, lotId) {
      const known = document ?? unsold(lotId);
      return { ...known, reservedCentimes: known.reservedCentimes + sumAs(parts, lotId) };
    },
    ProceedsKept(document, { data: { parts } }, _at, lotId) {
      const known = document ?? unsold(lotId);
      return { ...known, keptCentimes: known.keptCentimes + sumAs(parts, lotId) };
    },
  },
});

const soldAs = ({ lotId, soldAs: as }: PooledPart): string => as ?? lotId;
const sumAs = (parts: readonly PooledPart[], lotId: string): number =>
  parts.reduce((sum, part) => (soldAs(part) === lotId ? sum + part.amountCentimes : sum), 0);

/** Of lines of a lot; a credited line has its VAT in its amount. */
function sumOf(
  lines: readonly { readonly lotId: string; readonly amountCentimes: number; readonly vatCentimes: number }[],
  lotId: string,
  isWithVat = false,
): number {
  const own = lines.filter((line) => line.lotId === lotId);
  return own.reduce((sum, line) => sum + line.amountCentimes - (isWithVat ? line.vatCentimes : 0), 0);
}

const paid = (document: SoldLot, amountCentimes: number): SoldLot => ({
  ...document,
  paidCentimes: document.paidCentimes + amountCentimes,
});

function withLine(billed: readonly Billed[], line: InvoiceLine): Billed[] {
  const { unit, quantity, grams, amountCentimes } = line;
  const before = billed.find((one) => one.unit === unit) ?? { quantity: 0, grams: 0, netCentimes: 0 };
  return [
    ...billed.filter((one) => one.unit !== unit),
    {
      unit,
      quantity: before.quantity + quantity,
      grams: before.grams + grams,
      netCentimes: before.netCentimes + amountCentimes,
    },
  ];
}

/** A credit names no unit: it lowers what was billed first. */
function credited(document: SoldLot, netCentimes: number): SoldLot {
  const [first, ...others] = document.billed;
  if (first === undefined) return document;
  return { ...document, billed: [{ ...first, netCentimes: first.netCentimes - netCentimes }, ...others] };
}
