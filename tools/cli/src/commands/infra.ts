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
  const [
    { startInfrastructure },
    { claimHome, endOrphans },
    { choosePorts },
    { openSecrets },
    { untilAsked },
  ] = await Promise.all([
    import('@oce/office/infrastructure'),
    import('@oce/office/one-at-a-time'),
    import('@oce/office/ports'),
    import('@oce/office/secrets'),
    import('../start-office.js'),
  ]);
  const home = new OfficeHome();
  if (readRun(home))
    throw new CliError(
      'An office is running here and has its servers: ./oce status --json tells their addresses.',
    );
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const release = claimHome(home);
  await endOrphans(home, tell);
  const secrets = openSecrets(home);
  const infrastructure = await startInfrastructure({
    home,
    secrets,
    ports: await choosePorts(home),
    mongod: options.mongod ?? 'auto',
    onProgress: tell,
  });
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
