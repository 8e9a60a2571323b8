import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '@oce/event-sourcing';
import { keyedHash } from '@oce/personal-data';
import { CONFIG, type PersonalDataConfig } from '@oce/service-kit';

/** Keyed hashes of personal fields: what can be compared without being told. */
@Injectable()
export class Fingerprints {
  /** @throws for a secret that is too short: better now than at the first producer */
  constructor(@Inject(CONFIG) private readonly config: Pick<PersonalDataConfig, 'OCE_CLAIM_SECRET'>) {
    this.of('', {});
  }

  /** The hash of one person's fields, of use for nobody else: two persons with the same fields have two hashes. */
  of(personId: string, fields: object): string {
    return keyedHash(this.config.OCE_CLAIM_SECRET, 'fingerprint', `${personId}\n${canonicalJson(fields)}`);
  }
}
