import type { LogReader } from '@oce/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { SectionResult } from './audit';
import {
  CollectionsAudit,
  type CollectionResult,
  type CollectionsOptions,
} from './collections/collections-audit';
import type { Declared } from './collections/declared';
import { Shadows } from './collections/shadow';
import type { Finding } from './finding';
import type { AuditTable } from './rule';
import { newAudit } from './sections';

export interface AuditOptions {
  readonly log: LogReader;
  /** How long what the log has promised may take to come, once the end is reached. */
  readonly patienceMs: number;
  readonly collections?: CollectionsOptions & { readonly declared: readonly Declared[] };
  readonly onProgress?: (commits: number, total: number) => void;
  /** Told once the rules have seen the whole log. */
  readonly onRead?: (commits: number) => void;
}

export interface AuditReport {
  readonly clean: boolean;
  readonly position: number;
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

const PAUSE_MS = 250;
const BATCH = 5_000;

/** Hands out the log from where the last reading ended. */
class Reading {
  position = 0;
  commits = 0;

  constructor(
    private readonly log: LogReader,
    private readonly onProgress: AuditOptions['onProgress'],
  ) {}

  /** Everything up to the present end; answers whether there was anything. */
  async on(observe: (commit: RecordedCommit) => void): Promise<boolean> {
    const before = this.commits;
    const options = { subjects: ['evt.>'], after: this.position, maxBatch: BATCH, stopWhenCaughtUp: true };
    for await (const { commits, pending } of this.log.read(options)) {
      for (const commit of commits) observe(commit);
      this.commits += commits.length;
      this.position = commits[commits.length - 1]?.position ?? this.position;
      this.onProgress?.(this.commits, this.commits + pending);
    }
    return this.commits > before;
  }
}

/**
 * Replays a log through every rule, waits a moment for what it has promised, and compares the collections where it is
 * told to. Writes nothing anywhere.
 */
export async function runAudit(options: AuditOptions): Promise<AuditReport> {
  const started = performance.now();
  const audit = newAudit();
  const { log, patienceMs, collections: wanted } = options;
  const shadows = new Shadows(wanted?.declared ?? []);
  const reading = new Reading(log, options.onProgress);
  const observe = (commit: RecordedCommit) => {
    audit.observe(commit);
    if (wanted) shadows.observe(commit);
  };
  await reading.on(observe);
  const deadline = performance.now() + patienceMs;
  while (audit.outstanding > 0 && performance.now() < deadline) {
    await sleep(PAUSE_MS);
    await reading.on(observe);
  }
  audit.finish();
  options.onRead?.(reading.commits);
  const readOn = () => reading.on((commit) => shadows.observe(commit));
  const collections = wanted ? await new CollectionsAudit(wanted, shadows, audit.findings, readOn).run() : [];
  const { findings, commits, events, position, leftToClerks } = audit;
  const seconds = Math.round(performance.now() - started) / 1000;
  const figures = { position, commits, events, seconds, leftToClerks };
  const said = { sections: audit.sections(), tables: audit.tables(), collections };
  const { total: findingsInAll, kept } = findings;
  return { clean: findingsInAll === 0, ...figures, ...said, findingsInAll, findings: kept };
}
