import { OCE, payments, type TransferLine } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import type { BankFact } from './bank-fact';

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
  /** What the bank said, so that other words about the same transfer are another question. Not in answers of before. */
  readonly fingerprint?: string;
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
    /** A line of it was disputed before the file was issued: the rest of the batch is approved anew. */
    TransferWithdrawn: event<{
      batchId: string;
      transfer: TransferLine;
      reason: string;
      withdrawnOn: string;
    }>(),
    /** A second person said that the file was not sent and will not be: these are payable again, by another batch. */
    TransferBatchCancelled: event<{
      batchId: string;
      cancelledBy: string;
      cancelledOn: string;
      reason: string;
      transfers: readonly TransferLine[];
    }>(),
    /** Names and accounts as the file has them, as ciphertext: the file is written again from these, and from nothing else. */
    PayeesFixed: event<{
      batchId: string;
      createdAt: string;
      debtor: Debtor;
      /** The keyed hash tells which account it was; files of before do not have it. */
      payees: readonly { transferId: string; name: Encrypted; rib: Encrypted; ribHash?: string }[];
    }>(),
    BankAnswerRecorded: event<{
      batchId: string;
      bankMessageId: string;
      kind: 'status_report' | 'booking_notice';
      changes: number;
      notices: readonly BankNotice[];
    }>(),
    /** What the bank has said, word by word, in the commit of the answer that said it. */
    BankFactsRecorded: event<{ batchId: string; bankMessageId: string; facts: readonly BankFact[] }>(),
    /** The bank could not pay to an account, or sent the money back from it. The hash is null for files of before. */
    PayeeAccountFailed: event<{
      batchId: string;
      transferId: string;
      producerCode: string;
      ribHash: string | null;
      reasonCode: string;
      returned: boolean;
      saidOn: string;
    }>(),
  },
);
export type PayeesFixed = EventOf<typeof transferBatchEvents.PayeesFixed>;
export type BankAnswerRecorded = EventOf<typeof transferBatchEvents.BankAnswerRecorded>;

export type TransferBatchEvent = EventOf<typeof transferBatchEvents>;
