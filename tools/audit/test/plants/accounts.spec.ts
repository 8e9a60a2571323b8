import { describePlants, each } from '../season/plants';

describePlants('the lines of members', [
  ['accounts/advanced-twice', 'a delivery advanced twice', (log) => log.again('AdvancePosted', 1)],
  ['accounts/line-twice', 'a line posted twice', (log) => log.again('AdvancePosted', 1)],
  [
    'accounts/advanced-voided',
    'an advance on a delivery that is void',
    (log) =>
      log.add('AdvancePosted', 0, 'AdvancePosted', { ...log.data('AdvancePosted', 0), deliveryId: 'E6' }),
  ],
  [
    'accounts/not-graded',
    'an advance on what was pressed for its owner',
    (log) =>
      log.edit('DeliveryGraded', 3, (data) => (data.settledAs = 'toll')) && log.where('AdvancePosted', 3),
  ],
  [
    'accounts/not-graded',
    'an advance on a delivery that was never graded',
    (log) => log.drop('DeliveryGraded', 3, 'AdvancePosted', 3),
  ],
  [
    'accounts/no-advance',
    'a graded delivery that was never advanced',
    (log) => log.drop('AdvancePosted', 1, 'DeliveryGraded', 1),
  ],
  [
    'accounts/delivery',
    'an advance to another member',
    (log) =>
      log.edit('DeliveryGraded', 1, (data) => (data.productId = 'CAPERS')) && log.where('AdvancePosted', 1),
  ],
  [
    'accounts/grade',
    'an advance on another grade',
    (log) => log.edit('AdvancePosted', 1, (data) => (data.grade = 'EV')),
  ],
  [
    'accounts/payable',
    'an advance on another weight',
    (log) => log.edit('AdvancePosted', 1, (data) => (data.payableGrams += 1)),
  ],
  [
    'accounts/price',
    'an advance at another price',
    (log) => log.edit('AdvancePosted', 1, (data) => (data.pricePerKgCentimes += 1)),
  ],
  [
    'accounts/price',
    'an advance under another version',
    (log) => log.edit('AdvancePosted', 1, (data) => (data.priceScheduleVersion = 'S27')),
  ],
  [
    'accounts/gross',
    'an advance of another amount',
    (log) => log.edit('AdvancePosted', 1, ({ settlement }) => (settlement.grossCentimes += 1)),
  ],
  [
    'accounts/net',
    'a net that is not gross less deductions',
    (log) => log.edit('AdvancePosted', 0, ({ settlement }) => (settlement.netCentimes += 1)),
  ],
  [
    'accounts/net-negative',
    'a negative net',
    (log) => log.edit('AdvancePosted', 0, ({ settlement }) => (settlement.netCentimes = -1)),
  ],
  [
    'accounts/floor',
    'another floor',
    (log) => log.edit('AdvancePosted', 0, ({ settlement }) => (settlement.floorCentimes -= 1)),
  ],
  [
    'accounts/deduction-schedule',
    'a schedule that was not in force',
    (log) => log.edit('AdvancePosted', 0, ({ settlement }) => (settlement.scheduleVersion = 'D0')),
  ],
  [
    'accounts/deduction',
    'a deduction above its cap',
    (log) =>
      log.edit('AdvancePosted', 0, ({ settlement }) =>
        each(settlement.deductions.slice(1), (one) => (one.takenCentimes += 1)),
      ),
  ],
  [
    'accounts/deduction',
    'another cap',
    (log) =>
      log.edit('AdvancePosted', 0, ({ settlement }) =>
        each(settlement.deductions.slice(1), (one) => (one.capCentimes += 1)),
      ),
  ],
  [
    'accounts/deduction',
    'a deduction left out',
    (log) => log.edit('AdvancePosted', 0, ({ settlement }) => settlement.deductions.pop()),
  ],
  [
    'accounts/deduction',
    'a premium that was paid before',
    (log) =>
      log.edit('PremiumDeclared', 0, (data) => (data.dueOn = '2027-01-01')) && log.where('AdvancePosted', 0),
  ],
  [
    'accounts/claim-unknown',
    'a deduction that nobody asked for',
    (log) =>
      log.edit('AdvancePosted', 0, ({ settlement }) =>
        each(settlement.deductions.slice(0, 1), (one) => (one.reference = 'PR9')),
      ),
  ],
  [
    'accounts/beyond-claim',
    'a credit recovered beyond what was granted',
    (log) =>
      log.edit('FinalSharePosted', 0, ({ settlement }) =>
        each(settlement.deductions, (one) => (one.takenCentimes = 81_565)),
      ),
  ],
  [
    'accounts/beyond-claim',
    'a premium beyond what was due',
    (log) =>
      log.edit('AdvancePosted', 0, ({ settlement }) =>
        each(settlement.deductions.slice(0, 1), (one) => (one.takenCentimes = 15_001)),
      ),
  ],
  [
    'accounts/claim',
    'a credit of nothing',
    (log) => log.edit('InputCreditGranted', 0, (data) => (data.amountCentimes = 0)),
  ],
  ['accounts/claim-twice', 'a premium declared twice', (log) => log.again('PremiumDeclared', 0)],
  [
    'accounts/statement',
    'a recovery told otherwise',
    (log) => log.edit('InputCreditRecovered', 0, (data) => (data.takenCentimes += 1)),
  ],
  [
    'accounts/statement',
    'a premium that health is not told of',
    (log) => log.dropEvent('PremiumWithheld', 0),
  ],

  [
    'accounts/advances',
    'a share less other advances',
    (log) => log.edit('FinalSharePosted', 1, (data) => (data.advancesCentimes += 1)),
  ],
  [
    'accounts/complement',
    'a complement that is not share less advances',
    (log) => log.edit('FinalSharePosted', 1, (data) => (data.complementCentimes += 1)),
  ],
  [
    'accounts/overpaid',
    'an overpayment that was none',
    (log) => log.edit('FinalSharePosted', 1, (data) => (data.overpaidCentimes = 1)),
  ],
  [
    'accounts/pool-value',
    'another value of the pool',
    (log) => log.edit('FinalSharePosted', 1, ({ poolValue }) => (poolValue.distributableCentimes += 1)),
  ],
  [
    'accounts/pool-open',
    'a share of a pool that is open',
    (log) => log.drop('PoolClosed', 1, 'FinalSharePosted', 3),
  ],
  [
    'accounts/not-advanced',
    'a share of a delivery without an advance',
    (log) => log.drop('AdvancePosted', 1, 'FinalSharePosted', 1),
  ],
  [
    'accounts/shared-twice',
    'a delivery in the shares of two pools',
    (log) =>
      log.edit('FinalSharePosted', 3, ({ deliveries }) => each(deliveries, (one) => (one.deliveryId = 'D2'))),
  ],

  [
    'accounts/cites',
    'a correction of another line',
    (log) => log.edit('CorrectionPosted', 1, (data) => (data.citesLineId = 'ADV-D3')),
  ],
  [
    'accounts/cites',
    'a correction of a line that is not there',
    (log) => log.edit('CorrectionPosted', 1, (data) => (data.citesLineId = 'ADV-D99')),
  ],
  [
    'accounts/not-reversed',
    'a correction without a reversal',
    (log) => log.drop('DeliveryReversed', 1, 'CorrectionPosted', 1),
  ],
  [
    'accounts/no-correction',
    'a reversal without a correction',
    (log) => log.drop('CorrectionPosted', 3, 'DeliveryReversed', 4),
  ],
  [
    'accounts/not-advanced',
    'a correction of what was never advanced',
    (log) => log.drop('AdvancePosted', 4, 'CorrectionPosted', 0),
  ],
  [
    'accounts/voided',
    'an advanced delivery made void',
    (log) =>
      log.add('AdvancePosted', 0, 'DeliveryVoided', { producerCode: 'P1', deliveryId: 'D1', reason: 'late' }),
  ],
  [
    'accounts/not-reversed',
    'a delivery made void without a reversal',
    (log) => log.drop('DeliveryReversed', 3, 'DeliveryVoided', 0),
  ],
  [
    'accounts/amount',
    'an advance taken back in part',
    (log) => log.edit('CorrectionPosted', 1, (data) => (data.amountCentimes += 1)),
  ],
  [
    'accounts/amount',
    'a change at another value of the point',
    (log) => log.edit('CorrectionPosted', 3, (data) => (data.amountCentimes += 1)),
  ],
  [
    'accounts/points',
    'another change of the points',
    (log) => log.edit('CorrectionPosted', 3, (data) => (data.pointsDelta = '-1')),
  ],
  [
    'accounts/pool',
    'a change after the closing as if before',
    (log) => log.edit('CorrectionPosted', 3, (data) => (data.poolId = null)),
  ],
  [
    'accounts/counts',
    'a replacement of another weight',
    (log) => log.edit('CorrectionPosted', 3, ({ counts }) => counts && (counts.payableGrams += 1)),
  ],
  [
    'accounts/counts',
    'a replacement with another advance',
    (log) => log.edit('CorrectionPosted', 3, ({ counts }) => counts && (counts.advanceCentimes += 1)),
  ],
  [
    'accounts/net',
    'an advance undone that gives back less',
    (log) => log.edit('CorrectionPosted', 0, (data) => (data.netCentimes += 1)),
  ],
  [
    'accounts/reopened',
    'an advance undone that keeps its deductions',
    (log) => log.edit('CorrectionPosted', 0, (data) => (data.reopened = [])),
  ],
  [
    'accounts/claim',
    'too much paid and claimed in part',
    (log) => log.edit('CorrectionPosted', 1, (data) => (data.claimCentimes -= 1)),
  ],
  [
    'accounts/settled',
    'a new amount without its settlement',
    (log) => log.edit('CorrectionPosted', 2, (data) => (data.settlement = null)),
  ],
  [
    'accounts/above-line',
    'a dispute that takes back more than the line gave',
    (log) => log.edit('CorrectionPosted', 4, (data) => (data.amountCentimes = -9_999_999)),
  ],
  [
    'accounts/disputed',
    'a dispute about a line that is not there',
    (log) => log.edit('LineDisputed', 0, (data) => (data.lineId = 'FIN-POOL9-P3')),
  ],

  [
    'accounts/payout',
    'a payout that is not the sum of its lines',
    (log) => log.edit('PayoutReserved', 0, (data) => (data.amountCentimes += 1)),
  ],
  [
    'accounts/line',
    'a line paid twice',
    (log) => log.edit('PayoutReserved', 3, (data) => (data.lineIds = ['ADV-D1'])),
  ],
  [
    'accounts/one-person',
    'a dispute raised and upheld by one person',
    (log) => log.editCommit('DisputeResolved', 1, (commit) => (commit.actor = 'clerk')),
  ],
  [
    'accounts/line',
    'a disputed line paid',
    (log) => {
      const { producerCode, lineIds } = log.data('PayoutReserved', 2);
      return (
        log.addAt(log.where('PayoutReserved', 2) - 1, 'AdvancePosted', 2, 'LineDisputed', {
          producerCode,
          lineId: lineIds[0] ?? '',
          disputeId: 'DIS9',
          reason: 'weight',
          disputedOn: '2026-10-01',
        }) + 1
      );
    },
  ],
  [
    'accounts/line-repeated',
    'a line twice in one payout',
    (log) => log.edit('PayoutReserved', 0, (data) => (data.lineIds = ['ADV-D1', 'ADV-D1'])),
  ],
  ['accounts/reserved-twice', 'a payout set aside twice', (log) => log.again('PayoutReserved', 0)],
  [
    'accounts/above-balance',
    'more paid than the account may pay out',
    (log) => log.edit('PayoutReserved', 0, (data) => (data.amountCentimes = 9_999_999)),
  ],
  ['accounts/confirmed', 'a payout confirmed twice', (log) => log.again('PayoutConfirmed', 0)],
  [
    'accounts/amount-paid',
    'another amount paid than was set aside',
    (log) => log.edit('PayoutConfirmed', 0, (data) => (data.amountCentimes -= 1)),
  ],
  [
    'accounts/paid-beyond',
    'a member paid more than the lines',
    (log) => log.edit('PayoutConfirmed', 0, (data) => (data.amountCentimes = 354_685)),
  ],
  ['accounts/restored-twice', 'a balance restored twice', (log) => log.again('PayoutReturned', 1)],
  [
    'accounts/amount-returned',
    'another amount restored than was set aside',
    (log) => log.edit('PayoutReturned', 1, (data) => (data.amountCentimes += 1)),
  ],
]);
