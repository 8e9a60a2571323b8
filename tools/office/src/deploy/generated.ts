import { secretsOf, upstreamVariable, type ContextManifest } from '@oce/contexts';
import { BUS_CLIENT } from '@oce/local-servers';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contexts } from '../services';
import { clusterConfig, passwordVariable } from './cluster-config';

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
