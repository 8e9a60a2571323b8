import { TOKEN_ISSUER } from '@oce/service-kit';
import { importPKCS8, SignJWT, type JWTPayload } from 'jose';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { AccessConfig } from '../access.config';

const ALGORITHM = 'EdDSA';

/** Whom a token is for, and what it lets them do. */
export interface Grant {
  readonly actor: string;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
  /** `stationId`, `terminalId`, `scaleId`, `producerCode`. */
  readonly claims?: Readonly<Record<string, string>>;
}

/** What a sign-in answers. */
export interface SignedIn {
  readonly token: string;
  readonly expiresInSeconds: number;
  readonly actor: string;
  readonly scopes: readonly string[];
  /** The token is good for nothing but the change of the code. */
  readonly mustChangeCode?: true;
}

/** Signs the office's tokens: short-lived, and verified by every service without asking. */
export class TokenIssuer {
  private constructor(private readonly key: Awaited<ReturnType<typeof importPKCS8>>) {}

  /** @throws where the two keys of the environment are no pair: all tokens would be refused everywhere */
  static async create(
    config: Pick<AccessConfig, 'OCE_TOKEN_PRIVATE_KEY' | 'OCE_TOKEN_PUBLIC_KEY'>,
  ): Promise<TokenIssuer> {
    const secret = withLineEnds(config.OCE_TOKEN_PRIVATE_KEY);
    const open = withLineEnds(config.OCE_TOKEN_PUBLIC_KEY);
    const derived = createPublicKey(createPrivateKey(secret));
    if (derived.asymmetricKeyType !== 'ed25519') throw new Error('OCE_TOKEN_PRIVATE_KEY is not of Ed25519');
    if (!derived.equals(createPublicKey(open)))
      throw new Error('OCE_TOKEN_PRIVATE_KEY and OCE_TOKEN_PUBLIC_KEY are not a pair');
    return new TokenIssuer(await importPKCS8(secret, ALGORITHM));
  }

  async issue({ actor, scopes, lifetimeSeconds, claims }: Grant, now: string): Promise<SignedIn> {
    const issuedAt = Math.floor(Date.parse(now) / 1000);
    const payload: JWTPayload = { ...claims, scope: scopes.join(' ') };
    const token = await new SignJWT(payload)
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(TOKEN_ISSUER)
      .setSubject(actor)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(this.key);
    return { token, expiresInSeconds: lifetimeSeconds, actor, scopes };
  }
}

const withLineEnds = (pem: string): string => pem.replaceAll('\\n', '\n');
