import { collection, type DeliveryGraded } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** A purchased delivery as it was graded, and the commit that said so: what waits for a price is settled by it. */
export type PurchaseDocument = Pick<
  DeliveryGraded['data'],
  | 'deliveryId'
  | 'producerCode'
  | 'campaignId'
  | 'productId'
  | 'grade'
  | 'payableGrams'
  | 'weighedAt'
  | 'replaces'
> & { readonly commitId: string; readonly gradedAt: number };

/** Which deliveries has OCE bought? */
export const purchasesProjection = projectionFrom(collection.delivery.DeliveryGraded)<PurchaseDocument>({
  name: 'purchases',
  version: 1,
  indexes: [{ fields: { productId: 1 } }],
  keys: ({ data }) => (data.settledAs === 'purchased' ? [data.deliveryId] : []),
  project: (_document, { data }, { commitId, position: gradedAt }) => ({
    deliveryId: data.deliveryId,
    producerCode: data.producerCode,
    campaignId: data.campaignId,
    productId: data.productId,
    grade: data.grade,
    payableGrams: data.payableGrams,
    weighedAt: data.weighedAt,
    replaces: data.replaces,
    commitId,
    gradedAt,
  }),
});
