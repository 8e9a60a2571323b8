import type { DataOf } from '../../src/events';
import { describePlants, each } from '../season/plants';
import type { Planter } from '../season/planter';

type Part = DataOf<'SupplementFixed'>['shares'][number];
const firstPart = (log: Planter, change: (part: { -readonly [K in keyof Part]: Part[K] }) => unknown) =>
  log.edit('SupplementFixed', 0, ({ shares }) => each(shares.slice(0, 1), change)) &&
  log.where('SupplementDistributed', 0);

describePlants('what comes after a closing', [
  [
    'pools/correction-untold',
    'a correction that its pool was never told of',
    (log) => log.drop('CorrectionTaken', 0, 'CorrectionPosted', 3),
  ],
  [
    'pools/correction',
    'a correction told with another amount',
    (log) => log.edit('CorrectionTaken', 0, (data) => (data.amountCentimes += 1)),
  ],
  ['pools/charge-reversed', 'a charge reversed twice', (log) => log.again('ChargeReversed', 0)],
  [
    'pools/freed',
    'a reversal that frees more than the charge took',
    (log) => log.edit('ChargeReversed', 0, (data) => (data.freedCentimes += 1)),
  ],
  [
    'pools/loss-back',
    'a loss given back that OCE never bore',
    (log) => log.edit('ChargeReversed', 0, (data) => (data.lossBackCentimes = 1)),
  ],
  [
    'pools/charge-kind',
    'milling posted by hand',
    (log) => log.edit('ChargePosted', 1, (data) => (data.kind = 'milling')),
  ],
  [
    'pools/cap',
    "OCE's charges above the cap after the closing",
    (log) => log.edit('ChargePosted', 1, (data) => (data.amountCentimes = 900_000)),
  ],
  [
    'pools/after-the-end',
    'a charge on a pool that was wound up',
    (log) => log.add('ChargePosted', 1, 'ChargePosted', { ...log.data('ChargePosted', 1), chargeId: 'CH-9' }),
  ],
  [
    'pools/after-the-end',
    'a supplement of a pool that was wound up',
    (log) => log.again('SupplementDistributed', 1),
  ],
  [
    'pools/distributed',
    'distributed other than the rest',
    (log) => log.edit('SupplementDistributed', 0, (data) => (data.distributedCentimes += 1)),
  ],
  [
    'pools/rest',
    'another rest after a supplement',
    (log) => log.edit('SupplementDistributed', 0, (data) => (data.restCentimes += 1)),
  ],
  [
    'pools/supplement-points',
    'other points than those of the closing',
    (log) => log.edit('SupplementDistributed', 0, (data) => (data.points = '7872310000001')),
  ],
  [
    'pools/supplement-sum',
    'lines that do not add up to what is distributed',
    (log) => firstPart(log, (part) => (part.shareCentimes += 1)),
  ],
  [
    'pools/supplement-share',
    'a part on other points',
    (log) => firstPart(log, (part) => (part.points = '1')),
  ],
  [
    'pools/supplement-shares',
    'a member left out of a supplement',
    (log) =>
      log.edit('SupplementFixed', 0, ({ shares }) => shares.pop()) && log.where('SupplementDistributed', 0),
  ],
  [
    'pools/supplement-late',
    'late goods that are not counted',
    (log) => log.edit('SupplementDistributed', 1, (data) => (data.lateDeliveries = 0)),
  ],
  [
    'pools/arrears',
    'late goods that are owed less than their points had',
    (log) => log.edit('SupplementDistributed', 1, (data) => (data.arrearsCentimes -= 1)),
  ],
  [
    'pools/supplement-open',
    'a supplement of an open pool',
    (log) => log.drop('PoolClosed', 0, 'SupplementDistributed', 0),
  ],
  [
    'pools/supplement-unposted',
    'a part that was never posted',
    (log) => log.drop('SupplementPosted', 1, 'SupplementDistributed', 0),
  ],
  ['pools/supplement-twice', 'a part posted twice', (log) => log.again('SupplementPosted', 1)],
  [
    'pools/supplement-posted',
    'a part posted other than fixed',
    (log) => log.edit('SupplementPosted', 1, (data) => (data.shareCentimes += 1)),
  ],
  [
    'accounts/unmet',
    'advances on late goods that nobody has to meet',
    (log) => log.edit('SupplementPosted', 3, (data) => (data.unmetCentimes = 0)),
  ],
  ['pools/wound-up', 'a pool wound up twice', (log) => log.again('PoolWoundUp', 0)],
  [
    'pools/rest',
    'another rest at the winding up',
    (log) => log.edit('PoolWoundUp', 0, (data) => (data.restCentimes += 1)),
  ],
  [
    'pools/rest-account',
    'what is missing taken from the reserve',
    (log) => log.edit('PoolWoundUp', 0, (data) => (data.account = 'reserve')),
  ],
  [
    'pools/reserved',
    'proceeds of an open pool sent to the reserve',
    (log) =>
      log.add('ProceedsPooled', 6, 'ProceedsReserved', { ...log.data('ProceedsPooled', 6), postings: [] }),
  ],
  [
    'pools/no-pool',
    'proceeds that no pool took and no clerk was told of',
    (log) => log.drop('ProceedsPooled', 1, 'ProceedsReceived', 1),
  ],
  [
    'pools/ledger',
    'a pool whose account holds other than its rest',
    (log) => log.edit('PoolWoundUp', 0, ({ postings }) => each(postings, (one) => (one.amountCentimes *= 2))),
  ],
  [
    'pools/taken-back',
    'another attempt taken back than closed',
    (log) => log.edit('ClosingTakenBack', 0, (data) => (data.attempt = 'A-9')),
  ],
  [
    'pools/not-taken-back',
    'a share that stands although its closing was taken back',
    (log) => log.drop('FinalShareTakenBack', 0, 'ClosingTakenBack', 0),
  ],
  [
    'accounts/held',
    'a share taken back that was not held',
    (log) => log.drop('FinalShareHeld', 0, 'FinalShareTakenBack', 0),
  ],
  [
    'accounts/recovered',
    'more recovered of a claim than there was',
    (log) => log.edit('FinalShareTakenBack', 0, (data) => (data.recoveredCentimes = 1)),
  ],
  [
    'pools/loss',
    'a loss that nobody said OCE bears',
    (log) => log.edit('PoolClosed', 0, (data) => (data.lossCentimes = 1)),
  ],
  [
    'pools/cap',
    'a cap that no convention names',
    (log) => log.edit('PoolClosed', 0, (data) => (data.oceChargesCapPpm = 150_001)),
  ],
  [
    'pools/closing-day',
    'a closing in the future',
    (log) =>
      log.edit('PoolClosed', 0, (data) => {
        data.oceChargesCapPpm = 150_000;
        data.closedOn = '2027-01-01';
      }),
  ],
]);
