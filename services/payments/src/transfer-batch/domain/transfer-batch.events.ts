import { OCE, payments, type TransferLine } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';

/** OCE's own account, as it stands in the file. */
export interface Debtor {
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
}

/** What an answer of the bank leaves for a person to look at, beside what it settles. */
export interface BankNotice {
  readonly slug: string;
  readonly endToEndId: string | null;
  readonly path: string;
  readonly message: string;
}

export const transferBatchEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'transfer-batch', id: 'batchId' },
  {
    ...payments.transferBatch,
    TransferBatchApproved: event<{ batchId: string; approvedBy: string; approvedOn: string }>(),
    /** The second person said no: what was set aside is payable again, by another batch. */
    TransferBatchRefused: event<{
      batchId: string;
      refusedBy: string;
      reason: string;
      transfers: readonly TransferLine[];
    }>(),
    /** Names and accounts as the file has them, as ciphertext: the file is written again from these, and from nothing else. */
    PayeesFixed: event<{
      batchId: string;
      createdAt: string;
      debtor: Debtor;
      payees: readonly { transferId: string; name: Encrypted; rib: Encrypted }[];
    }>(),
    BankAnswerRecorded: event<{
      batchId: string;
      bankMessageId: string;
      kind: 'status_report' | 'booking_notice';
      changes: number;
      notices: readonly BankNotice[];
    }>(),
  },
);
export type TransferBatchApproved = EventOf<typeof transferBatchEvents.TransferBatchApproved>;
export type TransferBatchRefused = EventOf<typeof transferBatchEvents.TransferBatchRefused>;
export type PayeesFixed = EventOf<typeof transferBatchEvents.PayeesFixed>;
export type BankAnswerRecorded = EventOf<typeof transferBatchEvents.BankAnswerRecorded>;

export type TransferBatchEvent = EventOf<typeof transferBatchEvents>;
