/** What one user of the log may publish and subscribe to. */
export interface NatsUser {
  readonly user: string;
  readonly password: string;
  /** Undefined: everything (the administrator who makes the streams). */
  readonly permissions?: { readonly publish: readonly string[]; readonly subscribe: readonly string[] };
}

export interface NatsConfig {
  readonly host: string;
  readonly port: number;
  readonly serverName: string;
  readonly storeDir: string;
  readonly users: readonly NatsUser[];
}

const quoted = (text: string): string => JSON.stringify(text);
const list = (subjects: readonly string[]): string => `[${subjects.map(quoted).join(', ')}]`;

/**
 * A server's configuration. `sync_interval: always`: what is acknowledged is on the disk, so that neither a kill nor a
 * power cut loses it.
 */
export function natsConfig(config: NatsConfig): string {
  const users = config.users.map((user) => {
    const permissions = user.permissions
      ? `, permissions: { publish: { allow: ${list(user.permissions.publish)} }, subscribe: { allow: ${list(user.permissions.subscribe)} } }`
      : '';
    return `    { user: ${quoted(user.user)}, password: ${quoted(user.password)}${permissions} }`;
  });
  return [
    `server_name: ${quoted(config.serverName)}`,
    `listen: ${quoted(`${config.host}:${config.port}`)}`,
    'max_payload: 1MB',
    'jetstream {',
    `  store_dir: ${quoted(config.storeDir)}`,
    '  sync_interval: always',
    '}',
    ...(users.length > 0 ? ['authorization {', '  users: [', ...users, '  ]', '}'] : []),
    '',
  ].join('\n');
}

/** What a service may do with a bucket of keys; `erase` includes `write`, `write` includes `read`. */
export interface KeyBucketRight {
  readonly bucket: string;
  /** `write`: makes first keys. `erase`: also destroys them, and wraps all by a new master key. */
  readonly may: 'read' | 'write' | 'erase';
}

/** A service on the bus, and what it needs there. */
export interface BusService {
  readonly name: string;
  /** The streams that it reads. */
  readonly reads: readonly string[];
  readonly keys?: KeyBucketRight;
}

/** Who sends commands over the bus and keeps nothing there: an office system, the command line. */
export const BUS_CLIENT = 'office';

/**
 * The users of the bus that are not the administrator. A service writes under its own subjects, reads the streams that it
 * needs, asks and answers; a grant to read a stream is a grant for the whole of it, so what must stay private has a
 * stream of its own. Each user has an inbox of its own, to which the others may answer.
 */
export function busUsers(services: readonly BusService[], passwordOf: (user: string) => string): NatsUser[] {
  const names = [...services.map(({ name }) => name), BUS_CLIENT];
  // NATS takes * for a wildcard only where it is a whole token, so the inboxes are named one by one.
  const inboxes = names.map((name) => `_INBOX_${name}.>`);
  const client: NatsUser = {
    user: BUS_CLIENT,
    password: passwordOf(BUS_CLIENT),
    permissions: { publish: ['cmd.>'], subscribe: [`_INBOX_${BUS_CLIENT}.>`] },
  };
  return [...services.map((service) => serviceUser(service, passwordOf(service.name), inboxes)), client];
}

function serviceUser(
  { name, reads, keys }: BusService,
  password: string,
  inboxes: readonly string[],
): NatsUser {
  const publish = [`evt.${name}.>`, 'cmd.>', 'ctl.>', ...inboxes, ...reads.flatMap(toRead)];
  if (keys) publish.push(...toUseKeys(keys));
  const subscribe = [`cmd.${name}.>`, `ctl.${name}.>`, `_INBOX_${name}.>`];
  return { user: name, password, permissions: { publish, subscribe } };
}

const toRead = (stream: string): string[] => [
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.DIRECT.GET.${stream}`,
  // The client asks here for a consumer with a list of filters, and below for one with a single filter.
  `$JS.API.CONSUMER.CREATE.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.>`,
  `$JS.API.CONSUMER.INFO.${stream}.*`,
  `$JS.API.CONSUMER.DELETE.${stream}.*`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
];

/** What `PersonKeys` of libs/personal-data sends, no more; its integration test runs under these rights. */
function toUseKeys({ bucket, may }: KeyBucketRight): string[] {
  const stream = `KV_${bucket}`;
  return [
    // Get, from the stream's leader.
    `$JS.API.STREAM.MSG.GET.${stream}`,
    // Watch: the consumer, its flow control and its end.
    `$JS.API.CONSUMER.CREATE.${stream}.>`,
    `$JS.API.CONSUMER.DELETE.${stream}.*`,
    `$JS.FC.${stream}.>`,
    ...(may === 'read' ? [] : [`$KV.${bucket}.*`]),
    // Overwrites a key in the file before the mark of its erasure is put; lists the keys to wrap them anew.
    ...(may === 'erase' ? [`$JS.API.STREAM.MSG.DELETE.${stream}`, `$JS.API.CONSUMER.INFO.${stream}.*`] : []),
  ];
}
