import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { Check } from '../../rule';
import { AT_THE_SAME_TIME_MS, type TransferBook } from './transfer-book';

/** A transfer of which a line is disputed leaves its batch before the file is issued. */
export class DisputedTransfers {
  /** Since when a line of a transfer that waits for its file is disputed, in ms. */
  private readonly since = new Map<string, number>();

  constructor(
    private readonly check: Check,
    private readonly book: TransferBook,
  ) {}

  /** Older logs do not say what a disputed line was set aside for, and left it in its file. */
  disputed({ transferId }: DataOf<'LineDisputed'>, at: RecordedCommit): void {
    const transfer = this.book.transfers.get(transferId ?? '');
    if (transferId === undefined || transfer?.status !== 'prepared') return;
    this.since.set(transferId, Date.parse(at.at));
    const key = `withdrawn ${transferId}`;
    this.check.promise(key, at, 'not-withdrawn', transferId, 'taken out of its batch', transfer.batchId);
  }

  /** It is out of its batch, or its batch has ended. */
  left(transferId: string): void {
    this.since.delete(transferId);
    this.check.kept(`withdrawn ${transferId}`);
  }

  issued(transferId: string, isOut: boolean, at: RecordedCommit): void {
    const since = this.since.get(transferId);
    this.left(transferId);
    if (isOut || since === undefined || Date.parse(at.at) - since <= AT_THE_SAME_TIME_MS) return;
    this.check.fail(at, 'disputed', `the lines of ${transferId}`, 'not disputed', 'disputed');
  }
}
