import type { MongoMode } from '@oce/local-servers';
import type { OfficeHome } from '@oce/office/home';
import { startInfrastructure } from '@oce/office/infrastructure';
import { claimHome, endOrphans } from '@oce/office/one-at-a-time';
import { choosePorts } from '@oce/office/ports';
import { readRun } from '@oce/office/run-state';
import { openSecrets } from '@oce/office/secrets';
import { CliError, say, sayJson } from '@oce/office/output';
import { untilAsked } from './up';

/** `./oce infra`: only the servers, in the foreground, with what the nats CLI, mongosh and tests need to reach them. */
export async function infra(
  home: OfficeHome,
  options: { json?: boolean; mongod?: MongoMode },
): Promise<void> {
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
