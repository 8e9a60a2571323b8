import type { Commit, Event, RecordedCommit } from '@oce/event-sourcing';
import type { ReadEvent } from './event-store';

/** What the log itself knows of a commit. */
export type Found = Pick<RecordedCommit, 'position' | 'acceptedAt' | 'ref'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The commit of a message of the log. What was written past the services comes with its fault and without events. */
export function readCommit(text: string, found: Found, read: ReadEvent): RecordedCommit {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return faulty({}, found, 'it is not JSON');
  }
  const fault = faultOf(stored);
  return fault === undefined ? complete(stored as Commit, found, read) : faulty(stored, found, fault);
}

/** What has just been parsed belongs to nobody yet: completed in place, for a copy took twice the time of parsing. */
function complete(commit: Commit, found: Found, read: ReadEvent): RecordedCommit {
  const events = commit.events as Event[];
  try {
    for (let index = 0; index < events.length; index++) events[index] = read(events[index], found.ref);
  } catch (error) {
    // An upcaster may stumble over data of another shape than it was written for.
    return faulty(commit, found, (error as Error).message);
  }
  const whole = commit as Writable<RecordedCommit>;
  whole.position = found.position;
  whole.acceptedAt = found.acceptedAt;
  whole.ref = found.ref;
  return whole;
}

const TEXTS = ['commitId', 'commandId', 'actor', 'at', 'correlationId'] as const;

function faultOf(stored: unknown): string | undefined {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return 'it is not an object';
  const commit = stored as Readonly<Record<string, unknown>>;
  for (const name of TEXTS) if (typeof commit[name] !== 'string') return `it has no ${name}`;
  if (!Number.isInteger(commit['version'])) return 'it has no version';
  // Readers take it for the log's own word.
  if ('fault' in commit) return 'it has a field of the name fault';
  return Array.isArray(commit['events']) ? undefined : 'it has no events';
}

const UNKNOWN_TIME = '1970-01-01T00:00:00.000Z';

function faulty(stored: unknown, found: Found, fault: string): RecordedCommit {
  const commit = (typeof stored === 'object' ? (stored ?? {}) : {}) as Readonly<Record<string, unknown>>;
  const text = (name: string, otherwise = ''): string =>
    typeof commit[name] === 'string' ? commit[name] : otherwise;
  return {
    commitId: text('commitId'),
    commandId: text('commandId'),
    commandHash: text('commandHash'),
    actor: text('actor'),
    at: text('at', UNKNOWN_TIME),
    correlationId: text('correlationId'),
    version: Number.isInteger(commit['version']) ? (commit['version'] as number) : 0,
    events: [],
    ...found,
    fault,
  };
}
