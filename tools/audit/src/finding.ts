import type { RecordedCommit } from '@oce/event-sourcing';

/** Where in the log something stands. */
export type Place = Pick<RecordedCommit, 'position' | 'ref'>;

/** One way in which the log, or a collection, is not what it must be. */
export interface Finding {
  /** Position of the commit that broke the rule; 0 where no single commit did. */
  readonly position: number;
  /** `evt.<context>.<aggregate>.<id>`, or `<database>.<collection>/<_id>`. */
  readonly subject: string;
  /** `<section>/<rule>`, stable. */
  readonly rule: string;
  readonly about: string;
  readonly expected: string;
  readonly found: string;
}

/** What is printed of a rule; the rest is counted. */
export const KEPT_PER_RULE = 50;

/** All findings of an audit: counted all, kept up to a number a rule, so that a broken log fits into memory. */
export class Findings {
  readonly kept: Finding[] = [];
  readonly countByRule = new Map<string, number>();

  get total(): number {
    let total = 0;
    for (const count of this.countByRule.values()) total += count;
    return total;
  }

  add(finding: Finding): void {
    const count = (this.countByRule.get(finding.rule) ?? 0) + 1;
    this.countByRule.set(finding.rule, count);
    if (count <= KEPT_PER_RULE) this.kept.push(finding);
  }

  countOf(section: string): number {
    let total = 0;
    for (const [rule, count] of this.countByRule) if (rule.startsWith(`${section}/`)) total += count;
    return total;
  }
}

/** A value as a finding shows it: a text as it is, anything else short, and on one line. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return 'nothing';
  const text = typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 297)}…` : text;
}

export function subjectAt({ ref }: Place): string {
  return `evt.${ref.context}.${ref.aggregate}.${ref.id}`;
}
