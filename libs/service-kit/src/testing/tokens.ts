import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { TOKEN_ISSUER } from '../auth/token';

/** Signs tokens for tests, with a key of their own. */
export class TestTokens {
  private constructor(
    readonly publicKeyPem: string,
    private readonly privateKey: Parameters<SignJWT['sign']>[0],
  ) {}

  static async create(): Promise<TestTokens> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    return new TestTokens(await exportSPKI(publicKey), privateKey);
  }

  /** A token of an actor with scopes; `claims` adds what terminals and producers carry. */
  sign(actor: string, scopes: string, claims: Record<string, string> = {}, expires = '10m'): Promise<string> {
    return new SignJWT({ scope: scopes, ...claims })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(actor)
      .setIssuer(TOKEN_ISSUER)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(this.privateKey);
  }
}
