import { describePlants, each } from '../season/plants';

describePlants('what becomes of raw lots', [
  [
    'goods/available',
    'a raw lot of another weight',
    (log) => log.edit('LotMadeAvailable', 0, (data) => each(data.origins, (one) => (one.grams += 1))),
  ],
  [
    'goods/available',
    'an output that no run made',
    (log) => log.edit('LotMadeAvailable', 3, (data) => (data.runId = 'R9')),
  ],
  [
    'goods/lot-net',
    'a net weight that its origins are not',
    (log) => log.edit('LotMadeAvailable', 0, (data) => (data.netGrams += 1)),
  ],
  ['goods/available-twice', 'a lot made twice', (log) => log.again('LotMadeAvailable', 0)],
  [
    'goods/lot-short',
    'more drawn than there is',
    (log) => log.edit('LotDrawn', 1, (data) => (data.grams = 1_500_001)),
  ],
  [
    'goods/lot-draw',
    'other origins drawn',
    (log) => log.edit('LotDrawn', 1, (data) => each(data.origins, (one) => (one.lotId = 'L3'))),
  ],
  [
    'goods/set-aside',
    'a lot set aside that nobody offers',
    (log) => log.edit('LotDrawn', 4, (data) => (data.into.kind = 'offer')),
  ],
  ['goods/lot-left', 'another rest', (log) => log.edit('LotDrawn', 1, (data) => (data.leftGrams += 1))],
  [
    'goods/lot-return',
    'another weight given back',
    (log) => log.edit('LotDrawReturned', 0, (data) => each(data.origins, (one) => (one.grams += 1))),
  ],
  ['goods/arrived', 'a draw that never arrives', (log) => log.drop('RunCharged', 0, 'LotDrawn', 1)],
  [
    'goods/arrived',
    'a charge that nobody drew',
    (log) => log.edit('RunCharged', 0, (data) => (data.chargeId = 'R1_X')),
  ],
  [
    'goods/returned',
    'a charge that is never given back',
    (log) => log.drop('LotDrawReturned', 0, 'ChargeTakenBack', 0),
  ],
  ['goods/returned', 'goods that come back unasked', (log) => log.again('LotDrawReturned', 0)],
  [
    'goods/withdrawn',
    'an output withdrawn of a run that stands',
    (log) => log.edit('LotWithdrawn', 0, (data) => (data.runId = 'R1')),
  ],
  [
    'goods/reversed-moved',
    'a run taken back of which an output has moved',
    (log) => log.edit('RunReversed', 0, (data) => data.outputs.push('R1_OIL')),
  ],
  [
    'goods/tank-fill',
    'another weight into a tank',
    (log) => log.edit('TankFilled', 0, (data) => (data.grams += 1)),
  ],
  [
    'goods/tank-content',
    'another content of a tank',
    (log) => log.edit('TankDrawn', 0, (data) => (data.contentGrams += 1)),
  ],
  [
    'goods/tank-short',
    'more drawn than the tank has',
    (log) => log.edit('TankDrawn', 1, (data) => (data.grams = 1_000_000)),
  ],
  [
    'goods/tank-draw',
    'other origins from a tank',
    (log) =>
      log.edit('TankDrawn', 0, ({ origins }) => each(origins, (one, at) => (one.grams += at === 0 ? 1 : -1))),
  ],
  [
    'goods/tank-return',
    'other origins back into a tank',
    (log) =>
      log.edit('TankDrawReturned', 0, ({ origins }) =>
        each(origins, (one, at) => (one.grams += at === 0 ? 1 : -1)),
      ),
  ],
  [
    'goods/gauge-books',
    'a dip against other books',
    (log) => log.edit('TankGauged', 0, (data) => (data.bookGrams += 1)),
  ],
  [
    'goods/gauge',
    'another difference of a dip',
    (log) => log.edit('TankGauged', 0, (data) => (data.differenceGrams += 1)),
  ],
  [
    'goods/gauge-tolerance',
    'a dip out of tolerance',
    (log) => log.edit('TankGauged', 0, (data) => (data.tolerancePpm = 1)),
  ],
  [
    'goods/gauge-origins',
    'a difference of other lots',
    (log) =>
      log.edit('TankGauged', 1, ({ origins }) =>
        each(origins, (one, at) => (one.grams += at === 0 ? 1 : -1)),
      ),
  ],
  ['goods/seal-twice', 'a seal used twice', (log) => log.again('TankSealed', 0)],
  [
    'goods/material-short',
    'a material below nothing',
    (log) => log.edit('MaterialReceived', 0, (data) => (data.quantity = 1)) && log.where('MaterialDrawn', 0),
  ],
  [
    'goods/material-left',
    'another rest of a material',
    (log) => log.edit('MaterialDrawn', 0, (data) => (data.leftQuantity += 1)),
  ],
  [
    'goods/charged-after',
    'a charge of a run that is over',
    (log) => log.add('RunCharged', 0, 'RunCharged', { ...log.data('RunCharged', 0), chargeId: 'R1_X' }),
  ],
  [
    'goods/charge-origins',
    'a charge that its origins are not',
    (log) => log.edit('RunCharged', 0, (data) => (data.grams += 1)),
  ],
  [
    'goods/run-inputs',
    'an input that was never charged',
    (log) =>
      log.edit('RunCompleted', 0, ({ inputs }) => each(inputs.slice(0, 1), (one) => (one.chargeId = 'R1_X'))),
  ],
  [
    'goods/run-balance',
    'a run that does not balance',
    (log) => log.edit('RunCompleted', 0, (data) => (data.differenceGrams += 1)),
  ],
  [
    'goods/run-tolerance',
    'a run out of tolerance',
    (log) => log.edit('RunCompleted', 0, (data) => (data.differenceGrams = 16_000)),
  ],
  [
    'goods/run-origins',
    'an output of other lots',
    (log) =>
      log.edit('RunCompleted', 0, ({ outputs }) =>
        each(outputs.slice(0, 1), ({ origins }) =>
          each(origins, (one, at) => (one.grams += at === 0 ? 1 : -1)),
        ),
      ),
  ],
  [
    'goods/loss-origins',
    'a loss of other lots',
    (log) =>
      log.edit('RunCompleted', 0, ({ lossOrigins }) =>
        each(lossOrigins, (one, at) => (one.grams += at === 0 ? 1 : -1)),
      ),
  ],
  ['goods/run-yield', 'another yield', (log) => log.edit('RunCompleted', 0, (data) => (data.yieldPpm += 1))],
  [
    'goods/run-corrects',
    'a run that sets right one that never was',
    (log) => log.edit('RunCompleted', 3, (data) => (data.corrects = 'R9')),
  ],
  [
    'goods/run-reversed',
    'a run taken back that is not over',
    (log) => log.edit('RunReversed', 0, (data) => (data.runId = 'R9')),
  ],
  ['goods/sscc-twice', 'an SSCC given twice', (log) => log.again('SsccTaken', 0)],
  [
    'goods/unit-inner',
    'a case of other origins on a pallet',
    (log) => log.edit('UnitTaken', 0, ({ inner }) => each(inner.origins, (one) => (one.grams += 1))),
  ],
  ['goods/unit-twice', 'a case on two pallets', (log) => log.again('UnitTaken', 0)],
  [
    'goods/unit-content',
    'something packed that was not put in',
    (log) => log.edit('UnitPacked', 0, ({ goods }) => each(goods, (one) => (one.drawId = 'X'))),
  ],
  [
    'goods/unit-origins',
    'a unit of other origins',
    (log) =>
      log.edit('UnitPacked', 0, ({ origins }) =>
        each(origins, (one, at) => (one.grams += at === 0 ? 1 : -1)),
      ),
  ],
  [
    'goods/unit-net',
    'a unit of another weight',
    (log) => log.edit('UnitPacked', 0, (data) => (data.netGrams += 1)),
  ],
  [
    'goods/unit-broken',
    'a case broken up that is on a pallet',
    (log) => log.edit('UnitBroken', 0, (data) => (data.sscc = 'U1')),
  ],
  [
    'goods/for-sale',
    'bottles for sale that are charged',
    (log) => log.edit('LotDrawn', 6, (data) => (data.into.kind = 'run')),
  ],
  [
    'goods/order-draw',
    'a draw for an order that nobody delivered',
    (log) => log.edit('LotDrawn', 4, (data) => (data.into.kind = 'order')),
  ],
  [
    'goods/unit-loaded',
    'a unit broken up that is on a shipment',
    (log) => log.drop('UnitTakenOffShipment', 0, 'UnitBroken', 0),
  ],
  [
    'goods/unit-left',
    'a unit that leaves with another shipment',
    (log) => log.edit('UnitLeftStock', 0, (data) => (data.shipmentId = 'S9')),
  ],
  ['goods/unit-back', 'a unit that comes back twice', (log) => log.again('UnitBackInStock', 0)],
]);
