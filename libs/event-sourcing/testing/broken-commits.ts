/** What somebody wrote to the log past the services. */
export interface BrokenCommit {
  readonly name: string;
  readonly text: string;
  /** What a reader says of it. */
  readonly fault: string;
}

const WHOLE = {
  commitId: 'broken-commit',
  commandId: 'broken-command',
  commandHash: 'h',
  actor: 'somebody',
  at: '2026-10-01T08:00:00.000Z',
  correlationId: 'broken',
  version: 1,
};

/** A commit with these events as the log would hold it, whatever they are. */
export const rawCommit = (events: unknown, more: object = {}): string =>
  JSON.stringify({ ...WHOLE, events, ...more });

/** Each kind of message that is no commit, whoever reads it; `type` is an event's that the reader knows. */
export const brokenCommits = (type: string): readonly BrokenCommit[] => [
  { name: 'broken JSON', text: '{"commitId":"c1","events":[{"ty', fault: 'it is not JSON' },
  { name: 'an empty message', text: '', fault: 'it is not JSON' },
  { name: 'null', text: 'null', fault: 'it is not an object' },
  { name: 'a list', text: '[]', fault: 'it is not an object' },
  { name: 'no ids', text: '{"commitId":"c1"}', fault: 'it has no commandId' },
  { name: 'no events', text: rawCommit(undefined), fault: 'it has no events' },
  { name: 'an event that is null', text: rawCommit([null]), fault: 'an event is not an object' },
  {
    name: 'an event without data',
    text: rawCommit([{ type, v: 1, data: null }]),
    fault: `${type} has no data`,
  },
  {
    name: 'an event without a version',
    text: rawCommit([{ type, data: {} }]),
    fault: `${type} has no version`,
  },
  {
    name: 'a fault of its own',
    text: rawCommit([{ type, v: 1, data: {} }], { fault: 'none' }),
    fault: 'it has a field of the name fault',
  },
  {
    name: 'lists as deep as they go',
    text: '['.repeat(400_000) + ']'.repeat(400_000),
    fault: 'it is not an object',
  },
  { name: 'most of a megabyte', text: 'x'.repeat(1_000_000), fault: 'it is not JSON' },
];
