import { collection } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** Who has something in a closed lot: sales speak of lots only. */
export interface LotMembers {
  readonly producerCodes: readonly string[];
}

export const lotMembers = projectionFrom(collection.lot.LotClosed)<LotMembers>({
  name: 'lot_members',
  version: 1,
  keys: ({ data }) => [data.lotId],
  project: (_document, { data }) => ({ producerCodes: membersOf(data.deliveries) }),
});

/** The producers of a lot's deliveries, each once. */
export const membersOf = (deliveries: readonly { readonly producerCode: string }[]): string[] => [
  ...new Set(deliveries.map((one) => one.producerCode)),
];
