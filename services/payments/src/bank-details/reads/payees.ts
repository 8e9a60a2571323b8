import { affiliation, type BankDetailsSuspended } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { isEncrypted, type Encrypted } from '@oce/personal-data';
import { projectionFrom } from '@oce/projections';
import { bankDetailsEvents, type BankDetailsProposed } from '../domain/bank-details.events';

type Suspended = Pick<BankDetailsSuspended['data'], 'transferId' | 'reasonCode' | 'returned' | 'suspendedOn'>;

/** Who is paid, and to which account: ciphertext only. */
export interface PayeeDocument {
  readonly producerCode: string;
  readonly name: Encrypted | null;
  readonly rib: Encrypted | null;
  readonly ribHash: string | null;
  /** Why the account may be that of others too; null where it is one member's. */
  readonly shareReason: string | null;
  readonly proposal: Omit<BankDetailsProposed['data'], 'producerCode'> | null;
  /** Why nothing is paid to the account, since the bank could not. */
  readonly suspended: Suspended | null;
  /** From when the member belongs no more: from then on they are paid whatever is owed. */
  readonly leftOn: string | null;
  readonly isErased: boolean;
}

/** Can a member be paid, and where to? */
export const payeesProjection = projectionFrom(
  affiliation.producer.ProducerAffiliated,
  affiliation.producer.ProducerLeft,
  affiliation.producer.PersonErased,
  bankDetailsEvents,
)<PayeeDocument>({
  name: 'payees',
  // 3: accounts that a family shares, and when the member left.
  version: 3,
  indexes: [{ fields: { 'suspended.suspendedOn': 1, _id: 1 } }],
  keys: (event) => [event.type === 'PersonErased' ? event.data.personId : event.data.producerCode],
  project(document, event, _envelope, key) {
    const payee = document ?? blank(key);
    switch (event.type) {
      case 'ProducerAffiliated':
        return { ...payee, name: isEncrypted(event.data.name) ? event.data.name : null };
      case 'ProducerLeft':
        return { ...payee, leftOn: event.data.leftOn };
      case 'BankDetailsProposed': {
        const { rib, ribHash, proposedBy, proposedOn, isChange, isShared } = event.data;
        return { ...payee, proposal: { rib, ribHash, proposedBy, proposedOn, isChange, isShared } };
      }
      case 'BankDetailsApproved':
        return {
          ...payee,
          rib: payee.proposal?.rib ?? null,
          ribHash: event.data.ribHash,
          shareReason: event.data.shareReason,
          proposal: null,
          suspended: null,
        };
      case 'BankDetailsSuspended': {
        const { transferId, reasonCode, returned, suspendedOn } = event.data;
        return { ...payee, suspended: { transferId, reasonCode, returned, suspendedOn } };
      }
      case 'BankDetailsRestored':
        return payee;
      case 'BankDetailsRefused': {
        const isGivenUp = payee.ribHash === event.data.ribHash;
        if (!isGivenUp) return { ...payee, proposal: null };
        return { ...payee, proposal: null, rib: null, ribHash: null, shareReason: null, suspended: null };
      }
      case 'PersonErased':
        return { ...blank(key), leftOn: payee.leftOn, isErased: true };
      default:
        return unknownEvent(event);
    }
  },
});

const blank = (producerCode: string): PayeeDocument => ({
  producerCode,
  name: null,
  rib: null,
  ribHash: null,
  shareReason: null,
  proposal: null,
  suspended: null,
  leftOn: null,
  isErased: false,
});
