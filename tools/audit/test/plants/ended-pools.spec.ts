import { describePlants } from '../season/plants';
import { findingsOf, type Planter } from '../season/planter';

/** The part of P2 in the first supplement, as it would be where P2 was forgotten before. */
function reserve(log: Planter, isForgotten = true): number {
  const { producerCode, poolId, campaignId, lineId, number, shareCentimes } = log.data('SupplementPosted', 1);
  const commit = log.commit('SupplementPosted', 1);
  const about = { producerCode, poolId, campaignId, lineId, number, shareCentimes };
  const postings = [
    { account: `pool:${poolId}`, amountCentimes: -shareCentimes },
    { account: 'reserve', amountCentimes: shareCentimes },
  ];
  const whole = { ...about, share: 'supplement', attempt: null, deliveries: [], reservedOn: '2026-10-01' };
  commit.events = [{ type: 'ShareReserved', v: 1, data: { ...whole, postings } }];
  const closed = { producerCode, closedOn: '2026-10-01' };
  if (isForgotten) log.addAt(commit.position - 1, 'ShareReserved', 0, 'AccountClosed', closed);
  return log.where('ShareReserved');
}

describePlants('the end of pools, and shares for the reserve', [
  [
    'accounts/share-reserved',
    'a share for the reserve of somebody who was not forgotten',
    (log) => reserve(log, false),
  ],
  [
    'pools/reserved-twice',
    'a share for the reserve twice',
    (log) => {
      reserve(log);
      return log.again('ShareReserved');
    },
  ],
  [
    'pools/reserved-share',
    'another share for the reserve than was fixed',
    (log) => {
      reserve(log);
      return log.edit('ShareReserved', 0, (data) => (data.shareCentimes += 1));
    },
  ],
  [
    'postings/lines',
    'a share for the reserve that goes elsewhere',
    (log) => {
      reserve(log);
      return log.edit('ShareReserved', 0, ({ postings }) => postings.reverse() && postings.pop());
    },
  ],
  [
    'pools/arrears-left',
    'a member who is owed something and not named at the end',
    (log) => {
      log.edit('ArrearsFixed', 0, (data) => (data.members = []));
      return log.where('ArrearsLeft');
    },
  ],
  [
    'pools/arrears-left',
    'the chunks of another attempt at the end of a pool',
    (log) => log.edit('ArrearsLeft', 0, (data) => (data.attempt = 'E-0')),
  ],
  [
    'pools/arrears-unsettled',
    'what late goods were owed, left open by the end of their pool',
    (log) => log.drop('ArrearsSettled', 0, 'ArrearsLeft'),
  ],
  ['pools/arrears-twice', 'arrears settled twice', (log) => log.again('ArrearsSettled')],
  [
    'pools/late-unsettled',
    'goods graded while their pool was being wound up, whose advance nobody bears',
    (log) => {
      const graded = { ...log.data('DeliveryGraded', 0), deliveryId: 'LATE' };
      log.addAt(log.where('ArrearsLeft') - 1, 'DeliveryGraded', 0, 'DeliveryGraded', graded);
      return log.where('ArrearsLeft');
    },
  ],
  [
    'pools/arrears-late',
    'late goods of a pool that has not ended',
    (log) =>
      log.edit('ArrearsSettled', 0, (data) => {
        data.isLate = true;
        data.poolId = 'POOLT';
      }),
  ],
  [
    'accounts/arrears-borne',
    'other advances borne than were open',
    (log) => log.edit('ArrearsSettled', 0, (data) => (data.advancesCentimes += 1)),
  ],
  [
    'accounts/arrears-delivery',
    'a delivery with its share among those without',
    (log) => log.edit('ArrearsSettled', 0, (data) => (data.deliveries = ['F1'])),
  ],
  [
    'pools/no-points',
    'a pool with points that ends without a closing',
    (log) => {
      const logPosition = log.commits.length;
      const left = { poolId: 'POOLT', campaignId: 'C27', logPosition, attempt: null, members: [] };
      return log.add('ClosingTakenBack', 0, 'ArrearsLeft', left);
    },
  ],
  [
    'pools/wound-up',
    'a pool that ends without a closing, and says nothing of its points',
    (log) => log.dropEvent('ArrearsLeft', 1),
  ],
  [
    'pools/offered-while-closing',
    'a lot offered as traceable between the count and the closing, of which no clerk knows',
    (log) => {
      const offered = { ...log.data('LotOffered', 0), kind: 'traceable' as const };
      log.addAt(log.where('PoolClosed') - 1, 'LotOffered', 0, 'LotOffered', offered);
      return log.where('PoolClosed');
    },
  ],
]);

describe('a share for the reserve', () => {
  it('of somebody who was forgotten before keeps its pool and its account as they should be', () => {
    const { found, position } = findingsOf((log) => reserve(log));
    expect(found.filter((one) => one.startsWith('pools/') || one.endsWith(` at ${position}`))).toEqual([]);
  });
});
