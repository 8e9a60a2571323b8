import type { LotDrawn, LotMadeAvailable } from '@oce/contracts';
import type { Origins } from '@oce/origins';
import { OrderedMap, Set } from 'immutable';

interface LotDraw {
  readonly into: LotDrawn['data']['into'];
  readonly origins: Origins;
  readonly isReturned: boolean;
}

export interface LotBalanceState {
  readonly made: LotMadeAvailable['data'] | null;
  /** What is there now. */
  readonly content: Origins;
  readonly contentGrams: number;
  readonly draws: OrderedMap<string, LotDraw>;
  /** Since when what a run made is offered; null where it is not. */
  readonly offeredOn: string | null;
  /** Orders that units of it left for. */
  readonly shippedFor: Set<string>;
  /** The reversal of its run that holds it; null where none does. */
  readonly heldBy: string | null;
  /** Reversals that were abandoned: what they asked for may come late. */
  readonly freedOf: Set<string>;
  readonly isWithdrawn: boolean;
}

export const initialLotBalance: LotBalanceState = {
  made: null,
  content: [],
  contentGrams: 0,
  draws: OrderedMap(),
  offeredOn: null,
  shippedFor: Set(),
  heldBy: null,
  freedOf: Set(),
  isWithdrawn: false,
};
