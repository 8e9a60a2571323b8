import type { Commit } from '@oce/event-sourcing';

/** The first commit of a crate. */
export const crateCommit = (id: string): Commit => ({
  commitId: `c-${id}`,
  commandId: `k-${id}`,
  commandHash: 'h',
  actor: 'clerk',
  correlationId: 'r',
  at: '2026-10-01T08:00:00.000Z',
  version: 1,
  events: [{ type: 'CrateFilled', v: 1, data: {} }],
});
