import { joinedId, OCE, type Place } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  notFound,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import { multiplyRatio } from '@oce/quantities';
import { Map } from 'immutable';

/** A material is weighed in grams (water, salt), or counted (bottles, labels). */
export const MATERIAL_UNITS = ['gram', 'piece'] as const;
export type MaterialUnit = (typeof MATERIAL_UNITS)[number];

export const materialEvents = defineEvents(
  { stream: OCE, context: 'conditioning', aggregate: 'material', id: 'stockId' },
  {
    MaterialReceived: event<{
      stockId: string;
      stationId: string;
      materialId: string;
      unit: MaterialUnit;
      receiptId: string;
      quantity: number;
      /** The supplier's document. */
      document: string;
      /** What all of it cost, in centimes. */
      costCentimes: number;
      receivedOn: string;
    }>(),
    MaterialDrawn: event<{
      stockId: string;
      materialId: string;
      unit: MaterialUnit;
      drawId: string;
      into: Place;
      quantity: number;
      leftQuantity: number;
      /** Its share of what the stock cost; absent in older logs. */
      costCentimes?: number;
    }>(),
    MaterialDrawReturned: event<{ stockId: string; drawId: string; quantity: number; reason: string }>(),
  },
);
export type MaterialEvent = EventOf<typeof materialEvents>;
type MaterialReceived = EventOf<typeof materialEvents.MaterialReceived>;
export type MaterialDrawn = EventOf<typeof materialEvents.MaterialDrawn>;

export type ReceiveMaterial = Command<'ReceiveMaterial', Omit<MaterialReceived['data'], 'stockId'>>;
export type DrawMaterial = Command<'DrawMaterial', { drawId: string; into: Place; quantity: number }>;
export type ReturnMaterial = Command<'ReturnMaterial', { drawId: string; reason: string }>;
export type MaterialCommand = ReceiveMaterial | DrawMaterial | ReturnMaterial;

interface MaterialDraw {
  readonly into: Place;
  readonly quantity: number;
  readonly costCentimes: number;
  readonly isReturned: boolean;
}
export interface MaterialState {
  /** As it was received first; null where nothing was. */
  readonly stock: Pick<MaterialReceived['data'], 'stockId' | 'materialId' | 'unit'> | null;
  readonly receipts: Map<string, MaterialReceived['data']>;
  readonly quantity: number;
  /** What all that is there cost. */
  readonly valueCentimes: number;
  readonly draws: Map<string, MaterialDraw>;
}

/** The stock of a material at a station. */
export const materialStockId = (stationId: string, materialId: string): string =>
  joinedId('_', [stationId, materialId]);

/** A material at a station, never below nothing. It has no origins: it is no goods of members. */
export const materialAggregate = defineAggregate<MaterialState, MaterialCommand, typeof materialEvents>(
  materialEvents,
  {
    initial: { stock: null, receipts: Map(), quantity: 0, valueCentimes: 0, draws: Map() },
    decide: {
      ReceiveMaterial: receive,
      DrawMaterial: drawMaterial,
      ReturnMaterial({ data: { drawId, reason } }, { stock, draws }) {
        const known = draws.get(drawId);
        if (stock === null || known === undefined)
          throw notFound('draw_unknown', 'Nothing was drawn under this id.', 'drawId');
        if (known.isReturned) return [];
        const { quantity } = known;
        return [materialEvents.MaterialDrawReturned({ stockId: stock.stockId, drawId, quantity, reason })];
      },
    },
    evolve: {
      MaterialReceived: (state, { data }) => ({
        ...state,
        stock: { stockId: data.stockId, materialId: data.materialId, unit: data.unit },
        receipts: state.receipts.set(data.receiptId, data),
        quantity: state.quantity + data.quantity,
        valueCentimes: state.valueCentimes + data.costCentimes,
      }),
      MaterialDrawn(state, { data: { drawId, into, quantity, leftQuantity, costCentimes } }) {
        const cost = costCentimes ?? costOf(state, quantity);
        return {
          ...state,
          draws: state.draws.set(drawId, { into, quantity, costCentimes: cost, isReturned: false }),
          quantity: leftQuantity,
          valueCentimes: state.valueCentimes - cost,
        };
      },
      MaterialDrawReturned(state, { data: { drawId, quantity } }) {
        const known = state.draws.get(drawId);
        const draws = known ? state.draws.set(drawId, { ...known, isReturned: true }) : state.draws;
        const valueCentimes = state.valueCentimes + (known?.costCentimes ?? 0);
        return { ...state, draws, quantity: state.quantity + quantity, valueCentimes };
      },
    },
  },
);

/** Refuses `receipt_differs`, and `unit_differs` where the material is counted and not weighed, or the other way. */
function receive({ data }: ReceiveMaterial, { stock, receipts }: MaterialState): MaterialEvent[] {
  const stockId = materialStockId(data.stationId, data.materialId);
  const received = { stockId, ...data };
  const known = receipts.get(data.receiptId);
  if (known !== undefined) {
    if (saysTheSame(known, received)) return [];
    throw conflict('receipt_differs', 'A receipt of this id was booked with other figures.', 'receiptId');
  }
  if (stock !== null && stock.unit !== data.unit)
    throw conflict('unit_differs', `${data.materialId} is kept by the ${stock.unit} here.`, 'unit');
  return [materialEvents.MaterialReceived(received)];
}

/** Refuses `material_unknown`, `draw_differs` and `material_short` with what is there. */
function drawMaterial({ data }: DrawMaterial, state: MaterialState): MaterialEvent[] {
  const { stock, draws, quantity: there } = state;
  const { drawId, into, quantity } = data;
  if (stock === null)
    throw notFound('material_unknown', 'Nothing of this material was received here.', 'materialId');
  const { stockId, materialId, unit } = stock;
  const known = draws.get(drawId);
  if (known !== undefined) {
    if (saysTheSame({ into: known.into, quantity: known.quantity }, { into, quantity })) return [];
    throw conflict('draw_differs', `${drawId} drew something else of ${materialId}.`, 'drawId');
  }
  if (quantity > there)
    throw conflict(
      'material_short',
      `There are ${there} of ${materialId} (${unit}), and ${quantity} are asked for.`,
      'quantity',
    );
  const leftQuantity = there - quantity;
  const drawn = { stockId, materialId, unit, drawId, into, quantity, leftQuantity };
  return [materialEvents.MaterialDrawn({ ...drawn, costCentimes: costOf(state, quantity) })];
}

/** The share of what the stock cost that so much of it has: an average; what is drawn last takes what is over. */
function costOf({ quantity: there, valueCentimes }: MaterialState, quantity: number): number {
  if (quantity >= there) return valueCentimes;
  return multiplyRatio(valueCentimes, quantity, there, 'toward-zero');
}
