import type { AuditOptions } from '@oce/audit';
import type { ContextManifest } from '@oce/contexts';
import { OfficeHome } from '@oce/office/home';
import type { OpenLog } from '@oce/office/open-log';
import { CliError, Progress, sayJson } from '@oce/office/output';
import { readRun } from '@oce/office/run-state';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json, wholeNumber } from '../options';

interface AuditCommandOptions {
  /** A log anywhere; without it the one of the office that runs in the home. */
  readonly nats?: string;
  readonly user?: string;
  readonly password?: string;
  /** Its collections; without it those of the office. */
  readonly mongodb?: string;
  readonly collections: boolean;
  readonly patience: number;
  readonly json?: boolean;
}

export const command: CommandEntry = {
  name: 'audit',
  group: 'What it holds',
  order: 3,
  description:
    'replay the whole log without the services and prove that it balances; exit 0 clean, 1 findings',
  options: () => [
    new Option('--nats <url>', 'another log than the one of the office that runs here'),
    new Option('--user <name>', 'its user'),
    new Option('--password <text>', 'and password'),
    new Option('--mongodb <uri>', 'where its collections are'),
    new Option('--no-collections', 'the log alone'),
    new Option('--patience <seconds>', 'for what is under way').argParser(wholeNumber).default(10),
    json('the report as JSON'),
  ],
  run: audit,
};

async function audit(options: AuditCommandOptions): Promise<number> {
  const [{ personalFieldsOf, runAudit }, { findContexts }] = await Promise.all([
    import('@oce/audit'),
    import('@oce/contexts'),
  ]);
  const contexts = findContexts();
  const { streams, close } = await logOf(options);
  const reading = new Progress('reading the log');
  const comparing = new Progress('comparing collections');
  let compared = 0;
  const onCompared = (name: string) => comparing.tick(++compared, undefined, name);
  try {
    const report = await runAudit({
      streams: streams.map((store) => ({ stream: store.stream, log: store })),
      personalFields: personalFieldsOf(contexts),
      patienceMs: options.patience * 1_000,
      collections: await collectionsOf(options, contexts, onCompared),
      onProgress: (commits, total) => reading.tick(commits, total, 'commits'),
      onRead: (commits) => reading.done(`${commits.toLocaleString('en')} commits`),
    });
    if (compared > 0) comparing.done(`${compared} collections`);
    if (options.json) sayJson(report);
    else (await import('../audit-report.js')).printReport(report);
    return report.clean ? 0 : 1;
  } finally {
    await close();
  }
}

async function logOf({ nats, user, password }: AuditCommandOptions): Promise<OpenLog> {
  const { connectToStreams, openLog } = await import('@oce/office/open-log');
  if (nats !== undefined) return connectToStreams({ servers: nats, user, pass: password, name: 'audit' });
  const home = new OfficeHome();
  if (!readRun(home)) throw new CliError('No office is running here. Start it: ./oce up --detach', 3);
  return openLog(home);
}

async function collectionsOf(
  { collections, mongodb, nats, patience }: AuditCommandOptions,
  contexts: readonly ContextManifest[],
  onProgress: (collection: string) => void,
): Promise<AuditOptions['collections']> {
  if (!collections) return undefined;
  const mongoUri = mongodb ?? (nats === undefined ? readRun(new OfficeHome())?.mongo.uri : undefined);
  if (mongoUri === undefined)
    throw new CliError(
      'Which collections? Say --mongodb <uri>, or --no-collections to audit the log alone.',
      2,
    );
  const { declaredBy } = await import('@oce/audit');
  const prefix = process.env['MONGODB_PREFIX'] ?? 'oce';
  const declared = await declaredBy(contexts);
  return { mongoUri, prefix, declared, patienceMs: patience * 1_000, onProgress };
}
