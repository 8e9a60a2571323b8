import {
  checkoutRoot,
  findContexts,
  readBy,
  secretsOf,
  upstreamVariable,
  type ContextManifest,
} from '@oce/contexts';
import { busUsers, nodeFlagsOf, type NatsUser } from '@oce/local-servers';
import { join } from 'node:path';
import { secretOf, type Secrets } from './secrets';

/** What stands in front of the contexts: no context itself, since it keeps nothing. */
export const GATEWAY = 'gateway';

/** A process of the office: a context, or the gateway before them. */
export interface OfficeService {
  readonly name: string;
  /** The built script that runs it alone. */
  readonly script: string;
  readonly flags: readonly string[];
  readonly context?: ContextManifest;
}

/** The contexts of this checkout, found by their folders once a process. */
export const contexts = (): readonly ContextManifest[] => (found ??= findContexts());
let found: readonly ContextManifest[] | undefined;

/** All processes of the office; the gateway last, when there is something behind it. */
export function officeServices(): OfficeService[] {
  const script = (name: string) => join(checkoutRoot(), 'services', name, 'dist/src/main.js');
  const services = contexts().map((context) => {
    const { name, nurseryMb } = context;
    return { name, script: script(name), flags: nodeFlagsOf(nurseryMb), context };
  });
  return [...services, { name: GATEWAY, script: script(GATEWAY), flags: nodeFlagsOf() }];
}

/** The users of the log that are not its administrator: a user a context, and the office systems' one. */
export function usersOfContexts(passwordOf: (user: string) => string): NatsUser[] {
  const services = contexts().map((one) => ({ name: one.name, reads: readBy(one), keys: one.personKeys }));
  return busUsers(services, passwordOf);
}

/** The buckets of keys that contexts name. */
export function keyBuckets(): string[] {
  const named = contexts().flatMap(({ personKeys }) => personKeys?.bucket ?? []);
  return [...new Set(named)];
}

export interface Addresses {
  readonly natsUrl: string;
  readonly mongoUri: string;
  /** Ports of the services by name; the gateway's is the public one. */
  readonly ports: Readonly<Record<string, number>>;
  readonly publicHost: string;
}

/** The environment of one process: only what it may know. */
export function environmentOf(
  { name, context }: OfficeService,
  secrets: Secrets,
  addresses: Addresses,
): NodeJS.ProcessEnv {
  const { natsUrl, mongoUri, ports, publicHost } = addresses;
  const common = { PORT: String(ports[name]), LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info' };
  if (!context) {
    // What limits the gateway is set in the launcher's own environment (OCE_RATE_*, OCE_TRUST_PROXY), which it inherits.
    const upstreams = contexts().map((one) => [
      upstreamVariable(one.name),
      `http://127.0.0.1:${ports[one.name]}`,
    ]);
    return { ...common, HOST: publicHost, ...Object.fromEntries(upstreams) };
  }
  const own = secretsOf(context).map((variable) => [variable, secretOf(secrets, variable)]);
  const settings = Object.entries(context.settings ?? {}).map(([variable, { local }]) => [
    variable,
    process.env[variable] ?? local,
  ]);
  return {
    ...common,
    HOST: '127.0.0.1',
    NATS_URL: natsUrl,
    NATS_USER: name,
    NATS_PASSWORD: secrets.nats[name],
    MONGODB_URI: mongoUri,
    OCE_TOKEN_PUBLIC_KEY: secrets.tokenPublicKey,
    ...Object.fromEntries(own),
    ...Object.fromEntries(settings),
  };
}
