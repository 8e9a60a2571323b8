import type { NatsUser } from '@oce/local-servers';
import { usersOfContexts } from '../services';

/** The variable that holds a user's password in the cluster's environment. */
export const passwordVariable = (user: string): string =>
  `OCE_NATS_${user.toUpperCase().replaceAll('-', '_')}`;

/**
 * The configuration that the three NATS nodes of docker-compose.yml share: the rights of the local office, passwords
 * from the environment.
 */
export function clusterConfig(): string {
  const users: NatsUser[] = [{ user: 'admin', password: '' }, ...usersOfContexts(() => '')];
  return [
    '# Generated from the manifests of the contexts: npm run generate',
    'server_name: $NODE_NAME',
    'listen: "0.0.0.0:4222"',
    'http: "0.0.0.0:8222"',
    'max_payload: 1MB',
    'jetstream {',
    '  store_dir: "/data"',
    '  # What is acknowledged is on the disk of every node that acknowledged it.',
    '  sync_interval: always',
    '}',
    'cluster {',
    '  name: oce',
    '  listen: "0.0.0.0:6222"',
    '  routes: ["nats://nats-1:6222", "nats://nats-2:6222", "nats://nats-3:6222"]',
    '}',
    'authorization {',
    '  users: [',
    ...users.map(userLine),
    '  ]',
    '}',
    '',
  ].join('\n');
}

function userLine({ user, permissions }: NatsUser): string {
  const list = (subjects: readonly string[]) =>
    `[${subjects.map((subject) => JSON.stringify(subject)).join(', ')}]`;
  const rights = permissions
    ? `, permissions: { publish: { allow: ${list(permissions.publish)} }, subscribe: { allow: ${list(permissions.subscribe)} } }`
    : '';
  return `    { user: ${JSON.stringify(user)}, password: $${passwordVariable(user)}${rights} }`;
}
