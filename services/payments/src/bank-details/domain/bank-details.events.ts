import { OCE, payments } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';

export const bankDetailsEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'bank-details', id: 'producerCode' },
  {
    ...payments.bankDetails,
    /** A bank account that a member wants to be paid to. The RIB is ciphertext; its keyed hash tells whether two are one. */
    BankDetailsProposed: event<{
      producerCode: string;
      rib: Encrypted;
      ribHash: string;
      proposedBy: string;
      proposedOn: string;
      /** Whether it replaces an account that was approved: only then there is a cooling-off. */
      isChange: boolean;
      /** Whether it is proposed as one that a family shares. Version 1 knew no such: false. */
      isShared: boolean;
    }>().version(2, { 1: (data) => ({ ...data, isShared: false }) }),
    BankDetailsApproved: event<{
      producerCode: string;
      ribHash: string;
      /** The hash of the account that is not used any more. */
      replacedHash: string | null;
      approvedBy: string;
      approvedOn: string;
      /** Why the second person let it be shared; null where it is not. Version 1: null. */
      shareReason: string | null;
    }>().version(2, { 1: (data) => ({ ...data, shareReason: null }) }),
    BankDetailsRefused: event<{ producerCode: string; ribHash: string; refusedBy: string; reason: string }>(),
  },
);
export type BankDetailsProposed = EventOf<typeof bankDetailsEvents.BankDetailsProposed>;

export type BankDetailsEvent = EventOf<typeof bankDetailsEvents>;
