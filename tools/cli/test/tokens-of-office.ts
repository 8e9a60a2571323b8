import { TOKEN_ISSUER } from '@oce/service-kit';
import { importPKCS8, SignJWT } from 'jose';
import type { Secrets } from '@oce/office/secrets';

const ALGORITHM = 'EdDSA';

/** What an administrator may do: everything that belongs to no single person or machine. */
const OF_ADMIN = [
  'access:write affiliation:write affiliation:read affiliation:erase collection:weigh collection:write',
  'collection:read conditioning:write conditioning:read certification:write certification:read transport:write transport:read traceability:write traceability:read sales:write sales:read payments:write payments:approve payments:cash payments:read operations attention',
].join(' ');

/** Signs tokens as access does, with the office's own key, so that a spec needs no sign-in for each of its callers. */
export class TokensOfOffice {
  private constructor(
    private readonly key: Awaited<ReturnType<typeof importPKCS8>>,
    readonly admin: string,
    /** The second person, who approves. */
    readonly approver: string,
  ) {}

  static async of(secrets: Secrets): Promise<TokensOfOffice> {
    const key = await importPKCS8(secrets.tokenPrivateKey, ALGORITHM);
    const sign = (actor: string) => signed(key, actor, OF_ADMIN, {}, '12h');
    return new TokensOfOffice(key, await sign('staff:first'), await sign('staff:second'));
  }

  /** @param expires as jose reads it: `10m`, `-1s` for one that has expired */
  sign(actor: string, scopes: string, claims: Record<string, string> = {}, expires = '12h'): Promise<string> {
    return signed(this.key, actor, scopes, claims, expires);
  }
}

function signed(
  key: Awaited<ReturnType<typeof importPKCS8>>,
  actor: string,
  scopes: string,
  claims: Record<string, string>,
  expires: string,
): Promise<string> {
  return new SignJWT({ scope: scopes, ...claims })
    .setProtectedHeader({ alg: ALGORITHM })
    .setSubject(actor)
    .setIssuer(TOKEN_ISSUER)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key);
}
