import { importSPKI, jwtVerify, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { refusal } from '../problems/problem';

/** Who asks, as access has signed it. */
export interface Identity {
  /** `staff:…`, `terminal:…`, `producer:…`, `partner:…`, `service:…`. */
  readonly actor: string;
  readonly scopes: ReadonlySet<string>;
  readonly stationId?: string;
  readonly terminalId?: string;
  readonly scaleId?: string;
  readonly producerCode?: string;
}

interface Verified {
  readonly identity: Identity;
  readonly expiresAt: number;
}

export const TOKEN_ISSUER = 'oce-access';
const BEARER = /^bearer ([^ ]+)/i;
const ALGORITHM = 'EdDSA';
const REMEMBERED = 10_000;

const unauthorised = (code: string, detail: string) => refusal(401, code, detail);

/** Verifies tokens that access signed; a token seen before costs a look-up, for as long as it is valid. */
export class TokenVerifier {
  private readonly remembered = new LRUCache<string, Verified>({ max: REMEMBERED });
  private key: ReturnType<typeof importSPKI> | undefined;

  constructor(
    private readonly publicKeyPem: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** @throws ProblemError 401 for a token that is wrong or expired */
  async verify(token: string): Promise<Identity> {
    const known = this.remembered.get(token);
    if (known && known.expiresAt > this.now()) return known.identity;
    this.key ??= importSPKI(this.publicKeyPem.replaceAll('\\n', '\n'), ALGORITHM);
    const { payload } = await jwtVerify(token, await this.key, {
      issuer: TOKEN_ISSUER,
      algorithms: [ALGORITHM],
      // A token that never ends could not be taken back.
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(this.now()),
    }).catch((error: { code?: string }) => {
      if (error.code === 'ERR_JWT_EXPIRED')
        throw unauthorised('token_expired', 'The token has expired. Sign in again.');
      throw unauthorised('token_invalid', 'The token is not valid. Sign in again.');
    });
    const identity = identityOf(payload);
    this.remembered.set(token, { identity, expiresAt: (payload.exp ?? 0) * 1000 });
    return identity;
  }

  /** The token out of an Authorization header. */
  async verifyHeader(header: unknown): Promise<Identity> {
    const token = typeof header === 'string' ? BEARER.exec(header)?.[1] : undefined;
    if (token === undefined) throw unauthorised('token_missing', 'Send a token: Authorization: Bearer …');
    return this.verify(token);
  }
}

function identityOf(payload: JWTPayload): Identity {
  const text = (name: string) => (typeof payload[name] === 'string' ? payload[name] : undefined);
  if (!payload.sub) throw unauthorised('token_invalid', 'The token names nobody.');
  return {
    actor: payload.sub,
    scopes: new Set((text('scope') ?? '').split(' ').filter(Boolean)),
    stationId: text('stationId'),
    terminalId: text('terminalId'),
    scaleId: text('scaleId'),
    producerCode: text('producerCode'),
  };
}
