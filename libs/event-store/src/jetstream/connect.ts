import { connect, type NatsConnection } from '@nats-io/transport-node';

export interface LogConnectionOptions {
  readonly servers: string | readonly string[];
  readonly user?: string;
  readonly pass?: string;
  /** Name of the client, and of its own inbox prefix: `_INBOX_<name>`. */
  readonly name: string;
}

/** The first server version that holds what we build on: atomic batches. Older ones ignore them in silence. */
const OLDEST_SERVER = [2, 12] as const;

/** A server on which commits would not be whole. */
export class ServerTooOld extends Error {
  override readonly name = 'ServerTooOld';
  constructor(version: string) {
    super(
      `nats-server ${version} is too old: OCE needs ${OLDEST_SERVER.join('.')} or later, for atomic batch publishing ` +
        'and per-subject expectations, which older servers ignore without an error. Point NATS_URL at a newer server.',
    );
  }
}

/** Whether a server's version is 2.12 or later. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
}

/** Connects to the log, and again for ever: what cannot be sent is StoreUnavailable. Refuses a server that is too old. */
export async function connectToLog(options: LogConnectionOptions): Promise<NatsConnection> {
  const connection = await connect({
    servers: typeof options.servers === 'string' ? options.servers.split(',') : [...options.servers],
    user: options.user,
    pass: options.pass,
    name: options.name,
    inboxPrefix: `_INBOX_${options.name.replaceAll(/[^A-Za-z0-9]/g, '_')}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 200,
    reconnectJitter: 100,
    waitOnFirstConnect: true,
    pingInterval: 10_000,
    maxPingOut: 2,
    ignoreClusterUpdates: false,
  });
  const version = connection.info?.version ?? '0';
  if (!isNewEnough(version)) {
    await connection.close();
    throw new ServerTooOld(version);
  }
  return connection;
}

/** The inbox prefix that a connection was made with; permissions are given for it. */
export function inboxPrefixOf(connection: NatsConnection): string {
  const options = (connection as unknown as { options?: { inboxPrefix?: string } }).options;
  return options?.inboxPrefix ?? '_INBOX';
}
