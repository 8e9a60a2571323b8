import type { DataOf, DeductionKind, Posting, Settlement } from '../events';

/** What an event must move: amounts by account, nothing for accounts that it leaves alone. */
export class Moves {
  /** Few lines, each of an account of its own: they are sought one by one. */
  readonly lines: { readonly account: string; amountCentimes: number }[] = [];

  add(account: string, amountCentimes: number): this {
    let line = this.lines.find((one) => one.account === account);
    if (line === undefined) this.lines.push((line = { account, amountCentimes: 0 }));
    line.amountCentimes += amountCentimes;
    if (line.amountCentimes === 0) this.lines.splice(this.lines.indexOf(line), 1);
    return this;
  }

  /** Whether postings say the same, in whatever order. */
  areSaidBy(postings: readonly Posting[]): boolean {
    return (
      postings.length === this.lines.length &&
      postings.every(({ account, amountCentimes }) =>
        this.lines.some((line) => line.account === account && line.amountCentimes === amountCentimes),
      )
    );
  }

  /** What is taken from a member goes to who asked for it; `sign` -1 gives it back. */
  deductions(
    member: string,
    taken: readonly { kind: DeductionKind; amountCentimes: number }[],
    sign = 1,
  ): this {
    for (const { kind, amountCentimes } of taken) {
      if (kind === 'input_credit') this.add(`input-credit:${member}`, sign * amountCentimes);
      else this.add(kind === 'insurance' ? 'insurance' : `costs:${kind}`, sign * amountCentimes);
    }
    return this;
  }
}

const takenOf = (settlement: Settlement | null) =>
  (settlement?.deductions ?? []).map(({ kind, takenCentimes: amountCentimes }) => ({ kind, amountCentimes }));

export function ofAdvance({ campaignId, producerCode, settlement }: DataOf<'AdvancePosted'>): Moves {
  return new Moves()
    .add(`advances:${campaignId}`, -settlement.grossCentimes)
    .add(`member:${producerCode}`, settlement.netCentimes)
    .deductions(producerCode, takenOf(settlement));
}

/** OCE's result bears what it buys. */
export const ofPurchase = ({ producerCode, settlement }: DataOf<'PurchasePosted'>): Moves =>
  new Moves()
    .add('result', -settlement.grossCentimes)
    .add(`member:${producerCode}`, settlement.netCentimes)
    .deductions(producerCode, takenOf(settlement));

export function ofFinalShare(data: DataOf<'FinalSharePosted'>): Moves {
  const { poolId, campaignId, producerCode, settlement } = data;
  return new Moves()
    .add(`pool:${poolId}`, -data.shareCentimes)
    .add(`advances:${campaignId}`, data.advancesCentimes)
    .add(`member:${producerCode}`, settlement.netCentimes)
    .add(`input-credit:${producerCode}`, -data.overpaidCentimes)
    .deductions(producerCode, takenOf(settlement));
}

export function ofCorrection(data: DataOf<'CorrectionPosted'>): Moves {
  const { poolId, campaignId, producerCode, amountCentimes, netCentimes, claimCentimes } = data;
  const openly = data.settledAs === 'purchased' ? 'result' : `advances:${campaignId}`;
  return new Moves()
    .add(poolId === null ? openly : `pool:${poolId}`, -amountCentimes)
    .add(`member:${producerCode}`, netCentimes)
    .add(`input-credit:${producerCode}`, -claimCentimes)
    .deductions(producerCode, takenOf(data.settlement))
    .deductions(producerCode, data.reopened, -1);
}

/** A final share taken back: all that its advances had given stands open again. */
export const ofFinalShareBack = (data: DataOf<'FinalShareTakenBack'>): Moves =>
  backOf(data, data.overpaidCentimes)
    .add(`pool:${data.poolId}`, data.shareCentimes)
    .add(`advances:${data.campaignId}`, -data.advancesCentimes);

/** A part of a supplement taken back: what it had met, and what that gave above its worth, stands open again. */
export const ofSupplementBack = (data: DataOf<'SupplementTakenBack'>): Moves =>
  backOf(data, data.overpaidCentimes)
    .add(`pool:${data.poolId}`, data.shareCentimes)
    .add(`advances:${data.campaignId}`, -data.advancesCentimes - data.overpaidCentimes);

export const ofCorrectionBack = (data: DataOf<'CorrectionTakenBack'>): Moves =>
  backOf(data, data.claimCentimes).add(`pool:${data.poolId}`, data.amountCentimes);

/** What a line of a closing gives back to its member, or takes; its claim is gone. */
function backOf(
  data: Pick<
    DataOf<'FinalShareTakenBack'>,
    'producerCode' | 'netCentimes' | 'recoveredCentimes' | 'reopened'
  >,
  claimCentimes: number,
): Moves {
  const { producerCode, netCentimes, recoveredCentimes, reopened } = data;
  return new Moves()
    .add(`member:${producerCode}`, netCentimes)
    .add(`input-credit:${producerCode}`, claimCentimes - recoveredCentimes)
    .deductions(producerCode, reopened, -1);
}

export const ofSetOff = ({ producerCode, netCentimes, settlement }: DataOf<'DebtsSetOff'>): Moves =>
  new Moves().add(`member:${producerCode}`, netCentimes).deductions(producerCode, takenOf(settlement));

export function ofPoolClosed({ poolId, charges, lossCentimes }: DataOf<'PoolClosed'>): Moves {
  const moves = transfer('costs:pool-losses', `pool:${poolId}`, lossCentimes);
  for (const { kind, amountCentimes } of charges) {
    const account = kind === 'milling' || kind === 'commission' ? kind : `costs:${kind}`;
    moves.add(`pool:${poolId}`, -amountCentimes).add(account, amountCentimes);
  }
  return moves;
}

/** An amount that goes from one account to another. */
export const transfer = (from: string, to: string, amountCentimes: number): Moves =>
  new Moves().add(from, -amountCentimes).add(to, amountCentimes);

/** What a buyer owes, or with `sign` -1 owes no longer: net to the sale, VAT to the State. */
export function billed(
  data: Pick<DataOf<'InvoiceIssued'>, 'buyerId' | 'invoiceNumber' | 'amountCentimes' | 'vatCentimes'>,
  sign: 1 | -1,
): Moves {
  const { buyerId, invoiceNumber, amountCentimes, vatCentimes } = data;
  return new Moves()
    .add(`buyer:${buyerId}`, -sign * amountCentimes)
    .add(`sales:${invoiceNumber}`, sign * (amountCentimes - vatCentimes))
    .add('vat', sign * vatCentimes);
}
