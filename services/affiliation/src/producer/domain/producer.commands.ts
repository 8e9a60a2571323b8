import type { Encrypted, PersonErased, PlotDeclared, ProducerAffiliated, ProducerLeft } from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';

/** What is known of the cooperative on the day of the affiliation. */
export interface AffiliationFacts {
  readonly cooperative: 'unknown' | 'without_convention' | 'under_convention';
}

export type SealedPerson = Pick<
  ProducerAffiliated['data'],
  'name' | 'nameArabic' | 'cin' | 'phone' | 'birthDate'
>;

/**
 * The personal fields travel twice: as keyed hashes in `data`, by which a repeat is known and another content refused, and
 * encrypted in `sealed`. Encryption gives another text each time, so that it may not be part of a command's identity.
 */
export type AffiliateProducer = Command<
  'AffiliateProducer',
  {
    producerCode: string;
    cooperativeId: string;
    affiliatedOn: string;
    /** Over all personal fields. */
    fingerprint: string;
    /** Over the CIN alone. */
    cinClaim: string;
  }
> & { readonly sealed: SealedPerson; readonly facts: AffiliationFacts };

export type ChangeContact = Command<'ChangeContact', { producerCode: string; fingerprint: string }> & {
  readonly sealed: { readonly phone: Encrypted };
  /** The mark of the telephone in force, for a state whose events do not tell it. */
  readonly facts: { readonly phoneFingerprint: string | undefined };
};
export type DeclarePlot = Command<'DeclarePlot', PlotDeclared['data']>;
export type LetProducerLeave = Command<'LetProducerLeave', ProducerLeft['data']>;
/** Sent by a policy once payments says that no money is open. */
export type CarryOutErasure = Command<'CarryOutErasure', { personId: string }>;
export type ErasePerson = Command<'ErasePerson', PersonErased['data']>;
/** Sent by a policy once the key is gone. */
export type ConfirmKeyDestroyed = Command<'ConfirmKeyDestroyed', { personId: string }>;

export type ProducerCommand =
  | AffiliateProducer
  | ChangeContact
  | DeclarePlot
  | LetProducerLeave
  | ErasePerson
  | CarryOutErasure
  | ConfirmKeyDestroyed;
