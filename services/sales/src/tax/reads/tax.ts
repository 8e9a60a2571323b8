import { projectionFrom } from '@oce/projections';
import {
  sellerEvents,
  vatScheduleEvents,
  type SellerIdentified,
  type VatPublished,
} from '../domain/tax.events';

/** Which VAT was published for which goods, from when on? */
export const vatSchedulesProjection = projectionFrom(vatScheduleEvents)<VatPublished['data']>({
  name: 'vat_schedules',
  version: 1,
  indexes: [{ fields: { productKind: 1, validFrom: 1 } }],
  keys: ({ data }) => [`${data.productKind}.${data.version}`],
  project: (_document, { data }) => {
    const { productKind, version, market, validFrom, ratePpm, ground } = data;
    return { productKind, version, market, validFrom, ratePpm, ground };
  },
});

/** Who sells, from when on? */
export const sellersProjection = projectionFrom(sellerEvents)<SellerIdentified['data']>({
  name: 'sellers',
  version: 1,
  keys: ({ data }) => [data.validFrom],
  project: (_document, { data }) => {
    const { sellerId, name, place, ice, taxId, validFrom } = data;
    return { sellerId, name, place, ice, taxId, validFrom };
  },
});
