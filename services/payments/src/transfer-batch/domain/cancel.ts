import type { TransferBatchPrepared } from '@oce/contracts';
import { conflict, forbidden, type Command } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { transferBatchEvents, type TransferBatchEvent } from './transfer-batch.events';
import type { TransferBatchState } from './transfer-batch.state';

/** The file will not be sent: the reason is why. */
export type CancelTransferBatch = Command<'CancelTransferBatch', { reason: string }>;

/**
 * A second person says that the file was not sent and will not be: its transfers are payable again, by another batch.
 * Refuses `batch_cancelled_otherwise`, `batch_refused`, `second_person_needed`, and `file_answered` where the bank has
 * said something of the file: it was sent then.
 */
export function cancelBatch(
  { data: { reason }, meta }: CancelTransferBatch,
  { cancelled, refusedFor, isAnswered, transfers }: TransferBatchState,
  { batchId, preparedBy, transfers: lines }: TransferBatchPrepared['data'],
): TransferBatchEvent[] {
  if (cancelled?.reason === reason) return [];
  if (cancelled !== null) {
    const message = `The batch was cancelled for another reason: ${cancelled.reason}.`;
    throw conflict('batch_cancelled_otherwise', message, 'reason');
  }
  if (refusedFor !== null)
    throw conflict('batch_refused', `The batch was refused, and its transfers are free: ${refusedFor}.`);
  if (preparedBy === meta.actor)
    throw forbidden(
      'second_person_needed',
      'Whoever prepared a batch cannot cancel it: ask a second person.',
    );
  if (isAnswered)
    throw conflict(
      'file_answered',
      'The bank has answered this file, so it was sent: ask the bank to recall it.',
    );
  // What the file left out is free already.
  const freed = lines.filter((line) => transfers[line.endToEndId]?.status !== 'excluded');
  const said = { cancelledBy: meta.actor, cancelledOn: businessDate(meta.now), reason };
  return [transferBatchEvents.TransferBatchCancelled({ batchId, ...said, transfers: freed })];
}

/** Refuses `batch_cancelled`. */
export function refuseCancelled({ cancelled }: Pick<TransferBatchState, 'cancelled'>): void {
  if (cancelled !== null)
    throw conflict('batch_cancelled', `The batch was cancelled: ${cancelled.reason}. Prepare another one.`);
}
