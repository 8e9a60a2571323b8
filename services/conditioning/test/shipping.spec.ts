import { affiliation, transport } from '@oce/contracts';
import { projected, reactionsTo } from '@oce/testing';
import { whenTollRunHandedOverThenDrawOutputs } from '../src/lot-balance/reactions/when-toll-run-handed-over-then-draw-outputs';
import { runEvents } from '../src/run/domain/run.events';
import { packingsView } from '../src/run/reads/packings';
import { unitEvents } from '../src/unit/domain/unit.events';
import { whenShipmentMovesThenMoveUnit } from '../src/unit/reactions/when-shipment-moves-then-move-unit';
import { whenUnitMovesThenMoveInnerUnits } from '../src/unit/reactions/when-unit-moves-then-move-inner-units';

const AT = '2026-11-20T10:00:00.000Z';
const { UnitLoaded, UnitUnloaded } = transport.custody;
const { ShipmentDeparted, ShipmentReturned } = transport.shipment;
const of = { shipmentId: 'S', orderId: 'O', units: ['U'], goods: [] };
const toUnit = (type: string, id: string, more: object = {}) => [
  { aggregate: 'unit', id, type, data: { shipmentId: 'S', ...more } },
];

describe('what follows of goods that leave', () => {
  it.each([
    [
      'loaded',
      UnitLoaded({ sscc: 'U', shipmentId: 'S', goods: [], within: ['V'], netGrams: 1, loadedAt: AT }),
      toUnit('LoadUnit', 'U'),
    ],
    [
      'unloaded',
      UnitUnloaded({ sscc: 'U', shipmentId: 'S', reason: 'wrong', unloadedAt: AT }),
      toUnit('UnloadUnit', 'U'),
    ],
    ['gone', ShipmentDeparted({ ...of, buyerId: 'B', departedAt: AT }), toUnit('DepartUnit', 'U')],
    [
      'back',
      ShipmentReturned({ ...of, stationId: 'PRESS', returnedOn: '2026-11-21' }),
      toUnit('ReturnUnit', 'U', { stationId: 'PRESS' }),
    ],
  ])('a unit is %s with its shipment', (_word, event, reactions) => {
    expect(reactionsTo(whenShipmentMovesThenMoveUnit, event)).toEqual(reactions);
  });

  const on = { sscc: 'U', shipmentId: 'S', units: ['V'] };
  it.each([
    ['loaded', unitEvents.UnitPutOnShipment(on), toUnit('LoadUnit', 'V')],
    ['unloaded', unitEvents.UnitTakenOffShipment(on), toUnit('UnloadUnit', 'V')],
    ['gone', unitEvents.UnitLeftStock(on), toUnit('DepartUnit', 'V')],
    [
      'back',
      unitEvents.UnitBackInStock({ ...on, stationId: 'PRESS' }),
      toUnit('ReturnUnit', 'V', { stationId: 'PRESS' }),
    ],
  ])('what is in a unit is %s with it', (_word, event, reactions) => {
    expect(reactionsTo(whenUnitMovesThenMoveInnerUnits, event)).toEqual(reactions);
  });

  it('all that a toll run made leaves with its member', () => {
    const event = runEvents.TollRunHandedOver({
      runId: 'R',
      producerCode: 'P-1',
      lotIds: ['R_OIL'],
      grams: 1,
      oliveGrams: 5,
      deliveryNoteNumber: 'BL-1',
      feeBy: 'cash',
      handedOverAt: AT,
    });
    expect(reactionsTo(whenTollRunHandedOverThenDrawOutputs, event)).toEqual([
      { aggregate: 'lot-balance', id: 'R_OIL', type: 'HandOverLot', data: { deliveryNoteNumber: 'BL-1' } },
    ]);
  });

  it('a piece weighs what its product is listed with last', () => {
    const packing = { pieceMillilitres: 500, drainedGrams: null, case: null, pallet: null };
    const listed = (pieceGrams: number | null) =>
      affiliation.product.ProductListed({
        productId: 'B',
        name: 'Huile',
        gtin: '06111234567895',
        kind: 'packed',
        unit: 'piece',
        packing: pieceGrams === null ? null : { ...packing, pieceGrams },
        grades: [],
      });
    expect(projected(packingsView, [listed(458)])).toEqual({ B: { pieceGrams: 458 } });
    expect(projected(packingsView, [listed(458), listed(null)])).toEqual({ B: { pieceGrams: null } });
  });
});
