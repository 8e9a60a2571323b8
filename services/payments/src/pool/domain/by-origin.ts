import type { ContractKind, LotTerms, ProceedsPart } from '@oce/contracts';
import { moneyByOrigin, type Origins } from '@oce/origins';
import { splitByLargestRemainder, sumExactly } from '@oce/quantities';

/** A lot as money finds it: what it was closed as, what it was made of, and how it was offered. */
export interface LotGoods {
  readonly lotId: string;
  /** Null of a lot that no run made. */
  readonly made: { readonly runId: string; readonly netGrams: number; readonly origins: Origins } | null;
  /** Null of a lot that no station closed. */
  readonly raw: {
    readonly campaignId: string;
    readonly grade: string;
    /** Null where it was not said at the delivery. */
    readonly settledAs: LotTerms | null;
  } | null;
  /** How it was offered as it is, and since which position of the log; null while it was not. */
  readonly offered: { readonly kind: ContractKind; readonly since: number } | null;
}
export type LotsById = ReadonlyMap<string, LotGoods>;

/** As much of a part, or of an invoice's line, as says what it is for. */
export type Sold = Pick<ProceedsPart, 'lotId' | 'campaignId' | 'grade' | 'amountCentimes'>;
type Amount = Pick<ProceedsPart, 'lotId' | 'amountCentimes'>;

/** A receipt, and all that was taken back of it in the order of the log, in amounts above zero. */
export interface Receipt {
  readonly kind: ContractKind;
  readonly parts: readonly Sold[];
  /** Position in the log: its lots are settled as they were then. */
  readonly receivedAt: number;
  readonly takenBack: readonly { readonly reversalId: string; readonly parts: readonly Amount[] }[];
}

/** What of proceeds is for a raw lot, or for a lot of which nobody knows what it was made of. */
export interface OwnPart {
  readonly lotId: string;
  /** The conditioned lot that it was sold as; null where it was sold as it is. */
  readonly soldAs: string | null;
  readonly terms: LotTerms;
  readonly campaignId: string | null;
  readonly grade: string;
  readonly amountCentimes: number;
}

/**
 * Splits proceeds over the raw lots of what was sold, by grams and largest remainder (chain.md 2). A lot that was sold as it
 * is keeps its part, and is settled as it was sold unless its delivery said otherwise.
 */
export function partsOf(receipt: Receipt, lots: LotsById): OwnPart[] {
  return receipt.parts
    .flatMap((part) => (isMade(part, lots) ? [] : soldAsItIs(part, receipt.kind, lots)))
    .concat(
      soldLots(receipt.parts, lots).flatMap((soldAs) => {
        const got = gotBy(receipt, soldAs, lots);
        return got.map((one) => ownPart(one, soldAs, receipt, lots));
      }),
    );
}

/**
 * What is taken back of a receipt, below zero: out of what each raw lot still has of it, in proportion and by largest
 * remainder. So none gives back more than it got, and the whole gives back exactly what each got.
 */
export function partsBackOf(
  receipt: Receipt,
  { reversalId, parts }: { readonly reversalId: string; readonly parts: readonly Sold[] },
  lots: LotsById,
): OwnPart[] {
  const found = receipt.takenBack.findIndex((one) => one.reversalId === reversalId);
  const before = found === -1 ? receipt.takenBack : receipt.takenBack.slice(0, found);
  return parts
    .flatMap((part) =>
      isMade(part, lots)
        ? []
        : soldAsItIs({ ...part, amountCentimes: -part.amountCentimes }, receipt.kind, lots),
    )
    .concat(
      soldLots(parts, lots).flatMap((soldAs) => {
        const rest = before.reduce(
          (left, one) => lessBy(left, backFrom(left, amountOf(one.parts, soldAs))),
          gotBy(receipt, soldAs, lots),
        );
        const back = backFrom(rest, amountOf(parts, soldAs));
        return back.map((one) =>
          ownPart({ lotId: one.lotId, amountCentimes: -one.amountCentimes }, soldAs, receipt, lots),
        );
      }),
    );
}

/**
 * Takes an amount out of what each has, in proportion. What all of them do not have goes by what they have, so that no
 * centime is lost: whoever takes back more than came is found by the audit.
 */
export function backFrom(rest: readonly Amount[], amountCentimes: number): Amount[] {
  const weights = rest.map((one) => one.amountCentimes);
  const isEmpty = sumExactly(weights) === 0;
  const shares = splitByLargestRemainder(amountCentimes, isEmpty ? weights.map(() => 1) : weights);
  return rest.map(({ lotId }, index) => ({ lotId, amountCentimes: shares[index] ?? 0 }));
}

const lessBy = (rest: readonly Amount[], taken: readonly Amount[]): Amount[] =>
  rest.map(({ lotId, amountCentimes }, index) => ({
    lotId,
    amountCentimes: Math.max(0, amountCentimes - (taken[index]?.amountCentimes ?? 0)),
  }));

const isMade = ({ lotId }: Amount, lots: LotsById): boolean => (lots.get(lotId)?.made ?? null) !== null;

/** The conditioned lots of parts, each once. */
const soldLots = (parts: readonly Amount[], lots: LotsById): string[] => [
  ...new Set(parts.filter((part) => isMade(part, lots)).map(({ lotId }) => lotId)),
];

const amountOf = (parts: readonly Amount[], lotId: string): number =>
  sumExactly(parts.filter((part) => part.lotId === lotId).map((part) => part.amountCentimes));

const gotBy = ({ parts }: Receipt, soldAs: string, lots: LotsById): Amount[] =>
  moneyByOrigin(lots.get(soldAs)?.made?.origins ?? [], amountOf(parts, soldAs));

function soldAsItIs(part: Sold, kind: ContractKind, lots: LotsById): OwnPart {
  const { lotId, campaignId, grade, amountCentimes } = part;
  const said = lots.get(lotId)?.raw?.settledAs ?? null;
  const terms = said === 'purchased' || said === 'toll' ? said : kind;
  return { lotId, soldAs: null, terms, campaignId, grade, amountCentimes };
}

function ownPart(
  { lotId, amountCentimes }: Amount,
  soldAs: string,
  { receivedAt }: Receipt,
  lots: LotsById,
): OwnPart {
  const lot = lots.get(lotId);
  const terms = termsOf(lot, receivedAt);
  const { campaignId = null, grade = '' } = lot?.raw ?? {};
  return { lotId, soldAs, terms, campaignId, grade, amountCentimes };
}

/** What a raw lot's goods are settled by at a position of the log: as its deliveries said, else as it is offered, else pooled. */
export function termsOf(lot: Pick<LotGoods, 'raw' | 'offered'> | undefined, at: number): LotTerms {
  const said = lot?.raw?.settledAs ?? null;
  if (said !== null) return said;
  const offered = lot?.offered ?? null;
  return offered !== null && offered.since < at ? offered.kind : 'pooled';
}
