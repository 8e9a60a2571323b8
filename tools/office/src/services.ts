import type { Secrets } from './secrets';

/** One service as the launcher knows it. */
export interface ServiceEntry {
  readonly name: string;
  /** The package; its `main` starts the service. */
  readonly package: string;
  /** Whether it opens personal fields. */
  readonly opensPersonalData?: boolean;
}

/** In the order in which they start; the gateway last, when there is something behind it. */
export const SERVICES: readonly ServiceEntry[] = [
  { name: 'access', package: '@oce/access', opensPersonalData: true },
  { name: 'affiliation', package: '@oce/affiliation', opensPersonalData: true },
  { name: 'collection', package: '@oce/collection' },
  { name: 'sales', package: '@oce/sales' },
  { name: 'payments', package: '@oce/payments', opensPersonalData: true },
  { name: 'portal', package: '@oce/portal', opensPersonalData: true },
  { name: 'gateway', package: '@oce/gateway' },
];

export interface Addresses {
  readonly natsUrl: string;
  readonly mongoUri: string;
  /** Ports of the services by name; the gateway's is the public one. */
  readonly ports: Readonly<Record<string, number>>;
  readonly publicHost: string;
}

/** An account that belongs to nobody, so that a local office can write bank files; the environment names a real one. */
const LOCAL_DEBTOR = { OCE_DEBTOR_IBAN: 'MA64011780990000000000000123', OCE_DEBTOR_BIC: 'OCEXMAMC' } as const;

function debtor(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { OCE_DEBTOR_IBAN, OCE_DEBTOR_BIC } = LOCAL_DEBTOR;
  return {
    OCE_DEBTOR_IBAN: env['OCE_DEBTOR_IBAN'] ?? OCE_DEBTOR_IBAN,
    OCE_DEBTOR_BIC: env['OCE_DEBTOR_BIC'] ?? OCE_DEBTOR_BIC,
  };
}

/** The environment of one service: only what it may know. */
export function environmentOf(
  service: ServiceEntry,
  secrets: Secrets,
  addresses: Addresses,
): NodeJS.ProcessEnv {
  const { natsUrl, mongoUri, ports, publicHost } = addresses;
  const upstreams = SERVICES.filter((one) => one.name !== 'gateway').map(
    (one) => [`OCE_UPSTREAM_${one.name.toUpperCase()}`, `http://127.0.0.1:${ports[one.name]}`] as const,
  );
  const common = { PORT: String(ports[service.name]), LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info' };
  // What limits the gateway is set in the launcher's own environment (OCE_RATE_*, OCE_TRUST_PROXY), which it inherits.
  if (service.name === 'gateway') return { ...common, HOST: publicHost, ...Object.fromEntries(upstreams) };
  return {
    ...common,
    HOST: '127.0.0.1',
    NATS_URL: natsUrl,
    NATS_USER: service.name,
    NATS_PASSWORD: secrets.nats[service.name],
    MONGODB_URI: mongoUri,
    OCE_TOKEN_PUBLIC_KEY: secrets.tokenPublicKey,
    ...(service.opensPersonalData
      ? { OCE_MASTER_KEYS: secrets.masterKeys, OCE_CLAIM_SECRET: secrets.claimSecret }
      : {}),
    ...(service.name === 'payments' ? debtor() : {}),
    ...(service.name === 'access'
      ? { OCE_TOKEN_PRIVATE_KEY: secrets.tokenPrivateKey, OCE_BOOTSTRAP_SECRET: secrets.bootstrapSecret }
      : {}),
  };
}
