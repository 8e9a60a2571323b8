import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf, TransferLine } from '../../events';
import type { Check } from '../../rule';

export type Status =
  'prepared' | 'excluded' | 'refused' | 'cancelled' | 'issued' | 'executed' | 'rejected' | 'returned';
type PayoutStatus = 'none' | 'reserved' | 'confirmed' | 'restored' | 'declined';

export interface Transfer extends TransferLine {
  readonly batchId: string;
  status: Status;
  payout: PayoutStatus;
}

interface Batch {
  readonly prepared: DataOf<'TransferBatchPrepared'>;
  isApproved: boolean;
  isIssued: boolean;
}

/** The bank calls it a duplicate: money may have moved, and nothing is restored by rule. */
const DUPLICATE = 'AM05';

/** What is written at the same moment may not have seen each other. */
export const AT_THE_SAME_TIME_MS = 60_000;

/** Transfers and their batches, as far as the log has told of them. */
export class TransferBook {
  readonly batches = new Map<string, Batch>();
  readonly transfers = new Map<string, Transfer>();

  constructor(private readonly check: Check) {}

  /** A duplicate restores nothing. */
  duplicate(reasonCode: string, at: RecordedCommit): void {
    if (reasonCode === DUPLICATE)
      this.check.fail(at, 'duplicate', 'what a duplicate at the bank restores', 'nothing', reasonCode);
  }

  /** What is said of a transfer is what was prepared. */
  about(
    transfer: Transfer | undefined,
    said: Pick<TransferLine, 'transferId' | 'endToEndId' | 'producerCode' | 'amountCentimes'>,
    at: RecordedCommit,
  ): void {
    const [was, is] = [transfer, said].map(
      (one) => one && `${one.transferId} ${one.endToEndId} ${one.producerCode} ${one.amountCentimes}`,
    );
    this.check.same(at, 'transfer', 'the transfer as prepared', was, is);
  }

  /** A step of a transfer, from the statuses that it may be taken from. */
  become(transferId: string, from: Status[], to: Status, at: RecordedCommit): Transfer | undefined {
    const transfer = this.transfers.get(transferId);
    if (transfer === undefined) {
      this.check.fail(at, 'unknown', 'the transfer', 'prepared before', transferId);
      return undefined;
    }
    if (!from.includes(transfer.status))
      this.check.fail(at, 'status', `status before it is ${to}`, from.join(' or '), transfer.status);
    transfer.status = to;
    return transfer;
  }
}
