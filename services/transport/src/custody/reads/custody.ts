import { projectionFrom } from '@oce/projections';
import { custodyEvents } from '../domain/custody';

export interface CustodyDocument {
  readonly sscc: string;
  /** Null where it is on none. */
  readonly shipmentId: string | null;
  /** The unit that was scanned: itself, or the one that it is within. */
  readonly loadedAs: string | null;
  /** Units within it, as it was loaded. */
  readonly within: readonly string[];
}

/** On which shipment is a unit, by itself or within another? */
export const custodyProjection = projectionFrom(custodyEvents)<CustodyDocument>({
  name: 'custody',
  version: 1,
  keys: ({ type, data }) => (type === 'UnitLoaded' ? [data.sscc, ...data.within] : [data.sscc]),
  project: {
    UnitLoaded: (_document, { data: { sscc, shipmentId, within } }, _at, key) => ({
      sscc: key,
      shipmentId,
      loadedAs: sscc,
      within: key === sscc ? within : [],
    }),
    UnitUnloaded: (document) => document && { ...document, shipmentId: null, loadedAs: null },
  },
});
