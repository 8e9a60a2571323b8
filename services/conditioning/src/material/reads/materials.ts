import { projectionFrom } from '@oce/projections';
import { materialEvents, type MaterialUnit } from '../domain/material';

export interface MaterialDocument {
  readonly stockId: string;
  readonly stationId: string;
  readonly materialId: string;
  readonly unit: MaterialUnit;
  readonly quantity: number;
}

/** How much of each material is at each station? */
export const materialsProjection = projectionFrom(materialEvents)<MaterialDocument>({
  name: 'materials',
  version: 1,
  indexes: [{ fields: { stationId: 1, _id: 1 } }],
  keys: (event) => [event.data.stockId],
  project: {
    MaterialReceived: (document, { data: { stockId, stationId, materialId, unit, quantity } }) => ({
      stockId,
      stationId,
      materialId,
      unit,
      quantity: (document?.quantity ?? 0) + quantity,
    }),
    MaterialDrawn: (document, { data: { leftQuantity } }) =>
      document && { ...document, quantity: leftQuantity },
    MaterialDrawReturned: (document, { data: { quantity } }) =>
      document && { ...document, quantity: document.quantity + quantity },
  },
});
