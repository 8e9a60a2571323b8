import { projectionFrom } from '@oce/projections';
import type { Origins } from '@oce/origins';
import { unitEvents, type UnitOpened } from '../domain/unit.events';

export type UnitDocument = UnitOpened['data'] & {
  readonly status: 'open' | 'packed' | 'loaded' | 'gone' | 'broken';
  readonly outerSscc: string | null;
  /** The shipment that it is on, or left with. */
  readonly shipmentId: string | null;
  readonly goods: readonly { lotId: string; productId: string; pieces: number | null; grams: number }[];
  readonly units: readonly string[];
  readonly netGrams: number;
  readonly origins: Origins;
};

/** Which cases and pallets are there, and what is in each? A unit takes MOST_IN_A_UNIT, so that it stays small. */
export const unitsProjection = projectionFrom(unitEvents)<UnitDocument>({
  name: 'units',
  version: 2,
  indexes: [{ fields: { stationId: 1, status: 1, _id: 1 } }],
  keys: (event) => [event.data.sscc],
  project: {
    UnitOpened: (_document, { data }) => ({
      ...data,
      status: 'open',
      outerSscc: null,
      shipmentId: null,
      goods: [],
      units: [],
      netGrams: 0,
      origins: [],
    }),
    GoodsPutIn: (document, { data: { lotId, productId, pieces, grams } }) =>
      document && {
        ...document,
        goods: [...document.goods, { lotId, productId, pieces, grams }],
        netGrams: document.netGrams + grams,
      },
    GoodsTurnedAway: (document) => document,
    UnitPutInto: (document, { data: { outerSscc } }) => document && { ...document, outerSscc },
    UnitTaken: (document, { data: { inner } }) =>
      document && {
        ...document,
        units: [...document.units, inner.sscc],
        netGrams: document.netGrams + inner.grams,
      },
    UnitTurnedAway: (document) => document,
    UnitLeftOuter: (document) => document && { ...document, outerSscc: null },
    UnitPacked: (document, { data: { origins } }) => document && { ...document, status: 'packed', origins },
    UnitPutOnShipment: (document, { data: { shipmentId } }) =>
      document && { ...document, status: 'loaded', shipmentId },
    UnitTakenOffShipment: (document) => document && { ...document, status: 'packed', shipmentId: null },
    UnitLeftStock: (document, { data: { shipmentId } }) =>
      document && { ...document, status: 'gone', shipmentId },
    UnitBackInStock: (document, { data: { stationId } }) =>
      document && { ...document, status: 'packed', stationId, shipmentId: null },
    UnitBroken: (document) => document && { ...document, status: 'broken' },
  },
});
