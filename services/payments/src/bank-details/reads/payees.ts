import { affiliation } from '@oce/contracts';
import { isEncrypted, type Encrypted } from '@oce/personal-data';
import { projectionFrom } from '@oce/projections';
import { bankDetailsEvents, type BankDetailsProposed } from '../domain/bank-details.events';

/** Who is paid, and to which account: ciphertext only. */
export interface PayeeDocument {
  readonly producerCode: string;
  readonly name: Encrypted | null;
  readonly rib: Encrypted | null;
  readonly ribHash: string | null;
  readonly proposal: Omit<BankDetailsProposed['data'], 'producerCode'> | null;
  readonly isErased: boolean;
}

/** Can a member be paid, and where to? */
export const payeesProjection = projectionFrom(
  affiliation.producer,
  bankDetailsEvents,
)<PayeeDocument>({
  name: 'payees',
  version: 1,
  keys(event) {
    switch (event.type) {
      case 'ProducerAffiliated':
      case 'BankDetailsProposed':
      case 'BankDetailsApproved':
      case 'BankDetailsRefused':
        return [event.data.producerCode];
      case 'PersonErased':
        return [event.data.personId];
      default:
        return [];
    }
  },
  project(document, event, _envelope, key) {
    const payee = document ?? blank(key);
    switch (event.type) {
      case 'ProducerAffiliated':
        return { ...payee, name: isEncrypted(event.data.name) ? event.data.name : null };
      case 'BankDetailsProposed': {
        const { rib, ribHash, proposedBy, proposedOn, isChange } = event.data;
        return { ...payee, proposal: { rib, ribHash, proposedBy, proposedOn, isChange } };
      }
      case 'BankDetailsApproved':
        return { ...payee, rib: payee.proposal?.rib ?? null, ribHash: event.data.ribHash, proposal: null };
      case 'BankDetailsRefused':
        return { ...payee, proposal: null };
      case 'PersonErased':
        return { ...blank(key), isErased: true };
      default:
        return document;
    }
  },
});

const blank = (producerCode: string): PayeeDocument => ({
  producerCode,
  name: null,
  rib: null,
  ribHash: null,
  proposal: null,
  isErased: false,
});
