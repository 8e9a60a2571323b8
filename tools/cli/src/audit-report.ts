import { say, table } from '@oce/office/output';
import type { AuditReport, Finding } from '@oce/audit';

const SHOWN = 100;

/** An audit for people: findings first, then what was looked at, then the figures. */
export function printReport(report: AuditReport): void {
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
  const rows = sections.map(({ section, proves, events, findings }) => [
    findings === 0 ? 'ok' : 'BROKEN',
    section,
    events,
    findings,
    proves,
  ]);
  return table([['', 'section', 'events', 'findings', 'what holds'], ...rows]);
}

function printCollections({ collections }: AuditReport): void {
  say('\nCollections, compared with the log folded again');
  const rows = collections.map(({ context, collection, documents, differences }) => [
    context,
    collection,
    documents,
    differences,
  ]);
  for (const line of table([['service', 'collection', 'documents', 'differences'], ...rows]))
    say(`  ${line}`);
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
