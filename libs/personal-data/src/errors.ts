import { DomainError } from '@oce/event-sourcing';
import { StoreUnavailable } from '@oce/event-store';

/** The person has asked to be forgotten: nothing new about them is written in a form that could be read. */
export class PersonErased extends DomainError {
  constructor(readonly personId: string) {
    super(
      'conflict',
      'person_erased',
      'This person has been erased. Nothing more can be recorded about them.',
    );
  }
}

/**
 * No key and no trace of an erasure: the bucket is not the one the fields were encrypted with, or it was lost. Names are
 * not blanked in silence for that. Restore the bucket; where the key is truly gone, erase the person.
 */
export class PersonKeyMissing extends Error {
  override readonly name = 'PersonKeyMissing';
  constructor(readonly personId: string) {
    super(`no key for person ${personId}, and no mark that it was erased`);
  }
}

/** A ciphertext that is not of this person, this field or this key, or was changed. */
export class Undecipherable extends Error {
  override readonly name = 'Undecipherable';
}

/** A data key is wrapped by a master key that is not configured. */
export class UnknownMasterKey extends Error {
  override readonly name = 'UnknownMasterKey';
  constructor(readonly masterKeyId: string) {
    super(
      `a person's key is wrapped by the master key ${JSON.stringify(masterKeyId)}, which is not configured`,
    );
  }
}

/** The bucket of keys cannot be reached or does not answer. Try again. */
export class KeysUnavailable extends StoreUnavailable {}
