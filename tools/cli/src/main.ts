import { Command, InvalidArgumentError, Option } from 'commander';
import type { MongoMode } from '@oce/local-servers';
import { OfficeHome } from '@oce/office/home';
import { CliError, say, sayJson } from '@oce/office/output';

const program = new Command('oce')
  .description("The back office of OCE: from the weigh ticket to the producer's transfer.")
  .addHelpText(
    'after',
    '\nState lives in .oce of the checkout, or OCE_HOME. The public port is 8080, or OCE_PORT.\nStart with: ./oce demo',
  )
  .showHelpAfterError('(./oce --help lists the commands)');

const mongod = () =>
  new Option('--mongod <how>', 'where the document database comes from, unless MONGODB_URI is set')
    .choices(['auto', 'embedded', 'download'])
    .default('auto');
const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new InvalidArgumentError('It takes a whole number, 0 or more.');
  return number;
};

// Each command is read when it is asked for: reading them all takes longer than most of them take.
program
  .command('demo')
  .description('play a season on an office, print what came of it, and stay up')
  .option('--detach', 'return when the season is played; the office stays up')
  .option('--one-process', 'all services in one process')
  .addOption(mongod())
  .option('--json', 'what came of it as JSON')
  .action(async (options) => (await import('./commands/demo.js')).demo(options));
program
  .command('up')
  .description('start an office that keeps its data; in the foreground until Ctrl-C')
  .option('--detach', 'return once the office is ready')
  .option('--one-process', 'all services in one process: less memory, no isolation')
  .addOption(mongod())
  .option('--json', 'print addresses and processes as JSON')
  .action(async (options: { detach?: boolean; oneProcess?: boolean; mongod?: MongoMode; json?: boolean }) =>
    (await import('./commands/up.js')).up(options),
  );
program
  .command('down')
  .description('stop the office; its data stay')
  .action(async () => (await import('./commands/down.js')).down(new OfficeHome()));
program
  .command('status')
  .description('who runs and is well; exit 0 all ready, 1 not well, 3 nothing runs')
  .option('--json', 'as JSON')
  .action(async (options: { json?: boolean }) => {
    process.exitCode = await (await import('./commands/status.js')).status(new OfficeHome(), options);
  });
program
  .command('logs')
  .description('the last lines of a log, or of all')
  .argument('[service]', 'access, collection, …, nats, mongo, supervisor')
  .option('-f, --follow', 'and what follows')
  .option('-n, --lines <count>', 'how many lines of each', wholeNumber, 20)
  .action(async (service: string | undefined, options: { follow?: boolean; lines: number }) =>
    (await import('./commands/logs.js')).logs(new OfficeHome(), service, options),
  );
program
  .command('reset')
  .description('stop the office and delete its data, after asking')
  .option('--yes', 'do not ask')
  .action(async (options: { yes?: boolean }) =>
    (await import('./commands/reset.js')).reset(new OfficeHome(), options),
  );
program
  .command('infra')
  .description('only the servers, with their addresses, for the nats CLI, mongosh and tests')
  .addOption(mongod())
  .option('--json', 'addresses as JSON')
  .action(async (options: { json?: boolean; mongod?: MongoMode }) =>
    (await import('./commands/infra.js')).infra(new OfficeHome(), options),
  );
program
  .command('import')
  .description('take files in')
  .command('weigh-tickets')
  .description(
    'a file of a weighbridge, in any of its dialects; may be stopped and run again without doubling',
  )
  .argument('<file>', 'CSV with a French header')
  .option('--terminal <id>', 'for lines that name no terminal')
  .option('--campaign <id>', 'for lines that name no campaign')
  .option('--product <id>', 'for lines that name no product')
  .option('--refused <file>', 'where refused lines are written, with field and rule')
  .option('--json', 'the result as JSON')
  .action(async (file: string, options: Record<string, string | undefined> & { json?: boolean }) => {
    const { OfficeClient } = await import('@oce/office/client');
    const { client } = OfficeClient.of(new OfficeHome());
    const defaults = {
      terminalId: options['terminal'],
      campaignId: options['campaign'],
      productId: options['product'],
    };
    const result = await (
      await import('@oce/weigh-tickets')
    ).importWeighTickets(client, file, { defaults, refusedFile: options['refused'] });
    if (options.json) sayJson(result);
    else if (result.refusedFile) say(`Refused lines, each with its field and rule: ${result.refusedFile}`);
  });
program
  .command('explain')
  .description(
    'why a transfer is what it is, down to weigh tickets, sales and deductions; exit 1 where a sum fails',
  )
  .argument('<transfer>', 'id of a transfer')
  .option('--json', 'the whole tree as JSON')
  .action(async (transfer: string, options: { json?: boolean }) => {
    process.exitCode = await (
      await import('./commands/explain.js')
    ).explain(new OfficeHome(), transfer, options);
  });
program
  .command('test')
  .description('format, lint with boundaries, and every test on real servers; the totals are the last line')
  .argument('[paths...]', 'only the tests under these paths')
  .option('--only', 'tests without format and lint')
  .option('--rounds <count>', 'rounds of the kill -9 test', wholeNumber)
  .option('--json', 'the totals as JSON')
  .action(async (paths: string[], options: { json?: boolean; only?: boolean; rounds?: number }) => {
    process.exitCode = await (await import('./commands/test.js')).test(paths, options);
  });
program
  .command('events')
  .description('read the log, or follow it')
  .option('-f, --follow', 'go on with what comes, until Ctrl-C')
  .option('-s, --subject <filter>', 'NATS filter: evt.collection.delivery.*, evt.payments.>', 'evt.>')
  .option('-t, --type <event>', 'only commits with an event of this type')
  .option('-a, --after <position>', 'behind this position of the log', wholeNumber, 0)
  .option('-n, --limit <count>', 'at most so many commits', wholeNumber)
  .option('--json', 'a commit a line, as JSON')
  .action(async (options) => (await import('./commands/events.js')).events(new OfficeHome(), options));
program
  .command('rebuild')
  .description('build projections anew while the present ones serve, then switch')
  .argument('[service]', 'one service only')
  .argument('[projection]', 'one projection only')
  .option('--json', 'results as JSON')
  .action(async (service, projection, options) =>
    (await import('./commands/rebuild.js')).rebuild(new OfficeHome(), service, projection, options),
  );

program
  .command('audit')
  .description(
    'replay the whole log without the services and prove that it balances; exit 0 clean, 1 findings',
  )
  .option('--nats <url>', 'another log than the one of the office that runs here')
  .option('--user <name>', 'its user')
  .option('--password <text>', 'and password')
  .option('--mongodb <uri>', 'where its collections are')
  .option('--no-collections', 'the log alone')
  .option('--patience <seconds>', 'for what is under way', wholeNumber, 10)
  .option('--json', 'the report as JSON')
  .action(async (options) => {
    process.exitCode = await (await import('./commands/audit.js')).audit(options);
  });

program
  .command('bench')
  .description('measure this machine against the aims, each beside a raw limit of the same run')
  .argument('[names...]', 'only these; --list names them')
  .option('--list', 'what there is to measure')
  .option('--json', 'the figures as JSON')
  .action(async (names: string[], options: { list?: boolean; json?: boolean }) => {
    process.exitCode = await (await import('./commands/bench.js')).bench(names, options);
  });

// A log on a full disk, or a reader who left, costs the words, never the office.
process.stderr.on('error', () => undefined);
program.parseAsync().catch((error: unknown) => {
  if (error instanceof CliError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
  process.exit(70);
});
