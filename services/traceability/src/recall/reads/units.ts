import { conditioning, transport } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface UnitDocument {
  readonly sscc: string;
  readonly level: 'case' | 'pallet';
  readonly gtin: string | null;
  readonly stationId: string;
  /** Goods that are in no unit within it. */
  readonly goods: readonly {
    readonly lotId: string;
    readonly grams: number;
    readonly pieces: number | null;
  }[];
  /** The unit that it is in; null where it is in none. */
  readonly outerSscc: string | null;
  /** The shipment that it was loaded on by itself, for as long as it has not come back; null else. */
  readonly shipmentId: string | null;
  readonly isBroken: boolean;
}

const { UnitPacked, UnitBroken } = conditioning.unit;
const { UnitLoaded, UnitUnloaded } = transport.custody;
const { ShipmentReturned } = transport.shipment;

/** What is in each unit, and where is it? */
export const unitsProjection = projectionFrom(
  UnitPacked,
  UnitBroken,
  UnitLoaded,
  UnitUnloaded,
  ShipmentReturned,
)<UnitDocument>({
  name: 'units',
  version: 1,
  indexes: [{ fields: { 'goods.lotId': 1, _id: 1 } }],
  keys(event) {
    switch (event.type) {
      case 'UnitPacked':
        return [event.data.sscc, ...event.data.units.map(({ sscc }) => sscc)];
      case 'UnitBroken':
        return [event.data.sscc, ...event.data.units];
      case 'ShipmentReturned':
        return event.data.units;
      default:
        return [event.data.sscc];
    }
  },
  project: {
    UnitPacked(document, { data }, _at, key) {
      if (key !== data.sscc) return document && { ...document, outerSscc: data.sscc };
      const { sscc, level, gtin, stationId, goods } = data;
      const own = goods.map(({ lotId, grams, pieces }) => ({ lotId, grams, pieces }));
      return { sscc, level, gtin, stationId, goods: own, outerSscc: null, shipmentId: null, isBroken: false };
    },
    UnitBroken: (document, { data: { sscc } }, _at, key) =>
      document && (key === sscc ? { ...document, isBroken: true } : { ...document, outerSscc: null }),
    UnitLoaded: (document, { data: { shipmentId } }) => document && { ...document, shipmentId },
    UnitUnloaded: (document) => document && { ...document, shipmentId: null },
    ShipmentReturned: (document, { data: { stationId } }) =>
      document && { ...document, shipmentId: null, stationId },
  },
});
