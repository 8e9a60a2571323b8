import { conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { PackedUnit } from '../domain/unit-goods';

/** Which units were closed, what is in each, and in which are they? */
export const packedUnitsProjection = projectionFrom(conditioning.unit)<PackedUnit>({
  name: 'packed_units',
  version: 1,
  keys: ({ type, data }) => [
    data.sscc,
    ...(type === 'UnitPacked' ? data.units.map(({ sscc }) => sscc) : data.units),
  ],
  project: {
    UnitPacked(document, { data }, _at, key) {
      if (key !== data.sscc) return document && { ...document, outerSscc: data.sscc };
      const { sscc, level, gtin, netGrams, goods, units } = data;
      return {
        sscc,
        level,
        gtin,
        netGrams,
        goods: goods.map(({ lotId, productId, pieces, grams, origins }) => ({
          lotId,
          productId,
          pieces,
          grams,
          origins,
        })),
        units: units.map((inner) => inner.sscc),
        outerSscc: null,
        isBroken: false,
      };
    },
    UnitBroken: (document, { data: { sscc } }, _at, key) =>
      document && (key === sscc ? { ...document, isBroken: true } : { ...document, outerSscc: null }),
  },
});
