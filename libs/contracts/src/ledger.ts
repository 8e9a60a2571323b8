/**
 * One line of the ledger. A positive amount raises what OCE owes to the account, a negative one lowers it; so a buyer's
 * open invoice and money at the bank are negative balances. The postings of an event add up to zero.
 */
export interface Posting {
  readonly account: string;
  readonly amountCentimes: number;
}

/** The accounts of the ledger; the glossary explains each. */
export const accounts = {
  member: (producerCode: string) => `member:${producerCode}`,
  inputCredit: (producerCode: string) => `input-credit:${producerCode}`,
  advances: (campaignId: string) => `advances:${campaignId}`,
  pool: (poolId: string) => `pool:${poolId}`,
  sales: (invoiceNumber: string) => `sales:${invoiceNumber}`,
  buyer: (buyerId: string) => `buyer:${buyerId}`,
  supplier: (supplierId: string) => `supplier:${supplierId}`,
  bank: (account: string) => `bank:${account}`,
  cash: (counterId: string) => `cash:${counterId}`,
  costs: (kind: string) => `costs:${kind}`,
  inTransfer: 'in-transfer',
  commission: 'commission',
  milling: 'milling',
  insurance: 'insurance',
  reserve: 'reserve',
  /** What OCE's own goods were sold for, less what was paid for them: purchased lots, and what paid for toll runs. */
  result: 'result',
  /** Corrections after a closing that no pool bears any more. */
  corrections: 'costs:corrections',
  /** Losses of pools that OCE bears. */
  poolLosses: 'costs:pool-losses',
  /** VAT that buyers owe and OCE passes on to the State. */
  vat: 'vat',
  guarantee: 'guarantee',
  fx: 'fx',
} as const;

/** What is wrong with the postings of events that are about to be written; undefined where they are sound. */
export function ledgerFault(
  events: readonly { readonly type: string; readonly data: object }[],
): string | undefined {
  for (const { type, data } of events) {
    if (!('postings' in data)) continue;
    const fault = postingsFault(data.postings as readonly Posting[]);
    if (fault !== undefined) return `${type}: ${fault}`;
  }
  return undefined;
}

/** What goes wrong with a set of postings, or undefined where it is sound: integers that add up to zero. */
export function postingsFault(postings: readonly Posting[]): string | undefined {
  if (postings.some((posting) => !Number.isSafeInteger(posting.amountCentimes)))
    return 'an amount is not a whole number of centimes';
  const sum = postings.reduce((total, posting) => total + BigInt(posting.amountCentimes), 0n);
  return sum === 0n ? undefined : `the postings add up to ${sum} centimes, not to 0`;
}
