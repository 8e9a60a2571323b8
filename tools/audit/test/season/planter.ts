import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { DataOf, EventName } from '../../src/events';
import { newAudit } from '../../src/audit';
import { event } from './log-builder';
import { PERSONAL_FIELDS } from './personal-fields';
import { soundSeason } from './season';

export type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };
type Type = EventName;

/** The sound season, to be spoiled in one place. */
export class Planter {
  /** Through JSON, as a log has it: nothing is shared between two events. */
  readonly commits = JSON.parse(JSON.stringify(soundSeason())) as Mutable<RecordedCommit>[];

  private stray: { readonly stream: string; readonly position: number } | undefined;

  /** Puts a commit on another stream; answers where. */
  onStream(stream: string, position: number): number {
    this.stray = { stream, position };
    return position;
  }

  streamAt(position: number): string {
    return this.stray?.position === position ? this.stray.stream : 'OCE';
  }

  /** Position of the nth event of a type. */
  where(type: string, nth = 0): number {
    return this.commit(type, nth).position;
  }

  commit(type: string, nth = 0): Mutable<RecordedCommit> {
    const of = ({ events }: RecordedCommit) => events.filter((one) => one.type === type).length;
    let left = nth;
    for (const commit of this.commits) {
      if (left < of(commit)) return commit;
      left -= of(commit);
    }
    throw new Error(`the season has no ${type} ${nth}`);
  }

  /** Changes the data of the nth event of a type; answers where. */
  edit<T extends Type>(type: T, nth: number, change: (data: Mutable<DataOf<T>>) => unknown): number {
    const commit = this.commit(type, nth);
    const found = commit.events.find((one) => one.type === type);
    change((found as unknown as { data: Mutable<DataOf<T>> }).data);
    return commit.position;
  }

  /** Changes a commit itself; answers where. */
  editCommit(type: Type, nth: number, change: (commit: Mutable<RecordedCommit>) => unknown): number {
    const commit = this.commit(type, nth);
    change(commit);
    return commit.position;
  }

  /** Takes a commit away, as if it had never come; answers where another one stands then. */
  drop(type: string, nth: number, reported: string, reportedNth = 0): number {
    this.commits.splice(this.commits.indexOf(this.commit(type, nth)), 1);
    this.resequence();
    return this.where(reported, reportedNth);
  }

  /** Takes one event out of its commit; answers where. */
  dropEvent(type: string, nth: number): number {
    const commit = this.commit(type, nth);
    commit.events = commit.events.filter((one) => one.type !== type);
    return commit.position;
  }

  /** The commit of the nth event of a type once more, at the end; answers where. */
  again(type: Type, nth = 0): number {
    return this.put({ ...structuredClone(this.commit(type, nth)) }, this.commits.length);
  }

  /** An event at the end, on the aggregate of the nth event of a type; answers where. */
  add<T extends Type>(like: string, nth: number, type: T, data: DataOf<T>): number {
    return this.addAt(this.commits.length, like, nth, type, data);
  }

  /** An event before the one at a position. */
  addAt<T extends Type>(position: number, like: string, nth: number, type: T, data: DataOf<T>): number {
    const [name, content] = event(type, data);
    const commit = structuredClone(this.commit(like, nth));
    commit.events = [{ type: name, v: 1, data: structuredClone(content) }] as Mutable<Event>[];
    return this.put(commit, position);
  }

  /** The data of the nth event of a type, to make another of it. */
  data<T extends Type>(type: T, nth = 0): Mutable<DataOf<T>> {
    const found = this.commit(type, nth).events.find((one) => one.type === type);
    return structuredClone((found as unknown as { data: Mutable<DataOf<T>> }).data);
  }

  private put(commit: Mutable<RecordedCommit>, index: number): number {
    commit.commandId = `planted-${this.commits.length}`;
    this.commits.splice(index, 0, commit);
    this.resequence();
    return commit.position;
  }

  /** Positions and versions as a log would have given them. */
  private resequence(): void {
    const versions = new Map<string, number>();
    for (const [index, commit] of this.commits.entries()) {
      const key = `${commit.ref.context}.${commit.ref.aggregate}.${commit.ref.id}`;
      commit.position = index + 1;
      commit.version = (versions.get(key) ?? 0) + 1;
      versions.set(key, commit.version);
    }
  }
}

/** An error to be planted: the rule that must find it, and where. */
export type Plant = readonly [rule: string, says: string, plant: (log: Planter) => number];

/** What an audit of the spoiled season says, as `rule at position`. */
export function findingsOf(plant: Plant[2]): { found: string[]; position: number } {
  const log = new Planter();
  const position = plant(log);
  const audit = newAudit(PERSONAL_FIELDS);
  for (const commit of log.commits) audit.observe(commit as RecordedCommit, log.streamAt(commit.position));
  audit.finish();
  return { position, found: audit.findings.kept.map((one) => `${one.rule} at ${one.position}`) };
}
