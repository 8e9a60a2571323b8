import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { Rows } from './columns';
import type { DataOf, EventName } from './events';
import { shown, subjectAt, type Findings, type Place } from './finding';

export type Handlers = {
  readonly [T in EventName]?: (data: DataOf<T>, at: RecordedCommit) => void;
};

/** Figures that an audit ends with. */
export interface AuditTable {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Fields that hold nothing but ciphertext, by context and event type; `payees.rib` is the field of each of a list. */
export type PersonalFields = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What several rules have in common. */
export interface Shared {
  /** The deliveries of the log, numbered. */
  readonly deliveries: Rows;
  readonly personalFields: PersonalFields;
}

/** One section of the audit: pure, with its own state, fed with the log from its beginning in order. */
export interface AuditRule {
  readonly check: Check;
  /** What holds where this section finds nothing. */
  readonly proves: string;
  readonly on?: Handlers;
  /** Before the events of a commit, of the stream that it stands on. */
  before?(commit: RecordedCommit, stream: string): void;
  /** Every event, whatever its type. */
  each?(event: Event, at: RecordedCommit): void;
  /** After the events of a commit. */
  after?(commit: RecordedCommit): void;
  /** At the end of the log. */
  finish?(): void;
  tables?(): AuditTable[];
}

/** What every rule has: how it says what it finds, and what it shares with others. */
export class Rule {
  constructor(
    readonly check: Check,
    protected readonly shared: Shared,
  ) {}
}

interface Promised {
  readonly at: Place;
  readonly rule: string;
  readonly about: string;
  readonly expected: string;
  /** The aggregate that owes it, where the place does not say. */
  readonly by: string | undefined;
}

/** How the rules of one section say what they find. */
export class Check {
  private readonly promises = new Map<string, Promised>();

  constructor(
    readonly section: string,
    private readonly findings: Findings,
  ) {}

  /** A rule is broken. */
  fail(at: Place, rule: string, about: string, expected: unknown, found: unknown): void {
    this.findings.add({
      position: at.position,
      subject: subjectAt(at),
      rule: `${this.section}/${rule}`,
      about,
      expected: shown(expected),
      found: shown(found),
    });
  }

  /** Two values that must be the same; answers whether they are. */
  same(at: Place, rule: string, about: string, expected: unknown, found: unknown): boolean {
    if (expected === found) return true;
    this.fail(at, rule, about, expected, found);
    return false;
  }

  /** Something that must follow in the log; what has not come when the audit ends is a finding. */
  promise(key: string, at: Place, rule: string, about: string, expected: string, by?: string): void {
    this.promises.set(key, { at: { position: at.position, ref: at.ref }, rule, about, expected, by });
  }

  /** What a commit has promised is with a clerk instead: answers how much. */
  leaveToClerk(position: number, by: string): number {
    let left = 0;
    for (const [key, promised] of this.promises) {
      if (promised.at.position !== position || (promised.by !== undefined && promised.by !== by)) continue;
      this.promises.delete(key);
      left++;
    }
    return left;
  }

  /** The promised has come; answers whether it had been promised. */
  kept(key: string): boolean {
    return this.promises.delete(key);
  }

  get outstanding(): number {
    return this.promises.size;
  }

  /** Turns what has not come into findings. */
  close(): void {
    for (const { at, rule, about, expected } of this.promises.values())
      this.fail(at, rule, about, expected, 'nothing in the log');
    this.promises.clear();
  }
}
