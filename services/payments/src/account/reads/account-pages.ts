import { fields, type Page } from '@oce/service-kit';
import type { AccountDelivery, AccountState, Claim, Line, Payout } from '../domain/account.state';

/** What an account holds more of from season to season, and is shown by the page. */
export const ACCOUNT_PARTS = ['lines', 'claims', 'deliveries', 'disputes', 'payouts'] as const;
export type AccountPart = (typeof ACCOUNT_PARTS)[number];

const lineOf = fields<Line>()(
  'lineId',
  'kind',
  'campaignId',
  'deliveryId',
  'poolId',
  'grossCentimes',
  'netCentimes',
  'deductions',
  'status',
  'disputeId',
  'transferId',
  'postedOn',
);
const claimOf = fields<Claim>()('kind', 'reference', 'grantedCentimes', 'leftCentimes', 'dueOn');
const deliveryOf = fields<AccountDelivery>()(
  'lineId',
  'campaignId',
  'grade',
  'payableGrams',
  'coefficientPpm',
  'pricePerKgCentimes',
  'advancePpm',
  'advanceCentimes',
  'settledIn',
  'isReversed',
  'replacedBy',
);
const payoutOf = fields<Payout>()('transferId', 'endToEndId', 'amountCentimes', 'lineIds', 'status');

interface PageWanted {
  readonly limit: number;
  /** How many came before. */
  readonly after?: string;
}

/** A page of one part of an account, in the order in which it came. */
export function accountPage(state: AccountState, part: AccountPart, wanted: PageWanted): Page<object> {
  const { lines, claims, deliveries, disputes, payouts } = state;
  switch (part) {
    case 'lines':
      return pageOf(lines, wanted, lineOf);
    case 'claims':
      return pageOf(claims, wanted, claimOf);
    case 'deliveries':
      return pageOf(deliveries, wanted, (delivery, deliveryId) => ({ deliveryId, ...deliveryOf(delivery) }));
    case 'disputes':
      return pageOf(disputes, wanted, ({ lineId, resolved }, disputeId) => ({
        disputeId,
        lineId,
        isOpen: resolved === null,
      }));
    case 'payouts':
      return pageOf(payouts, wanted, payoutOf);
  }
}

function pageOf<T>(
  entries: Iterable<[string, T]> & { readonly size: number },
  { limit, after }: PageWanted,
  shape: (entry: T, id: string) => object,
): Page<object> {
  const from = Number(after ?? 0);
  const items: object[] = [];
  let at = 0;
  for (const [id, entry] of entries) {
    if (at >= from + limit) break;
    if (at++ >= from) items.push(shape(entry, id));
  }
  return { items, next: from + limit < entries.size ? String(from + limit) : null };
}
