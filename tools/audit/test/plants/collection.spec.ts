import { describePlants, each } from '../season/plants';

describePlants('what was weighed', [
  [
    'deliveries/net',
    'a net that is not gross less tare',
    (log) => log.edit('DeliveryWeighedIn', 4, (data) => (data.netGrams += 1)),
  ],
  [
    'deliveries/weight',
    'a weight below nothing',
    (log) => log.edit('DeliveryWeighedIn', 4, (data) => (data.netGrams = -1)),
  ],
  [
    'deliveries/net',
    'a tare of containers that is not taken off',
    (log) =>
      log.edit(
        'DeliveryWeighedIn',
        4,
        (data) => (data.containers = { kind: 'crate', count: 2, tareGramsEach: 5 }),
      ),
  ],
  ['deliveries/weighed-twice', 'a delivery weighed twice', (log) => log.again('DeliveryWeighedIn', 4)],
  [
    'deliveries/unknown',
    'a grading of nothing',
    (log) => log.drop('DeliveryWeighedIn', 2, 'DeliveryGraded', 2),
  ],
  [
    'deliveries/graded-net',
    'another net at grading',
    (log) => log.edit('DeliveryGraded', 2, (data) => (data.netGrams += 1_000)),
  ],
  [
    'deliveries/producer',
    'graded for another member',
    (log) => log.edit('DeliveryGraded', 2, (data) => (data.producerCode = 'P1')),
  ],
  [
    'deliveries/campaign',
    'graded for another campaign',
    (log) => log.edit('DeliveryGraded', 2, (data) => (data.campaignId = 'C27')),
  ],
  [
    'deliveries/weighed-at',
    'graded as of another moment',
    (log) => log.edit('DeliveryGraded', 2, (data) => (data.weighedAt = '2026-10-02T08:00:00.000Z')),
  ],
  [
    'deliveries/payable',
    'payable above net less reductions',
    (log) => log.edit('DeliveryGraded', 0, (data) => (data.payableGrams += 1_000)),
  ],
  [
    'deliveries/payable',
    'a reduction that is not what its measure says',
    (log) =>
      log.edit('DeliveryGraded', 0, (data) => {
        data.payableGrams -= 1;
        for (const one of data.reductions) one.reducedGrams += 1;
      }),
  ],
  [
    'deliveries/reduction-from',
    'a reduction taken from another weight',
    (log) =>
      log.edit('DeliveryGraded', 0, ({ reductions }) => each(reductions, (one) => (one.fromGrams += 1))),
  ],
  [
    'deliveries/reduction-sum',
    'reductions that do not lead to what is payable',
    (log) =>
      log.edit('DeliveryGraded', 0, ({ reductions }) => each(reductions, (one) => (one.reducedGrams += 1))),
  ],
  ['deliveries/status', 'a delivery graded twice', (log) => log.again('DeliveryGraded', 2)],
  [
    'deliveries/status',
    'a refused delivery graded',
    (log) => log.edit('DeliveryRefused', 0, (data) => (data.deliveryId = 'D3')),
  ],
  [
    'deliveries/refused-net',
    'another net at refusal',
    (log) => log.edit('DeliveryRefused', 0, (data) => (data.netGrams += 1)),
  ],
  [
    'deliveries/regraded',
    'a delivery regraded by another sample than its reductions show',
    (log) =>
      log.edit('DeliveryReversed', 2, ({ replacement }) => {
        const sample = { sampleId: 'S9', impuritiesPpm: 1, moisturePpm: 0 };
        const sheet = { grade: 'EV', sample, weighedAt: '2026-10-01T08:00:00.000Z', lotId: null };
        if (replacement) replacement.regraded = sheet;
      }),
  ],
  [
    'deliveries/reversed-net',
    'another net at reversal',
    (log) => log.edit('DeliveryReversed', 0, (data) => (data.netGrams += 1)),
  ],
  [
    'deliveries/reversed-payable',
    'another payable at reversal',
    (log) => log.edit('DeliveryReversed', 0, (data) => (data.payableGrams += 1)),
  ],
  [
    'deliveries/replacement',
    'a replacement whose net is not gross less tare',
    (log) =>
      log.edit('DeliveryReversed', 2, ({ replacement }) => replacement && (replacement.tareGrams += 1)),
  ],
  [
    'deliveries/replacement',
    'a replacement that weighs other than was said',
    (log) =>
      log.edit('DeliveryWeighedIn', 9, (data) => {
        data.grossGrams += 1;
        data.netGrams += 1;
      }),
  ],
  [
    'deliveries/replacement',
    'a replacement with another sample',
    (log) =>
      log.edit('DeliveryReversed', 4, ({ replacement }) =>
        each(replacement?.reductions ?? [], (one) => (one.measuredPpm += 1)),
      ),
  ],
  [
    'deliveries/reduction-sum',
    'a replacement that lists the reductions of the original',
    (log) =>
      log.edit('DeliveryGraded', 9, (data) => (data.reductions = log.data('DeliveryGraded', 0).reductions)),
  ],
  [
    'deliveries/replaces',
    'a replacement of another delivery',
    (log) => log.edit('DeliveryGraded', 7, (data) => (data.replaces = 'E1')),
  ],
  [
    'deliveries/stands-in',
    'a replacement that never came',
    (log) => log.drop('DeliveryWeighedIn', 11, 'DeliveryReversed', 4),
  ],

  [
    'mass/added',
    'a delivery that never came into its lot',
    (log) => {
      log.edit('LotClosed', 2, (data) => data.deliveries.pop());
      return log.drop('DeliveryAddedToLot', 2, 'DeliveryTakenIntoLot', 2);
    },
  ],
  [
    'mass/not-taken',
    'a delivery that does not know of its lot',
    (log) => log.drop('DeliveryTakenIntoLot', 2, 'DeliveryAddedToLot', 2),
  ],
  [
    'mass/taken-out',
    'a delivery taken out of its lot that was not reversed',
    (log) =>
      log.addAt(log.where('LotClosed', 0) - 1, 'DeliveryAddedToLot', 0, 'DeliveryTakenOutOfLot', {
        lotId: 'L1',
        deliveryId: 'D1',
        reason: 'reversed',
      }),
  ],
  [
    'mass/taken-twice',
    'a delivery that says it is in a second lot',
    (log) => {
      const data = { ...log.data('DeliveryTakenIntoLot', 0), lotId: 'L2' };
      return log.add('DeliveryTakenIntoLot', 0, 'DeliveryTakenIntoLot', data);
    },
  ],
  [
    'mass/not-told',
    'a delivery that was turned away and did not hear of it',
    (log) => log.drop('DeliveryLeftLot', 0, 'DeliveryTurnedAway', 0),
  ],
  [
    'mass/turned-away',
    'a delivery turned away from an open lot',
    (log) => log.drop('LotClosed', 3, 'DeliveryTurnedAway', 0),
  ],
  [
    'mass/turned-away',
    'a delivery turned away that says nothing of the lot',
    (log) => log.drop('DeliveryTakenIntoLot', 4, 'DeliveryTurnedAway', 0),
  ],
  [
    'mass/turned-away',
    'a delivery turned away that is in the lot',
    (log) => log.edit('DeliveryTurnedAway', 0, (data) => (data.deliveryId = 'E2')),
  ],
  [
    'mass/left',
    'a delivery that leaves a lot that has not turned it away',
    (log) => log.drop('DeliveryTurnedAway', 0, 'DeliveryLeftLot', 0),
  ],
  [
    'mass/left',
    'a delivery that leaves another lot than the one it said it was in',
    (log) => log.edit('DeliveryLeftLot', 0, (data) => (data.lotId = 'L1')),
  ],
  [
    'mass/lot-net',
    'a lot of another weight than its deliveries',
    (log) => log.edit('LotClosed', 0, (data) => (data.netGrams += 1_000)),
  ],
  [
    'mass/balance',
    'grams from nowhere',
    (log) => {
      log.edit('LotClosed', 0, (data) => (data.netGrams += 1_000));
      return 0;
    },
  ],
  [
    'mass/lot-content',
    'a delivery left out of the closing',
    (log) => log.edit('LotClosed', 0, (data) => data.deliveries.pop()),
  ],
  [
    'mass/lot-content',
    'a delivery smuggled into the closing',
    (log) => log.edit('LotClosed', 0, (data) => each(data.deliveries, (one) => (one.deliveryId = 'E4'))),
  ],
  ['mass/closed-twice', 'a lot closed twice', (log) => log.again('LotClosed', 0)],
  [
    'mass/not-graded',
    'a lot with a delivery that was never graded',
    (log) => log.edit('LotClosed', 0, (data) => each(data.deliveries, (one) => (one.deliveryId = 'E8'))),
  ],
  [
    'mass/in-two-lots',
    'a delivery in two lots',
    (log) =>
      log.edit('LotClosed', 1, (data) =>
        data.deliveries.push({
          deliveryId: 'D1',
          producerCode: 'P1',
          netGrams: 1_500_000,
          payableGrams: 1_467_000,
        }),
      ),
  ],
  [
    'mass/delivery-net',
    'a delivery of another net in its lot',
    (log) => log.edit('LotClosed', 0, (data) => each(data.deliveries, (one) => (one.netGrams += 1))),
  ],
  [
    'mass/delivery-payable',
    'a delivery of another payable in its lot',
    (log) => log.edit('LotClosed', 0, (data) => each(data.deliveries, (one) => (one.payableGrams += 1))),
  ],
  [
    'mass/mixed',
    'a lot of another grade than its deliveries',
    (log) => log.edit('LotClosed', 0, (data) => (data.grade = 'L')),
  ],
]);
