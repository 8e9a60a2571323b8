import { TokenVerifier } from '@oce/service-kit';
import { exportPKCS8, exportSPKI, generateKeyPair } from 'jose';
import { TokenIssuer } from './token-issuer';

const NOW = '2026-10-01T08:00:00.000Z';

async function pair() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    OCE_TOKEN_PUBLIC_KEY: await exportSPKI(publicKey),
    OCE_TOKEN_PRIVATE_KEY: await exportPKCS8(privateKey),
  };
}

describe('the issuer of tokens', () => {
  it('signs what every service verifies, until it expires', async () => {
    const keys = await pair();
    const issuer = await TokenIssuer.create(keys);
    const grant = {
      actor: 'terminal:TM-1',
      scopes: ['collection:weigh'] as const,
      lifetimeSeconds: 900,
      claims: { terminalId: 'TM-1', stationId: 'ST-1' },
    };
    const { token, expiresInSeconds } = await issuer.issue(grant, NOW);
    expect(expiresInSeconds).toBe(900);
    const at = (seconds: number) =>
      new TokenVerifier(keys.OCE_TOKEN_PUBLIC_KEY, () => Date.parse(NOW) + seconds * 1000).verify(token);
    expect(await at(899)).toMatchObject({
      actor: 'terminal:TM-1',
      scopes: new Set(['collection:weigh']),
      terminalId: 'TM-1',
      stationId: 'ST-1',
    });
    await expect(at(901)).rejects.toMatchObject({ problem: { status: 401, code: 'token_expired' } });
  });

  it('takes keys whose line ends are written out', async () => {
    const keys = await pair();
    const escaped = Object.fromEntries(
      Object.entries(keys).map(([name, pem]) => [name, pem.replaceAll('\n', '\\n')]),
    ) as typeof keys;
    await expect(TokenIssuer.create(escaped)).resolves.toBeInstanceOf(TokenIssuer);
  });

  it('does not start with two keys that are no pair', async () => {
    const [one, other] = [await pair(), await pair()];
    await expect(
      TokenIssuer.create({ ...one, OCE_TOKEN_PUBLIC_KEY: other.OCE_TOKEN_PUBLIC_KEY }),
    ).rejects.toThrow('not a pair');
  });
});
