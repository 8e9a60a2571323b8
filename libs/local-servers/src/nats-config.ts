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
