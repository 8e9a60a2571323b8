import type { RecordedCommit } from '@oce/event-sourcing';
import { asText } from './commands/events';
import { linesOfServices } from './commands/status';

const red = (text: string) => `<${text}>`;
const health = {
  name: 'collection',
  ready: true,
  pid: 7,
  restarts: 0,
  behind: 0,
  stopped: [],
  trouble: [],
};
const commit: RecordedCommit = {
  position: 12,
  commitId: 'c',
  commandId: 'k',
  commandHash: 'h',
  actor: 'clerk',
  at: '2026-10-01T08:00:00.000Z',
  acceptedAt: '2026-10-01T08:00:01.000Z',
  correlationId: 'r',
  version: 3,
  ref: { context: 'collection', aggregate: 'lot', id: 'L1' },
  events: [{ type: 'LotOpened', v: 1, data: { lotId: 'L1' } }],
};

describe('./oce status', () => {
  it('has a line a service', () => {
    expect(linesOfServices([health], red)).toEqual(['collection  ready  process 7  restarts 0  behind 0']);
  });

  it('says in red who stands still, where and why, and what to do', () => {
    const stopped = [{ follower: 'lots', position: 12, reason: 'it is not JSON' }];
    expect(linesOfServices([{ ...health, ready: false, stopped }], red)).toEqual([
      '<collection  NOT READY  process 7  restarts 0  behind 0>',
      '<collection lots stands still at position 12: it is not JSON>',
      '  Mend it, or pass the commit by: ./oce skip collection lots 12 --reason <text>',
    ]);
  });

  it('says in red what stands against following the log', () => {
    const trouble = ['OCE: consumer create request not valid'];
    expect(linesOfServices([{ ...health, trouble }], red).at(-1)).toBe(
      '<collection: OCE: consumer create request not valid>',
    );
  });
});

describe('./oce events', () => {
  it('prints a commit with a line an event', () => {
    expect(asText(commit, red)).toBe(
      '      12  2026-10-01T08:00:00.000Z  evt.collection.lot.L1 v3  by clerk\n          LotOpened  {"lotId":"L1"}',
    );
  });

  it('prints a commit that cannot be read as it is, with its fault', () => {
    const broken = { ...commit, events: [], fault: 'it is not JSON', raw: '{"commitId":' };
    expect(asText(broken, red)).toBe(
      '      12  2026-10-01T08:00:01.000Z  evt.collection.lot.L1  <cannot be read: it is not JSON>\n          {"commitId":',
    );
  });
});
