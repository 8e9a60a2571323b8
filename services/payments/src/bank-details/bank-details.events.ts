import type { Event } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';

/** A bank account that a member wants to be paid to. The RIB is ciphertext; its keyed hash tells whether two are one. */
export type BankDetailsProposed = Event<
  'BankDetailsProposed',
  {
    producerCode: string;
    rib: Encrypted;
    ribHash: string;
    proposedBy: string;
    proposedOn: string;
    /** Whether it replaces an account that was approved: only then there is a cooling-off. */
    isChange: boolean;
  },
  1
>;
export type BankDetailsApproved = Event<
  'BankDetailsApproved',
  {
    producerCode: string;
    ribHash: string;
    /** The hash of the account that is not used any more. */
    replacedHash: string | null;
    approvedBy: string;
    approvedOn: string;
  },
  1
>;
export type BankDetailsRefused = Event<
  'BankDetailsRefused',
  { producerCode: string; ribHash: string; refusedBy: string; reason: string },
  1
>;
export type BankDetailsEvent = BankDetailsProposed | BankDetailsApproved | BankDetailsRefused;
