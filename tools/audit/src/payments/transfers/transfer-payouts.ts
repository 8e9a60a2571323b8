import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { Check } from '../../rule';
import type { TransferBook } from './transfer-book';

/** What the accounts do about transfers: set aside, confirm, give back, each once and for a reason. */
export class TransferPayouts {
  private undeclined: string | undefined;

  constructor(
    private readonly check: Check,
    private readonly book: TransferBook,
  ) {}

  reserved(data: DataOf<'PayoutReserved'>, at: RecordedCommit): void {
    const transfer = this.book.transfers.get(data.transferId);
    this.book.about(transfer, data, at);
    const [asked, held] = [transfer, data].map((one) => [...(one?.lineIds ?? [])].sort().join(' '));
    this.check.same(at, 'lines', 'lines that the transfer pays', asked, held);
    if (transfer === undefined) return;
    this.check.same(at, 'payout', 'the payout before', 'none', transfer.payout);
    transfer.payout = 'reserved';
  }

  declined({ transferId, endToEndId }: DataOf<'PayoutDeclined'>, at: RecordedCommit): void {
    this.check.kept(`declined ${transferId}`);
    if (this.undeclined === transferId) this.undeclined = undefined;
    const transfer = this.book.transfers.get(transferId);
    this.check.same(at, 'transfer', 'EndToEndId of the transfer', transfer?.endToEndId, endToEndId);
    if (transfer === undefined) return;
    if (transfer.payout !== 'none' && transfer.payout !== 'restored')
      this.check.fail(at, 'payout', 'the payout before', 'none or restored', transfer.payout);
    transfer.payout = 'declined';
  }

  confirmed(data: DataOf<'PayoutConfirmed'>, at: RecordedCommit): void {
    this.check.kept(`confirmed ${data.transferId}`);
    const transfer = this.book.transfers.get(data.transferId);
    this.book.about(transfer, data, at);
    if (transfer === undefined) return;
    const isPaid = transfer.status === 'executed' || transfer.status === 'returned';
    if (!isPaid) this.check.fail(at, 'paid', 'the transfer', 'executed by the bank', transfer.status);
    this.check.same(at, 'payout', 'the payout before', 'reserved', transfer.payout);
    transfer.payout = 'confirmed';
  }

  /** A balance is restored because the bank rejected or returned, or because the transfer is left out of its file. */
  restored(data: DataOf<'PayoutReturned'>, at: RecordedCommit): void {
    this.check.kept(`restored ${data.transferId}`);
    this.book.duplicate(data.reasonCode, at);
    const transfer = this.book.transfers.get(data.transferId);
    this.book.about(transfer, data, at);
    if (transfer === undefined) return;
    if (transfer.status !== 'rejected' && transfer.status !== 'returned') this.undeclined = data.transferId;
    if (transfer.payout !== 'reserved' && transfer.payout !== 'confirmed')
      this.check.fail(at, 'restored-twice', 'the payout before', 'reserved or confirmed', transfer.payout);
    transfer.payout = 'restored';
  }

  after(commit: RecordedCommit): void {
    if (this.undeclined === undefined) return;
    const transfer = this.book.transfers.get(this.undeclined);
    this.check.fail(commit, 'restored', 'the transfer', 'rejected, returned or declined', transfer?.status);
    this.undeclined = undefined;
  }
}
