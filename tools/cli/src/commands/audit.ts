import type { AuditOptions, AuditReport, Finding } from '@oce/audit';
import { findContexts, type ContextManifest } from '@oce/contexts';
import { OfficeHome } from '@oce/office/home';
import type { Learn, OpenLog } from '@oce/office/open-log';
import { CliError, Progress, say, sayJson, table } from '@oce/office/output';
import { readRun, requireRun } from '@oce/office/run-state';
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
  order: 5,
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
  const { learnEventsOf, personalFieldsOf, runAudit } = await import('@oce/audit');
  const contexts = findContexts();
  const { streams, close } = await logOf(options, (known) => learnEventsOf(contexts, known));
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
    else printReport(report);
    return report.clean ? 0 : 1;
  } finally {
    await close();
  }
}

/** The log, its own events of each context in their present version too: the audit reads what every service wrote. */
async function logOf({ nats, user, password }: AuditCommandOptions, learn: Learn): Promise<OpenLog> {
  const { connectToStreams, openLog } = await import('@oce/office/open-log');
  if (nats !== undefined)
    return connectToStreams({ servers: nats, user, pass: password, name: 'audit' }, learn);
  const home = new OfficeHome();
  requireRun(home, 3);
  return openLog(home, learn);
}

async function collectionsOf(
  { collections, mongodb, nats, patience }: AuditCommandOptions,
  contexts: readonly ContextManifest[],
  onProgress: (collection: string) => void,
): Promise<AuditOptions['collections']> {
  if (!collections) return undefined;
  const mongoUri = mongodb ?? (nats === undefined ? readRun(new OfficeHome())?.mongo.uri : undefined);
  const words = 'Which collections? Say --mongodb <uri>, or --no-collections to audit the log alone.';
  if (mongoUri === undefined) throw new CliError(words, 2);
  const { declaredBy } = await import('@oce/audit');
  const prefix = process.env['MONGODB_PREFIX'] ?? 'oce';
  const declared = await declaredBy(contexts);
  return { mongoUri, prefix, declared, patienceMs: patience * 1_000, onProgress };
}

const SHOWN = 100;

/** An audit for people: findings first, then what was looked at, then the figures. */
function printReport(report: AuditReport): void {
  for (const finding of report.findings.slice(0, SHOWN)) printFinding(finding);
  const hidden = report.findingsInAll - Math.min(SHOWN, report.findings.length);
  if (hidden > 0) say(`… and ${hidden} more; --json has up to 50 of each rule.\n`);
  for (const line of sectionLines(report)) say(line);
  for (const { title, columns, rows } of report.tables) {
    say(`\n${title}`);
    for (const line of table([columns, ...rows])) say(`  ${line}`);
  }
  if (report.collections.length > 0) printCollections(report);
  say(`\n${verdict(report)}`);
}

function printFinding({ position, subject, rule, about, expected, found }: Finding): void {
  say(`${rule} at ${position || '-'}  ${subject}`);
  say(`    ${about}`);
  say(`    expected  ${expected}`);
  say(`    found     ${found}\n`);
}

function sectionLines({ sections }: AuditReport): string[] {
  const stateOf = (findings: number) => (findings === 0 ? 'ok' : 'BROKEN');
  const rows = sections.map((one) => [
    stateOf(one.findings),
    one.section,
    one.events,
    one.findings,
    one.proves,
  ]);
  return table([['', 'section', 'events', 'findings', 'what holds'], ...rows]);
}

function printCollections({ collections }: AuditReport): void {
  say('\nCollections, compared with the log folded again');
  const header = ['service', 'collection', 'documents', 'differences'];
  const rows = collections.map((one) => [one.context, one.collection, one.documents, one.differences]);
  for (const line of table([header, ...rows])) say(`  ${line}`);
}

/** The last line. */
export function verdict(report: AuditReport): string {
  const { clean, findingsInAll, events, commits, positions, seconds, leftToClerks, collections } = report;
  const read = `${events.toLocaleString('en')} events in ${commits.toLocaleString('en')} commits up to position ${lastOf(positions)}`;
  const compared = collections.length > 0 ? `, ${collections.length} collections compared` : '';
  const clerks = leftToClerks > 0 ? ` ${leftToClerks} matters are left to clerks.` : '';
  const result = clean ? 'Clean' : `${findingsInAll.toLocaleString('en')} findings`;
  return `${result}: ${read}${compared}, in ${seconds} s.${clerks}`;
}

/** `812`, or with several streams `812 of OCE, 9 of HEALTH`. */
function lastOf(positions: AuditReport['positions']): string {
  const all = Object.entries(positions);
  return all.length > 1 ? all.map(([stream, at]) => `${at} of ${stream}`).join(', ') : `${all[0]?.[1] ?? 0}`;
}
