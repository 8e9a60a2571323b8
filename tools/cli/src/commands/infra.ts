import type { MongoMode } from '@oce/local-servers';
import { OfficeHome } from '@oce/office/home';
import { CliError, say, sayJson } from '@oce/office/output';
import { readRun } from '@oce/office/run-state';
import type { CommandEntry } from '../command';
import { json, mongod } from '../options';

export const command: CommandEntry = {
  name: 'infra',
  group: 'Development',
  order: 3,
  description: 'only the servers, with their addresses, for the nats CLI, mongosh and tests',
  options: () => [mongod(), json('addresses as JSON')],
  run: infra,
};

async function infra(options: { json?: boolean; mongod?: MongoMode }): Promise<void> {
  const { startInfrastructure } = await import('@oce/office/infrastructure');
  const { claimHome, endOrphans } = await import('@oce/office/one-at-a-time');
  const { choosePorts } = await import('@oce/office/ports');
  const { openSecrets } = await import('@oce/office/secrets');
  const { untilAsked } = await import('../start-office.js');
  const home = new OfficeHome();
  const words = 'An office is running here and has its servers: ./oce status --json tells their addresses.';
  if (readRun(home)) throw new CliError(words);
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const release = claimHome(home);
  await endOrphans(home, tell);
  const secrets = openSecrets(home);
  const ports = await choosePorts(home);
  const { mongod: from = 'auto' } = options;
  const infrastructure = await startInfrastructure({ home, secrets, ports, mongod: from, onProgress: tell });
  const { nats, mongo } = infrastructure;
  const addresses = {
    nats: nats.url,
    natsUser: 'admin',
    natsPassword: secrets.nats['admin'],
    mongodb: mongo.uri,
    mongodbKind: mongo.kind,
  };
  if (options.json) sayJson(addresses);
  else {
    say(`NATS_URL=${nats.url}`);
    say(`MONGODB_URI=${mongo.uri}   (${mongo.kind})`);
    say(`nats --server ${nats.url} --user admin --password ${secrets.nats['admin']} stream ls`);
    say(`mongosh ${mongo.uri}`);
    say('Ctrl-C stops them; the data stay.');
  }
  await untilAsked();
  await infrastructure.stop();
  release();
}
