import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from './events';
import { Findings } from './finding';
import type { AuditRule, AuditTable } from './rule';

type Handler = (data: object, at: RecordedCommit) => void;

/** What an audit says of one section. */
export interface SectionResult {
  readonly section: string;
  readonly proves: string;
  /** Events that the section looked into. */
  readonly events: number;
  readonly findings: number;
}

interface Bound {
  readonly rule: AuditRule;
  readonly handle: Handler;
  readonly counter: { events: number };
}

/** Feeds the log to the rules, commit by commit, in order. */
export class Audit {
  commits = 0;
  events = 0;
  position = 0;
  /** What policies could not do and a clerk has been told of. */
  leftToClerks = 0;
  private readonly byType = new Map<string, Bound[]>();
  private readonly counters = new Map<AuditRule, { events: number }>();
  private readonly before: AuditRule[];
  private readonly each: AuditRule[];
  private readonly after: AuditRule[];

  constructor(
    readonly rules: readonly AuditRule[],
    readonly findings: Findings,
  ) {
    for (const rule of rules) {
      const counter = { events: 0 };
      this.counters.set(rule, counter);
      for (const [type, handle] of Object.entries(rule.on ?? {})) {
        const bound = { rule, handle: handle as Handler, counter };
        this.byType.set(type, [...(this.byType.get(type) ?? []), bound]);
      }
    }
    this.before = rules.filter((rule) => rule.before);
    this.each = rules.filter((rule) => rule.each);
    this.after = rules.filter((rule) => rule.after);
  }

  /** One commit of the log. What a rule cannot even read is a finding, not a crash. */
  observe(commit: RecordedCommit): void {
    this.commits++;
    this.position = commit.position;
    for (const rule of this.before) this.guarded(rule, commit, () => rule.before?.(commit));
    for (const event of commit.events) this.observeEvent(event, commit);
    for (const rule of this.after) this.guarded(rule, commit, () => rule.after?.(commit));
  }

  private observeEvent(event: Event, commit: RecordedCommit): void {
    this.events++;
    if (event.type === 'AttentionRaised') this.leaveToClerk(event.data as DataOf<'AttentionRaised'>);
    const bound = this.byType.get(event.type);
    if (bound) {
      for (const { rule, handle, counter } of bound) {
        counter.events++;
        this.guarded(rule, commit, () => handle(event.data, commit));
      }
    }
    for (const rule of this.each) this.guarded(rule, commit, () => rule.each?.(event, commit));
  }

  private leaveToClerk({ position, reaction }: DataOf<'AttentionRaised'>): void {
    for (const rule of this.rules) this.leftToClerks += rule.check.leaveToClerk(position, reaction.id);
  }

  private guarded(rule: AuditRule, commit: RecordedCommit, look: () => void): void {
    try {
      look();
    } catch (error) {
      rule.check.fail(commit, 'unreadable', 'the event', 'its type’s shape', (error as Error).message);
    }
  }

  /** How much the log has promised and does not hold yet. */
  get outstanding(): number {
    return this.rules.reduce((sum, rule) => sum + rule.check.outstanding, 0);
  }

  /** The end of the log: what is still owed becomes findings. */
  finish(): void {
    for (const rule of this.rules) {
      rule.finish?.();
      rule.check.close();
    }
  }

  sections(): SectionResult[] {
    return this.rules.map((rule) => ({
      section: rule.check.section,
      proves: rule.proves,
      events: rule.each || rule.before ? this.events : (this.counters.get(rule)?.events ?? 0),
      findings: this.findings.countOf(rule.check.section),
    }));
  }

  tables(): AuditTable[] {
    return this.rules.flatMap((rule) => rule.tables?.() ?? []);
  }
}
