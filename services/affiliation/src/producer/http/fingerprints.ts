import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '@oce/event-sourcing';
import { keyedHash } from '@oce/personal-data';
import { CONFIG, type PersonalDataConfig } from '@oce/service-kit';
import type { ClaimKind } from '../../reservation/domain/reservation.events';

/** Keyed hashes: what can be compared without being told. All hang on the one secret of the environment. */
@Injectable()
export class Hashes {
  /** @throws for a secret that is too short: better now than at the first producer */
  constructor(@Inject(CONFIG) private readonly config: Pick<PersonalDataConfig, 'OCE_CLAIM_SECRET'>) {
    this.fingerprintOf('', {});
  }

  /** The id of the claim on a value that only one may have; normalise the value first. */
  claimOf(kind: ClaimKind, value: string): string {
    return keyedHash(this.config.OCE_CLAIM_SECRET, kind, value);
  }

  /** The mark of one person's fields, of use for nobody else: two persons with the same fields have two marks. */
  fingerprintOf(personId: string, fields: object): string {
    return keyedHash(this.config.OCE_CLAIM_SECRET, 'fingerprint', `${personId}\n${canonicalJson(fields)}`);
  }
}
