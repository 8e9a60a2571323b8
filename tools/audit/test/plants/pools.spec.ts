import { describePlants, each } from '../season/plants';

describePlants('what a pool shares', [
  ['pools/opened-twice', 'a pool opened twice', (log) => log.again('PoolOpened', 0)],
  [
    'pools/unknown',
    'proceeds in a pool that was never opened',
    (log) => log.drop('PoolOpened', 1, 'ProceedsPooled', 4),
  ],
  [
    'pools/pooled-sum',
    'pooled other than the parts',
    (log) => log.edit('ProceedsPooled', 0, (data) => (data.amountCentimes += 1)),
  ],
  [
    'pools/pooled-unknown',
    'proceeds that were never received',
    (log) => log.edit('ProceedsPooled', 0, (data) => (data.proceedsId = 'PR-9')),
  ],
  [
    'pools/pooled-part',
    'another part than was received',
    (log) =>
      log.edit('ProceedsPooled', 0, ({ parts }) =>
        each(parts.slice(0, 1), (one) => (one.amountCentimes += 1)),
      ),
  ],
  ['pools/pooled-twice', 'proceeds pooled twice', (log) => log.again('ProceedsPooled', 0)],
  ['pools/pooled-late', 'proceeds pooled after the winding up', (log) => log.again('ProceedsPooled', 0)],
  [
    'pools/pooled-scope',
    'a lot of another campaign',
    (log) =>
      log.edit('PoolOpened', 0, (data) => (data.grades = ['EV', 'V'])) && log.where('ProceedsPooled', 0),
  ],
  [
    'pools/kind',
    'a traceable sale in a pool',
    (log) =>
      log.edit('ProceedsReceived', 0, (data) => (data.kind = 'traceable')) && log.where('ProceedsPooled', 0),
  ],
  [
    'pools/chunk',
    'a chunk of shares left out',
    (log) => log.edit('SharesFixed', 0, (data) => (data.chunk = 2)),
  ],
  ['pools/fixed-late', 'shares fixed after the closing', (log) => log.again('SharesFixed', 0)],
  ['pools/closed-twice', 'a pool closed twice', (log) => log.again('PoolClosed', 0)],
  [
    'pools/log-position',
    'a count of the future',
    (log) => log.edit('PoolClosed', 0, (data) => (data.logPosition = 99_999)),
  ],
  [
    'pools/members',
    'another number of members',
    (log) => log.edit('PoolClosed', 0, (data) => (data.members += 1)),
  ],
  [
    'pools/deliveries',
    'another number of deliveries',
    (log) => log.edit('PoolClosed', 0, (data) => (data.deliveries += 1)),
  ],
  [
    'pools/payable',
    'another weight counted',
    (log) => log.edit('PoolClosed', 0, (data) => (data.payableGrams += 1)),
  ],
  [
    'pools/points',
    'other points counted',
    (log) => log.edit('PoolClosed', 0, (data) => (data.points = '7872310000001')),
  ],
  [
    'pools/deliveries',
    'a delivery graded and not counted',
    (log) => log.edit('PoolClosed', 0, (data) => (data.logPosition = log.where('DeliveryGraded', 1))),
  ],
  [
    'pools/shares',
    'a reversed delivery counted',
    (log) => {
      const { deliveryId: _id, ...about } = {
        ...log.data('DeliveryReversed', 1),
        ...log.data('DeliveryGraded', 2),
      };
      log.addAt(log.where('SharesFixed', 0) - 1, 'DeliveryGraded', 2, 'DeliveryReversed', {
        ...about,
        deliveryId: 'D3',
        replacement: null,
      });
      log.edit('PoolClosed', 0, (data) => (data.logPosition += 1));
      return log.where('PoolClosed', 0);
    },
  ],
  [
    'pools/members',
    'a lot of the pool that is traceable',
    (log) => log.edit('LotOffered', 0, (data) => (data.kind = 'traceable')) && log.where('PoolClosed', 0),
  ],
  ['pools/unpriced', 'a delivery that had no price', (log) => log.drop('AdvancePosted', 1, 'PoolClosed', 0)],
  [
    'pools/proceeds',
    'other proceeds than were pooled',
    (log) => log.edit('PoolClosed', 0, (data) => (data.proceedsCentimes += 1)),
  ],
  [
    'pools/charges',
    'another commission',
    (log) =>
      log.edit('PoolClosed', 0, ({ charges }) => each(charges.slice(-1), (one) => (one.amountCentimes += 1))),
  ],
  ['pools/charges', 'a cost that was never posted', (log) => log.drop('ChargePosted', 0, 'PoolClosed', 0)],
  [
    'pools/charges',
    'a commission above the cap',
    (log) =>
      log.edit('PoolOpened', 0, ({ terms }) => (terms.oceChargesCapPpm = 1_000)) &&
      log.where('PoolClosed', 0),
  ],
  [
    'pools/distributable',
    'distributed other than proceeds less charges',
    (log) => log.edit('PoolClosed', 0, (data) => (data.distributableCentimes += 1)),
  ],
  [
    'pools/share',
    'a centime moved between two shares',
    (log) =>
      log.edit('SharesFixed', 0, ({ shares }) =>
        each(shares, (one, at) => (one.shareCentimes += [1, -1, 0][at] ?? 0)),
      ) && log.where('PoolClosed', 0),
  ],
  [
    'pools/share',
    'a share that counts another delivery',
    (log) =>
      log.edit('SharesFixed', 0, ({ shares }) =>
        each(shares.slice(0, 1), (one) => one.deliveries.splice(0)),
      ) && log.where('PoolClosed', 0),
  ],
  [
    'pools/shares',
    'a member left out of the shares',
    (log) => log.edit('SharesFixed', 0, ({ shares }) => shares.pop()) && log.where('PoolClosed', 0),
  ],
  [
    'pools/not-posted',
    'a share that was never posted',
    (log) => log.drop('FinalSharePosted', 1, 'PoolClosed', 0),
  ],
  ['pools/posted-twice', 'a share posted twice', (log) => log.again('FinalSharePosted', 1)],
  [
    'pools/posted',
    'a share posted other than fixed',
    (log) => log.edit('FinalSharePosted', 1, (data) => (data.shareCentimes += 1)),
  ],
]);
