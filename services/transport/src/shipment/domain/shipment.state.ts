import type { CustomsCleared, GoodsOnTheWay, ShipmentPlanned, ShipmentReceived } from '@oce/contracts';
import { conflict, notFound, type DomainError, type EventOf } from '@oce/event-sourcing';
import { Map, OrderedMap, Set } from 'immutable';
import type { Stop } from '../../goods/domain/permit';
import type { Judgement } from '../../temperature/domain/judge';
import type {
  Arrangement,
  BulkOnBoard,
  shipmentEvents,
  ShipmentDocument,
  UnitOnBoard,
} from './shipment.events';

export type HandOverData = Omit<EventOf<typeof shipmentEvents.CustodyHandedOver>['data'], 'units'>;

/** How much of a lot is on board. */
export interface Load {
  readonly grams: number;
  readonly pieces: number;
}

export interface ShipmentState {
  readonly planned: ShipmentPlanned['data'] | null;
  readonly arranged: Arrangement | null;
  readonly status: 'none' | 'planned' | 'departed' | 'received' | 'refused' | 'returned' | 'cancelled';
  /** Why it was cancelled or refused. */
  readonly endedFor: string | null;
  readonly departedAt: string | null;
  /** The seal that is on it. */
  readonly seal: string | null;
  /** All that it ever bore: none is used twice. */
  readonly sealsUsed: Set<string>;
  readonly units: OrderedMap<string, UnitOnBoard>;
  readonly bulk: OrderedMap<string, BulkOnBoard>;
  /** Units that were not taken, and why; until they are taken. */
  readonly turnedAway: Map<string, string>;
  /** Why something was taken off or broken last, by its SSCC, its line, or the seal's number. */
  readonly undone: Map<string, string>;
  readonly loads: Map<string, Load>;
  readonly documents: OrderedMap<string, ShipmentDocument>;
  readonly legsDone: Map<string, string>;
  /** In whose hands it was, in turn. */
  readonly handOvers: readonly HandOverData[];
  readonly accepted: Map<string, { by: string; note: string }>;
  readonly customs: CustomsCleared['data'] | null;
  readonly received: ShipmentReceived['data'] | null;
  readonly returned: { stationId: string; returnedOn: string } | null;
  readonly refusedOn: string | null;
  readonly stops: Map<string, Stop>;
  readonly series: OrderedMap<string, Judgement>;
}

/** Under which the breaking of the last seal stands among what was undone. */
export const SEAL = 'seal';

export const NO_SHIPMENT: ShipmentState = {
  planned: null,
  arranged: null,
  status: 'none',
  endedFor: null,
  departedAt: null,
  seal: null,
  sealsUsed: Set(),
  units: OrderedMap(),
  bulk: OrderedMap(),
  turnedAway: Map(),
  undone: Map(),
  loads: Map(),
  documents: OrderedMap(),
  legsDone: Map(),
  handOvers: [],
  accepted: Map(),
  customs: null,
  received: null,
  returned: null,
  refusedOn: null,
  stops: Map(),
  series: OrderedMap(),
};

/** A shipment as it was planned. Refuses `shipment_unknown`. */
export function plannedOf({ planned, arranged }: ShipmentState): ShipmentPlanned['data'] & Arrangement {
  if (planned === null || arranged === null)
    throw notFound('shipment_unknown', 'No shipment has this id: plan it first.', 'shipmentId');
  return { ...planned, ...arranged };
}

/** All that is on board, in the order in which it was loaded: a line a unit and lot. */
export const goodsOf = ({ units, bulk }: ShipmentState): GoodsOnTheWay[] => [
  ...[...units.values()].flatMap(({ goods }) => goods),
  ...[...bulk.values()].map(({ goods }) => goods),
];

/** Which lots are on board. */
export const lotsOf = ({ loads }: ShipmentState): string[] => [...loads.keys()];

/** Why nothing is loaded or unloaded any more; undefined while it stands at the dock, open. */
export function whyNotOpen({ status, seal, planned }: ShipmentState): DomainError | undefined {
  const shipmentId = planned?.shipmentId ?? 'it';
  if (status !== 'planned')
    return conflict('shipment_not_loading', `${shipmentId} is ${status}: plan another.`, 'shipmentId');
  if (seal !== null)
    return conflict('shipment_sealed', `${shipmentId} bears seal ${seal}: break it first.`, 'shipmentId');
  return undefined;
}

/** Refuses what is asked of a shipment that is not on its way: `shipment_not_on_its_way`. */
export function onItsWay(state: ShipmentState): ReturnType<typeof plannedOf> {
  const planned = plannedOf(state);
  if (state.status === 'departed') return planned;
  const detail = `${planned.shipmentId} is ${state.status}, not on its way.`;
  throw conflict('shipment_not_on_its_way', detail, 'shipmentId');
}
