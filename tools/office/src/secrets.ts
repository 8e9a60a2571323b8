import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { OfficeHome } from './home';
import { SERVICES } from './services';

/** What an office makes for itself at its first start; the file is readable by its owner only. */
export interface Secrets {
  readonly tokenPublicKey: string;
  readonly tokenPrivateKey: string;
  readonly masterKeys: string;
  readonly claimSecret: string;
  /** With it the first administrator signs in. */
  readonly bootstrapSecret: string;
  /** Passwords of the log's users. */
  readonly nats: Readonly<Record<string, string>>;
}

const FILE = 'secrets.json';
const random = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** The office's secrets; users of services that came later are added. */
export function openSecrets(home: OfficeHome): Secrets {
  const known = home.readJson<Secrets>(FILE);
  const users = ['admin', 'audit', ...SERVICES.map((service) => service.name)];
  const missing = users.filter((user) => known?.nats[user] === undefined);
  if (known && missing.length === 0) return known;
  const made = known ?? fresh();
  const secrets = {
    ...made,
    nats: { ...made.nats, ...Object.fromEntries(missing.map((user) => [user, random()])) },
  };
  home.writeJson(FILE, secrets);
  return secrets;
}

function fresh(): Secrets {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    tokenPublicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    tokenPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    masterKeys: `first:${randomBytes(32).toString('base64')}`,
    claimSecret: random(),
    bootstrapSecret: random(),
    nats: {},
  };
}
