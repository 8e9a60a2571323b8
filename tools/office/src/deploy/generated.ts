import { secretsOf, upstreamVariable, type ContextManifest } from '@oce/contexts';
import { BUS_CLIENT, type NatsUser } from '@oce/local-servers';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contexts, usersOfContexts } from '../services';

/** The files under a checkout that are written from the contexts' manifests: each with its content as it should be. */
export function generatedFiles(root: string): ReadonlyMap<string, string> {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const all = contexts();
  return new Map([
    ['deploy/nats/nats.conf', clusterConfig()],
    [
      'docker-compose.yml',
      withParts(read('docker-compose.yml'), {
        passwords: passwordsOf(all),
        contexts: all.flatMap(serviceOf),
        upstreams: all.map(({ name }) => `      ${upstreamVariable(name)}: http://${name}:8080`),
      }),
    ],
    ['deploy/example.env', withParts(read('deploy/example.env'), exampleEnvironment(all))],
  ]);
}

/**
 * A text whose parts between `# generated: <part>` and `# end of <part>` are replaced; what stands outside is written
 * by hand.
 *
 * @throws for a text that has no such part
 */
export function withParts(text: string, parts: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(parts).reduce((now, [part, lines]) => {
    const found = new RegExp(`^( *)# generated: ${part}\\n[^]*?^ *# end of ${part}$`, 'm').exec(now);
    if (!found) throw new Error(`there is no part "# generated: ${part}" … "# end of ${part}"`);
    const [old, indent = ''] = found;
    const replaced = [`${indent}# generated: ${part}`, ...lines, `${indent}# end of ${part}`].join('\n');
    // A function, since the lines hold $ of their own.
    return now.replace(old, () => replaced);
  }, text);
}

const required = (variable: string): string => `\${${variable}:?set it in .env}`;

const passwordsOf = (all: readonly ContextManifest[]): string[] =>
  [BUS_CLIENT, ...all.map(({ name }) => name)]
    .map(passwordVariable)
    .map((variable) => `  ${variable}: ${required(variable)}`);

function serviceOf(context: ContextManifest, at: number): string[] {
  const { name, settings = {} } = context;
  const variables = [...secretsOf(context), ...Object.keys(settings)];
  return [
    ...(at === 0 ? [] : ['']),
    `  ${name}:`,
    '    <<: *service',
    `    command: ['services/${name}']`,
    '    environment:',
    '      <<: *service-env',
    `      NATS_USER: ${name}`,
    `      NATS_PASSWORD: ${required(passwordVariable(name))}`,
    ...variables.map((variable) => `      ${variable}: ${required(variable)}`),
  ];
}

/** Secrets whose form an operator must know; any other is a random text. */
const MADE_BY: Readonly<Record<string, string>> = {
  OCE_MASTER_KEYS: 'id:base64 of 32 random bytes: echo "first:$(openssl rand -base64 32)"',
  OCE_TOKEN_PRIVATE_KEY:
    'PEM, line ends written as \\n: openssl genpkey -algorithm ed25519 -out token.pem (the key above: openssl pkey -in token.pem -pubout)',
};

function exampleEnvironment(all: readonly ContextManifest[]): Record<string, string[]> {
  const secrets = [...new Set(all.flatMap(secretsOf))].sort();
  const passwords = ['admin', BUS_CLIENT, ...all.map(({ name }) => name)].map(passwordVariable);
  const settings = all.flatMap(({ settings = {} }) => Object.entries(settings));
  return {
    secrets: secrets.flatMap((name) => [`# ${MADE_BY[name] ?? 'openssl rand -base64 32'}`, `${name}=`]),
    passwords: passwords.map((variable) => `${variable}=`),
    settings: settings.flatMap(([variable, { about }]) => [`# ${about}`, `${variable}=`]),
  };
}

/** The variable that holds a user's password in the cluster's environment. */
const passwordVariable = (user: string): string => `OCE_NATS_${user.toUpperCase().replaceAll('-', '_')}`;

/**
 * The configuration that the three NATS nodes of docker-compose.yml share: the rights of the local office, passwords
 * from the environment.
 */
function clusterConfig(): string {
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
