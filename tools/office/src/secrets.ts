import { findContexts, secretsOf } from '@oce/contexts';
import { BUS_CLIENT } from '@oce/local-servers';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { OfficeHome } from './home';

/** What an office makes for itself at its first start; the file is readable by its owner only. */
export interface Secrets {
  readonly tokenPublicKey: string;
  readonly tokenPrivateKey: string;
  readonly masterKeys: string;
  readonly claimSecret: string;
  /** With it the first administrator signs in. */
  readonly bootstrapSecret: string;
  readonly nats: Readonly<Record<string, string>>;
  /** What else contexts ask for, by the name of the variable. */
  readonly others?: Readonly<Record<string, string>>;
}

const FILE = 'secrets.json';
const random = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** Variables whose values have a form of their own. */
const KNOWN = {
  OCE_TOKEN_PRIVATE_KEY: 'tokenPrivateKey',
  OCE_MASTER_KEYS: 'masterKeys',
  OCE_CLAIM_SECRET: 'claimSecret',
  OCE_BOOTSTRAP_SECRET: 'bootstrapSecret',
} as const;
const isKnown = (variable: string): variable is keyof typeof KNOWN => Object.hasOwn(KNOWN, variable);

/** The secret that a context finds in a variable of its environment. */
export const secretOf = (secrets: Secrets, variable: string): string | undefined =>
  isKnown(variable) ? secrets[KNOWN[variable]] : secrets.others?.[variable];

/** The office's secrets; those of contexts that came later are added. */
export function openSecrets(home: OfficeHome): Secrets {
  const known = home.readJson<Secrets>(FILE);
  const contexts = findContexts();
  const users = ['admin', 'audit', BUS_CLIENT, ...contexts.map(({ name }) => name)];
  const variables = contexts.flatMap(secretsOf).filter((variable) => !isKnown(variable));
  const newUsers = users.filter((user) => known?.nats[user] === undefined);
  const newVariables = variables.filter((variable) => known?.others?.[variable] === undefined);
  if (known && newUsers.length + newVariables.length === 0) return known;
  const made = known ?? fresh();
  const secrets = {
    ...made,
    nats: { ...made.nats, ...valuesFor(newUsers) },
    others: { ...made.others, ...valuesFor(newVariables) },
  };
  home.writeJson(FILE, secrets);
  return secrets;
}

const valuesFor = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, random()]));

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
