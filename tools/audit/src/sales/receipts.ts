import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../events';
import type { Check } from '../rule';

type Parts = DataOf<'ProceedsReceived'>['parts'];

/** Parts of receipts as what they pay, VAT included. */
export const grossOf = (parts: Parts) =>
  parts.map(({ lotId, amountCentimes, vatCentimes }) => ({
    lotId,
    amountCentimes: amountCentimes + vatCentimes,
    vatCentimes,
  }));

/** A receipt, and what of it is on its invoice still, VAT included. */
interface Receipt {
  readonly invoiceNumber: string;
  readonly left: Map<string, number>;
  /** What of it went into the buyer's balance. */
  balanceCentimes: number;
  isReversed: boolean;
}

/** Receipts by their ids: what each has left, so that what is taken back is that and no more. */
export class Receipts {
  private readonly all = new Map<string, Receipt>();

  constructor(private readonly check: Check) {}

  received({ proceedsId, invoiceNumber, parts }: DataOf<'ProceedsReceived'>, at: RecordedCommit): void {
    if (this.all.has(proceedsId)) this.check.fail(at, 'received-twice', 'receipts of this id', 1, 2);
    const left = new Map(grossOf(parts).map((part) => [part.lotId, part.amountCentimes]));
    this.all.set(proceedsId, { invoiceNumber, left, balanceCentimes: 0, isReversed: false });
  }

  kept(data: DataOf<'OverpaymentKept'>, at: RecordedCommit): void {
    const { proceedsId, invoiceNumber, amountCentimes } = data;
    const known = this.all.get(proceedsId);
    if (known && known.invoiceNumber !== invoiceNumber)
      this.check.fail(at, 'received-twice', 'receipts of this id', 1, 2);
    const balanceCentimes = (known?.balanceCentimes ?? 0) + amountCentimes;
    const left = known?.left ?? new Map<string, number>();
    this.all.set(proceedsId, { invoiceNumber, left, balanceCentimes, isReversed: false });
  }

  /** What comes back is what the receipt has left, no more and, where it is reversed, no less; and once. Answers whether there is such a receipt. */
  reversed(data: DataOf<'ProceedsReversed'>, at: RecordedCommit): boolean {
    const { proceedsId, cause, into, parts, madCentimes, vatCentimes, balanceCentimes } = data;
    const receipt = this.all.get(proceedsId);
    if (receipt?.invoiceNumber !== data.invoiceNumber) {
      this.check.fail(at, 'reversed-unknown', 'the receipt', 'received on the invoice before', proceedsId);
      return false;
    }
    if (receipt.isReversed) this.check.fail(at, 'reversed-twice', 'reversals of the receipt', 1, 2);
    const gross = grossOf(parts);
    const sum = gross.reduce((total, part) => total + part.amountCentimes, 0);
    this.check.same(at, 'reversed-sum', 'amount = sum of the parts', sum, madCentimes);
    const vat = gross.reduce((total, part) => total + part.vatCentimes, 0);
    this.check.same(at, 'reversed-sum', 'VAT = sum of that of the parts', vat, vatCentimes);
    for (const { lotId, amountCentimes } of gross) {
      const left = receipt.left.get(lotId) ?? 0;
      if (amountCentimes > left)
        this.check.fail(
          at,
          'reversed-beyond',
          `left of the receipt for ${lotId}`,
          `>= ${amountCentimes}`,
          left,
        );
      receipt.left.set(lotId, left - amountCentimes);
    }
    if (cause === 'credited') {
      receipt.balanceCentimes += madCentimes;
      return true;
    }
    receipt.isReversed = true;
    const rest = [...receipt.left.values()].reduce((total, amount) => total + amount, 0);
    this.check.same(at, 'reversed-whole', 'centimes left of a reversed receipt', 0, rest);
    const kept = into === 'bank' ? receipt.balanceCentimes : 0;
    this.check.same(at, 'reversed-balance', 'what it had left in the balance', kept, balanceCentimes);
    return true;
  }
}
