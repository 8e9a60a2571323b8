import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../events';
import type { Check } from '../rule';
import { grossOf } from './receipts';

type Reversal = DataOf<'ProceedsReversed'>;
type Granted = DataOf<'CreditGranted'>;

interface Credit {
  readonly granted: Granted;
  isNoted: boolean;
  isReversed: boolean;
}

/** Credits that are taken back: noted before, once, whole, and what they had given the buyer pays on the same lots again. */
export class CreditReversals {
  private readonly credits = new Map<string, Credit>();
  /** What each credit has put into the balance, of receipts that stand. */
  private readonly paidBack = new Map<string, Reversal[]>();

  constructor(private readonly check: Check) {}

  granted(granted: Granted): void {
    this.credits.set(keyOf(granted), { granted, isNoted: false, isReversed: false });
  }

  noted(data: DataOf<'CreditNoteIssued'>): void {
    const credit = this.credits.get(keyOf(data));
    if (credit) credit.isNoted = true;
  }

  receiptReversed(data: Reversal): void {
    const { invoiceNumber, proceedsId, cause, reversalId: creditId } = data;
    if (cause === 'credited') {
      const key = keyOf({ invoiceNumber, creditId });
      this.paidBack.set(key, [...(this.paidBack.get(key) ?? []), data]);
      return;
    }
    for (const [key, all] of this.paidBack)
      this.paidBack.set(
        key,
        all.filter((one) => one.proceedsId !== proceedsId),
      );
  }

  reversed(data: DataOf<'CreditReversed'>, at: RecordedCommit): void {
    const { check } = this;
    const credit = this.credits.get(keyOf(data));
    if (!credit?.isNoted)
      check.fail(at, 'credit-reversed', 'the credit taken back', 'noted before', data.creditId);
    if (credit?.isReversed) check.fail(at, 'credit-reversed-twice', `reversals of ${data.creditId}`, 1, 2);
    if (credit) {
      credit.isReversed = true;
      const [was, is] = [credit.granted, data].map(({ lines, amountCentimes }) =>
        JSON.stringify([amountCentimes, grossLines(lines)]),
      );
      check.same(at, 'credit-reversed', 'what is taken back of the credit', was, is);
    }
    check.promise(`reversed ${keyOf(data)}`, at, 'no-reversal', data.creditId, 'a numbered reversal');
  }

  numbered(data: DataOf<'CreditNoteReversed'>, at: RecordedCommit): void {
    const { check } = this;
    if (!check.kept(`reversed ${keyOf(data)}`))
      check.fail(at, 'reversal', 'the reversal of a note', 'of a credit taken back, once', data.creditId);
    const credit = this.credits.get(keyOf(data));
    check.same(at, 'reversal', 'amount as granted', credit?.granted.amountCentimes, data.amountCentimes);
    const vat = (credit?.granted.lines ?? []).reduce((sum, line) => sum + line.vatCentimes, 0);
    check.same(at, 'reversal', 'VAT as granted', vat, data.vatCentimes);
  }

  /** Whether a receipt brings back what the credit of its commit had put into the balance, on the same lots. */
  areTheSameLots(data: DataOf<'ProceedsReceived'>, at: RecordedCommit): boolean {
    const reversal = at.events.find(({ type }) => type === 'CreditReversed');
    if (reversal === undefined) return false;
    const { invoiceNumber, creditId } = reversal.data as DataOf<'CreditReversed'>;
    const all = this.paidBack.get(keyOf({ invoiceNumber, creditId })) ?? [];
    const given = byLot(all.flatMap((one) => one.parts));
    const sum = [...given.values()].reduce((total, amount) => total + amount, 0);
    // Where a receipt was reversed at the same moment, it pays on what is open.
    if (sum !== data.madCentimes) return false;
    const [expected, found] = [given, byLot(data.parts)].map((lots) => [...lots].sort().join(' '));
    this.check.same(at, 'parts', 'parts as the credit had given back', expected, found);
    return true;
  }
}

function byLot(parts: DataOf<'ProceedsReceived'>['parts']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { lotId, amountCentimes } of grossOf(parts))
    sums.set(lotId, (sums.get(lotId) ?? 0) + amountCentimes);
  return sums;
}

const grossLines = (lines: Granted['lines']) =>
  lines.map(({ lotId, amountCentimes, vatCentimes }) => [lotId, amountCentimes, vatCentimes]);

const keyOf = ({ invoiceNumber, creditId }: { invoiceNumber: string; creditId: string }): string =>
  `${invoiceNumber} ${creditId}`;
