import type { TransferBatchPrepared } from '@oce/contracts';
import { conflict, notFound, type Command } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { transferBatchEvents, type TransferBatchEvent } from './transfer-batch.events';
import type { TransferBatchState } from './transfer-batch.state';

/** A line of the transfer is disputed: it leaves its batch whole. */
export type WithdrawTransfer = Command<'WithdrawTransfer', { transferId: string; reason: string }>;

/**
 * Takes a transfer out of a batch whose file is not issued: what is not disputed of it is payable again by another batch, and
 * what is left of this one needs the second person anew, for it is another sum than the one approved. Once the file is issued,
 * or the batch has ended, nothing is taken out of it. Refuses `transfer_unknown`.
 */
export function withdrawTransfer(
  { data: { transferId, reason }, meta }: WithdrawTransfer,
  { issued, cancelled, refusedFor, transfers }: TransferBatchState,
  { batchId, transfers: lines }: TransferBatchPrepared['data'],
): TransferBatchEvent[] {
  const line = lines.find((one) => one.transferId === transferId);
  if (line === undefined)
    throw notFound('transfer_unknown', `Batch ${batchId} has no such transfer.`, 'transferId');
  if (issued !== null || cancelled !== null || refusedFor !== null) return [];
  if (transfers[line.endToEndId]?.status === 'excluded') return [];
  const withdrawnOn = businessDate(meta.now);
  return [transferBatchEvents.TransferWithdrawn({ batchId, transfer: line, reason, withdrawnOn })];
}

/** Refuses `nothing_to_pay` where all that was prepared has been taken out. */
export function refuseEmpty({ transfers }: TransferBatchState): void {
  if (Object.values(transfers).every(({ status }) => status === 'excluded'))
    throw conflict(
      'nothing_to_pay',
      'Every transfer of the batch was taken out of it. Prepare another one once the disputes are resolved.',
    );
}
