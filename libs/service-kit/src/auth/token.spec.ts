import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { ProblemError } from '../problems/problem';
import { TestTokens } from '../testing/tokens';
import { TOKEN_ISSUER, TokenVerifier } from './token';

type Key = Parameters<SignJWT['sign']>[0];

describe('a token', () => {
  let tokens: TestTokens;
  let verifier: TokenVerifier;
  let pem: string;
  let key: Key;
  let now: number;
  beforeAll(async () => {
    tokens = await TestTokens.create();
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    key = pair.privateKey;
    pem = await exportSPKI(pair.publicKey);
  });
  beforeEach(() => {
    now = Date.parse('2026-10-01T08:00:00Z');
    verifier = new TokenVerifier(pem, () => now);
  });

  const claims = () => ({ scope: 'collection:weigh  collection:read', terminalId: 'TM-1', stationId: 5 });
  const seconds = () => Math.floor(now / 1000);
  const sign = (change: (jwt: SignJWT) => SignJWT = (jwt) => jwt, with_: Key = key, alg = 'EdDSA') =>
    change(
      new SignJWT(claims())
        .setProtectedHeader({ alg })
        .setSubject('terminal:TM-1')
        .setIssuer(TOKEN_ISSUER)
        .setExpirationTime(seconds() + 60),
    ).sign(with_);
  const codeOf = async (work: Promise<unknown>): Promise<string> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ProblemError);
    const { problem } = error as ProblemError;
    expect(problem.status).toBe(401);
    return problem.code;
  };

  it('says who asks, with what scopes and of what terminal', async () => {
    expect(await verifier.verify(await sign())).toEqual({
      actor: 'terminal:TM-1',
      scopes: new Set(['collection:weigh', 'collection:read']),
      terminalId: 'TM-1',
      stationId: undefined,
      scaleId: undefined,
      producerCode: undefined,
    });
  });

  it('is not taken once it has expired, also where it was remembered', async () => {
    const token = await sign();
    const first = await verifier.verify(token);
    now += 59_000;
    expect(await verifier.verify(token)).toBe(first);
    now += 1_000;
    expect(await codeOf(verifier.verify(token))).toBe('token_expired');
    expect(await codeOf(new TokenVerifier(pem, () => now).verify(token))).toBe('token_expired');
  });

  it.each<[string, () => Promise<string>]>([
    ['of another issuer', () => sign((jwt) => jwt.setIssuer('somebody'))],
    ['of another key', async () => sign(undefined, (await generateKeyPair('EdDSA')).privateKey)],
    ['of the tests own key', () => tokens.sign('staff:amal', 'all')],
    [
      'that never ends',
      () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'EdDSA' })
          .setSubject('s')
          .setIssuer(TOKEN_ISSUER)
          .sign(key),
    ],
    ['of nobody', () => sign((jwt) => jwt.setSubject(''))],
    ['not yet valid', () => sign((jwt) => jwt.setNotBefore(seconds() + 30))],
    [
      'without a signature',
      async () =>
        new UnsecuredJWT(claims())
          .setSubject('s')
          .setIssuer(TOKEN_ISSUER)
          .setExpirationTime(seconds() + 60)
          .encode(),
    ],
    [
      'signed with the public key as a shared secret',
      () => sign(undefined, new TextEncoder().encode(pem), 'HS256'),
    ],
    ['that is no token', () => Promise.resolve('a.b.c')],
    ['that is empty', () => Promise.resolve('')],
  ])('is not taken: one %s', async (_, make) => {
    expect(await codeOf(verifier.verify(await make()))).toBe('token_invalid');
  });

  it('is not taken where a part of it was changed', async () => {
    const [head, , signature] = (await sign()).split('.');
    const forged = Buffer.from(
      JSON.stringify({ ...claims(), sub: 'staff:amal', iss: TOKEN_ISSUER, exp: seconds() + 60 }),
    );
    const token = [head, forged.toString('base64url'), signature].join('.');
    expect(await codeOf(verifier.verify(token))).toBe('token_invalid');
  });

  it('comes in an Authorization header', async () => {
    const token = await sign();
    expect(await verifier.verifyHeader(`Bearer ${token}`)).toMatchObject({ actor: 'terminal:TM-1' });
    expect(await verifier.verifyHeader(`bearer ${token}`)).toMatchObject({ actor: 'terminal:TM-1' });
    for (const header of [undefined, '', 'Bearer', `Basic ${token}`, token, 7])
      expect(await codeOf(verifier.verifyHeader(header))).toBe('token_missing');
  });

  it('is verified with a key whose line ends are written out', async () => {
    const flat = new TokenVerifier(pem.replaceAll('\n', '\\n'), () => now);
    expect(await flat.verify(await sign())).toMatchObject({ actor: 'terminal:TM-1' });
  });
});
