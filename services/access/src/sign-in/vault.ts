import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { CredentialKind } from '@oce/contracts';
import type { PersonKeys } from '@oce/personal-data';
import { InjectPersonKeys } from '@oce/service-kit';
import type { SealedHash } from '../credential/domain/credential.events';

/** argon2id as OWASP asks for at least: 19 MiB, two passes, one lane; some 30 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a password that nobody has, for the time that a check takes. */
export const DECOY = Symbol('oce:decoy');
export const decoyProvider = {
  provide: DECOY,
  useFactory: () => hash(crypto.randomUUID(), COST),
};

/**
 * Codes and passwords as argon2id hashes, each encrypted with the person's own key: eight digits can be tried out in
 * days by whoever reads a bare hash in the log, and the hash of an erased person is gone with the key.
 */
@Injectable()
export class Vault {
  constructor(
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @Inject(DECOY) private readonly decoy: string,
  ) {}

  /** The hash of a code or password, sealed. @throws PersonErased */
  async seal(kind: CredentialKind, subject: string, secret: string): Promise<SealedHash> {
    const accessHash = await hash(secret, COST);
    return (await this.keys.encrypt(personOf(kind, subject), { accessHash })).accessHash;
  }

  /** Whether the secret is the sealed one; with nothing sealed it takes as long and is false. */
  async matches(
    kind: CredentialKind,
    subject: string,
    sealed: SealedHash | undefined,
    secret: string,
  ): Promise<boolean> {
    const stored = sealed && (await this.open(personOf(kind, subject), sealed));
    const isRight = await verify(stored ?? this.decoy, secret);
    return isRight && stored !== undefined;
  }

  private async open(personId: string, accessHash: SealedHash): Promise<string | undefined> {
    return (await this.keys.decrypt(personId, { accessHash })).fields?.accessHash;
  }
}

/** A producer is the person that affiliation knows under the producer's code; staff have keys of access's own. */
function personOf(kind: CredentialKind, subject: string): string {
  return kind === 'producer' ? subject : `access-${kind}-${subject}`;
}
