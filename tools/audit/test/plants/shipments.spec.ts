import { describePlants, each } from '../season/plants';

describePlants('what was sent', [
  [
    'shipments/unknown',
    'goods on a shipment that nobody planned',
    (log) => log.drop('ShipmentPlanned', 0, 'UnitTakenOnBoard', 0),
  ],
  [
    'shipments/loaded-twice',
    'a unit on two shipments',
    (log) => log.drop('UnitUnloaded', 0, 'UnitLoaded', 1),
  ],
  [
    'shipments/unloaded',
    'a unit taken off another shipment',
    (log) => log.edit('UnitUnloaded', 0, (data) => (data.shipmentId = 'SH-9')),
  ],
  [
    'shipments/unit',
    'a unit that weighs another weight than it was packed with',
    (log) =>
      log.edit('UnitLoaded', 0, (data) => {
        data.netGrams += 458;
        each(data.goods, (one) => (one.grams += 458));
      }),
  ],
  [
    'shipments/unit-goods',
    'a unit whose goods do not come to its weight',
    (log) => log.edit('UnitLoaded', 0, ({ goods }) => each(goods, (one) => (one.grams += 1))),
  ],
  [
    'shipments/not-taken',
    'a unit that was loaded and never taken on board',
    (log) => log.drop('UnitTakenOnBoard', 1, 'UnitLoaded', 1),
  ],
  [
    'shipments/unreleased',
    'a unit loaded whose lot is held',
    (log) => {
      const held = { ...log.data('LotHeld', 0), lotId: 'R2_BOT', cause: 'clerk' as const };
      log.addAt(log.where('ShipmentPlanned', 0) - 1, 'LotHeld', 0, 'LotHeld', held);
      return log.edit('UnitLoaded', 0, (data) => (data.seenTo = 999_999));
    },
  ],
  [
    'shipments/unreleased-sent',
    'goods sent that were known to be held',
    (log) => log.edit('ShipmentDeparted', 1, (data) => (data.seenTo = 999_999)),
  ],
  [
    'shipments/not-named',
    'goods held on their way that nobody names',
    (log) => log.drop('LotStoppedOnShipment', 0, 'ShipmentDeparted', 1),
  ],
  [
    'shipments/seal',
    'a seal on two shipments',
    (log) => log.edit('SealSet', 1, (data) => (data.sealNumber = 'SEAL-SH-1')),
  ],
  [
    'shipments/sent',
    'other goods sent than were loaded',
    (log) => log.edit('ShipmentDeparted', 0, ({ goods }) => each(goods, (one) => (one.grams -= 458))),
  ],
  [
    'shipments/received',
    'a receipt of more than was sent',
    (log) => log.edit('ShipmentReceived', 0, ({ lines }) => each(lines, (one) => (one.sentPieces = 51))),
  ],
  [
    'shipments/difference',
    'a bottle that nobody answers for',
    (log) => log.edit('ShipmentReceived', 0, (data) => (data.differences = [])),
  ],
  [
    'shipments/returned',
    'less come back than was sent',
    (log) => log.edit('ShipmentReturned', 0, ({ goods }) => each(goods, (one) => (one.grams -= 458))),
  ],
]);
