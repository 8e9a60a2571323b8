import { describePlants } from '../season/plants';
import { findingsOf, type Planter } from '../season/planter';

/** The first part of a supplement, for the reserve, and back from there with its closing. */
function fromReserve(log: Planter, isForgotten = true): number {
  const { postings: _postings, ...back } = log.data('SupplementTakenBack');
  const { producerCode, poolId, campaignId, citesLineId, attempt, number, shareCentimes } = back;
  const about = { producerCode, poolId, campaignId, citesLineId, attempt, number, shareCentimes };
  const postings = [
    { account: 'reserve', amountCentimes: -shareCentimes },
    { account: `pool:${poolId}`, amountCentimes: shareCentimes },
  ];
  const whole = { ...about, share: 'supplement' as const, deliveries: [], reason: 'early' };
  const event = { ...whole, takenBackOn: '2026-10-01', postings };
  if (isForgotten)
    log.add('FinalShareTakenBack', 0, 'AccountClosed', { producerCode, closedOn: '2026-10-01' });
  return log.add('FinalShareTakenBack', 0, 'ReservedShareTakenBack', event);
}

describePlants('the lines of a closing that is taken back', [
  [
    'accounts/not-held',
    'a part of a supplement that is not held when its closing is taken back',
    (log) => log.drop('FinalShareHeld', 2, 'ClosingTakenBack'),
  ],
  [
    'accounts/line-stands',
    'a correction that stands although its closing was taken back',
    (log) => {
      log.dropEvent('CorrectionTakenBack', 0);
      return log.where('ClosingTakenBack');
    },
  ],
  [
    'pools/part-stands',
    'a part that stands although its closing was taken back',
    (log) => {
      log.dropEvent('SupplementTakenBack', 0);
      return log.where('ClosingTakenBack');
    },
  ],
  [
    'pools/part-back',
    'more taken back of a part than was shared',
    (log) => log.edit('SupplementTakenBack', 0, (data) => (data.shareCentimes += 1)),
  ],
  [
    'accounts/given',
    'a part taken back less other advances than it had met',
    (log) => log.edit('SupplementTakenBack', 0, (data) => (data.advancesCentimes += 1)),
  ],
  [
    'accounts/gross-back',
    'a correction taken back by another amount',
    (log) => log.edit('CorrectionTakenBack', 0, (data) => (data.amountCentimes += 1)),
  ],
  [
    'accounts/claim-back',
    'another claim taken back than the correction had left',
    (log) => log.edit('CorrectionTakenBack', 0, (data) => (data.claimCentimes += 1)),
  ],
  ['accounts/back-twice', 'a line taken back twice', (log) => log.again('SupplementTakenBack')],
  [
    'accounts/reopened',
    'deductions of a part that are not asked again',
    (log) => log.edit('SupplementTakenBack', 0, (data) => (data.reopened = [])),
  ],
  [
    'accounts/recovered',
    'more recovered of the claim of a correction than there was',
    (log) => log.edit('CorrectionTakenBack', 0, (data) => (data.recoveredCentimes = 1)),
  ],
  [
    'postings/lines',
    'a part taken back to another account',
    (log) => log.edit('SupplementTakenBack', 0, ({ postings }) => postings.pop()),
  ],
  [
    'pools/lines-up-to',
    'a closing whose lines end behind its taking back',
    (log) => log.edit('ClosingTakenBack', 0, (data) => (data.logPosition = 9_999)),
  ],
  [
    'pools/supplement-number',
    'a supplement that has the number of another one',
    (log) => log.edit('SupplementDistributed', 1, (data) => (data.number = 1)),
  ],
  [
    'accounts/share-reserved',
    'a share back from the reserve of somebody who was not forgotten',
    (log) => fromReserve(log, false),
  ],
  ['pools/taken-back', 'a share back from the reserve whose closing stands', (log) => fromReserve(log)],
]);

describe('a share that comes back from the reserve', () => {
  it('of somebody who was forgotten is as it should be on the account', () => {
    const { found, position } = findingsOf((log) => fromReserve(log));
    const of = found.filter((one) => one.endsWith(` at ${position}`));
    expect(of).toEqual(['pools/taken-back at ' + String(position)]);
  });
});
