import type { LogReader } from '@oce/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedCommit } from '@oce/event-sourcing';
import { newAudit, type SectionResult } from './audit';
import {
  CollectionsAudit,
  type CollectionResult,
  type CollectionsOptions,
} from './collections/collections-audit';
import type { DeclaredContext } from './collections/declared';
import { Shadows } from './collections/shadow';
import type { Finding } from './finding';
import type { AuditTable, PersonalFields } from './rule';

/** A stream of the log, to be read from its beginning. */
export interface AuditedStream {
  readonly stream: string;
  readonly log: LogReader;
}

export interface AuditOptions {
  /** All streams that contexts write to. */
  readonly streams: readonly AuditedStream[];
  /** What contexts say of fields that hold nothing but ciphertext. */
  readonly personalFields: PersonalFields;
  /** How long what the log has promised may take to come, once the end is reached. */
  readonly patienceMs: number;
  readonly collections?: CollectionsOptions & { readonly declared: readonly DeclaredContext[] };
  readonly onProgress?: (commits: number, total: number) => void;
  /** Told once the rules have seen the whole log. */
  readonly onRead?: (commits: number) => void;
}

export interface AuditReport {
  readonly clean: boolean;
  /** The last position of each stream. */
  readonly positions: Readonly<Record<string, number>>;
  readonly commits: number;
  readonly events: number;
  readonly seconds: number;
  readonly leftToClerks: number;
  readonly sections: readonly SectionResult[];
  readonly tables: readonly AuditTable[];
  readonly collections: readonly CollectionResult[];
  readonly findingsInAll: number;
  readonly findings: readonly Finding[];
}

type Observe = (stream: string, commit: RecordedCommit) => void;

const PAUSE_MS = 250;
const BATCH = 5_000;

/** Hands out the log from where the last reading ended, stream after stream. */
class Reading {
  commits = 0;
  private readonly at = new Map<string, number>();

  constructor(
    private readonly streams: readonly AuditedStream[],
    private readonly onProgress: AuditOptions['onProgress'],
  ) {}

  get positions(): Record<string, number> {
    return Object.fromEntries(this.at);
  }

  /** Everything up to the present end; answers whether there was anything. */
  async on(observe: Observe): Promise<boolean> {
    const before = this.commits;
    for (const { stream, log } of this.streams) {
      const after = this.at.get(stream) ?? 0;
      const options = { subjects: ['evt.>'], after, maxBatch: BATCH, stopWhenCaughtUp: true };
      for await (const { commits, pending } of log.read(options)) {
        for (const commit of commits) observe(stream, commit);
        this.commits += commits.length;
        this.at.set(stream, commits[commits.length - 1]?.position ?? after);
        this.onProgress?.(this.commits, this.commits + pending);
      }
    }
    return this.commits > before;
  }
}

/** What operators have decided to pass by stands in the log behind what it is about, so it is read before. */
async function learnDecisions(streams: readonly AuditedStream[], shadows: Shadows): Promise<void> {
  for (const { stream, log } of streams) {
    const subjects = shadows.decisions.flatMap((one) => (one.stream === stream ? one.subjects : []));
    if (subjects.length === 0) continue;
    for await (const { commits } of log.read({ subjects, after: 0, stopWhenCaughtUp: true }))
      for (const commit of commits) shadows.learn(commit);
  }
}

/**
 * Replays a log through every rule, waits a moment for what it has promised, and compares the collections where it is
 * told to. Writes nothing anywhere.
 */
export async function runAudit(options: AuditOptions): Promise<AuditReport> {
  const started = performance.now();
  const { streams, patienceMs, collections: wanted } = options;
  const audit = newAudit(options.personalFields);
  const shadows = new Shadows(wanted?.declared ?? []);
  await learnDecisions(streams, shadows);
  const reading = new Reading(streams, options.onProgress);
  const observe: Observe = (stream, commit) => {
    audit.observe(commit, stream);
    if (wanted) shadows.observe(stream, commit);
  };
  await reading.on(observe);
  const deadline = performance.now() + patienceMs;
  while (audit.outstanding > 0 && performance.now() < deadline) {
    await sleep(PAUSE_MS);
    await reading.on(observe);
  }
  audit.finish();
  options.onRead?.(reading.commits);
  const positions = reading.positions;
  const readOn = () => reading.on((stream, commit) => shadows.observe(stream, commit));
  const collections = wanted ? await new CollectionsAudit(wanted, shadows, audit.findings, readOn).run() : [];
  const { findings, commits, events, leftToClerks } = audit;
  return {
    clean: findings.total === 0,
    positions,
    commits,
    events,
    seconds: Math.round(performance.now() - started) / 1000,
    leftToClerks,
    sections: audit.sections(),
    tables: audit.tables(),
    collections,
    findingsInAll: findings.total,
    findings: findings.kept,
  };
}
