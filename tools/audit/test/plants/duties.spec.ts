import { describePlants } from '../season/plants';

// The season's commits are all of one clerk, and say nothing of who opened and charged its pools, as older logs do.
describePlants('the duties of persons', [
  [
    'pools/one-person',
    'a pool closed by who opened it',
    (log) => log.edit('PoolOpened', 0, (data) => (data.openedBy = 'clerk')) && log.where('PoolClosed', 0),
  ],
  [
    'pools/one-person',
    'a pool closed by who charged it',
    (log) => log.edit('ChargePosted', 0, (data) => (data.postedBy = 'clerk')) && log.where('PoolClosed', 0),
  ],
  [
    'pools/one-person',
    'a pool closed by who asked to open it above a limit',
    (log) => {
      const { poolId } = log.data('PoolOpened');
      const persons = { askedBy: 'clerk', confirmedBy: 'approver' };
      log.editCommit('PoolOpened', 0, ({ events }) =>
        events.unshift({
          type: 'ProposalConfirmed',
          v: 1,
          data: { poolId, proposalId: `milling-${poolId}`, ...persons },
        }),
      );
      return log.where('PoolClosed', 0);
    },
  ],
  [
    'pools/one-person',
    'a pool wound up by who opened it',
    (log) => log.edit('PoolOpened', 0, (data) => (data.openedBy = 'clerk')) && log.where('PoolWoundUp', 0),
  ],
  [
    'pools/one-person',
    'a supplement distributed by who took a charge back',
    (log) =>
      log.edit('ChargeReversed', 0, (data) => (data.reversedBy = 'clerk')) &&
      log.where('SupplementDistributed', 0),
  ],
]);
