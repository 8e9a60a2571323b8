import type { Place } from '@oce/contracts';
import { evolveBy } from '@oce/event-sourcing';
import { together, without, type Origins } from '@oce/origins';
import { Map, Set } from 'immutable';
import type { TankAssigned, TankEvent, TankGauged, TankInstalled, TurnedAwayFor } from './tank.events';

interface TankDraw {
  readonly into: Place;
  readonly productId: string;
  readonly grams: number;
  readonly origins: Origins;
  readonly isReturned: boolean;
}

export interface TankState {
  readonly installed: TankInstalled['data'] | null;
  readonly assigned: TankAssigned['data'] | null;
  readonly content: Origins;
  readonly contentGrams: number;
  /** Raw lots that were in it since it was cleaned, where it ran dry meanwhile: a heel of them may be there. */
  readonly heelLotIds: Set<string>;
  /** Whether goods were in it since it was cleaned. */
  readonly isUsed: boolean;
  /** Why each was turned away; null where it went in. */
  readonly fills: Map<string, TurnedAwayFor | null>;
  readonly draws: Map<string, TankDraw>;
  readonly gauges: Map<string, TankGauged['data']>;
  /** The seal on it; null where it is open. */
  readonly seal: string | null;
  /** Seals that it had: none is put on twice. */
  readonly seals: Set<string>;
}

export const initialTank: TankState = {
  installed: null,
  assigned: null,
  content: [],
  contentGrams: 0,
  heelLotIds: Set(),
  isUsed: false,
  fills: Map(),
  draws: Map(),
  gauges: Map(),
  seal: null,
  seals: Set(),
};

/** What an event makes of a tank. */
export const evolveTank = evolveBy<TankState, TankEvent>({
  TankInstalled: (state, { data }) => ({ ...state, installed: data }),
  TankAssigned: (state, { data }) => ({ ...state, assigned: data }),
  TankFilled: (state, { data: { fillId, origins, contentGrams } }) => ({
    ...state,
    fills: state.fills.set(fillId, null),
    content: together(state.content, origins),
    contentGrams,
    isUsed: true,
  }),
  TankFillTurnedAway: (state, { data: { fillId, reason } }) => ({
    ...state,
    fills: state.fills.set(fillId, reason),
  }),
  TankDrawn(state, { data: { drawId, into, productId, grams, origins, contentGrams } }) {
    const draws = state.draws.set(drawId, { into, productId, grams, origins, isReturned: false });
    return withContent({ ...state, draws }, without(state.content, origins), contentGrams);
  },
  TankDrawReturned(state, { data: { drawId, origins, contentGrams } }) {
    const known = state.draws.get(drawId);
    const draws = known ? state.draws.set(drawId, { ...known, isReturned: true }) : state.draws;
    return withContent({ ...state, draws }, together(state.content, origins), contentGrams);
  },
  TankGauged(state, { data }) {
    const { origins, differenceGrams, measuredGrams, gaugeId } = data;
    const content = differenceGrams < 0 ? without(state.content, origins) : together(state.content, origins);
    return withContent({ ...state, gauges: state.gauges.set(gaugeId, data) }, content, measuredGrams);
  },
  TankCleaned: (state) => ({ ...state, heelLotIds: Set(), isUsed: false }),
  TankSealed: (state, { data: { sealNumber } }) => ({
    ...state,
    seal: sealNumber,
    seals: state.seals.add(sealNumber),
  }),
  TankUnsealed: (state) => ({ ...state, seal: null }),
});

/** A lot that is drawn to its last gram is still there as a heel, until the tank is cleaned. */
function withContent(state: TankState, content: Origins, contentGrams: number): TankState {
  const there = Set(content.map(({ lotId }) => lotId));
  const gone = state.content.flatMap(({ lotId }) => (there.has(lotId) ? [] : [lotId]));
  return { ...state, content, contentGrams, heelLotIds: state.heelLotIds.union(gone).subtract(there) };
}
