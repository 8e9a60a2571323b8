import { conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface DrawnLot {
  /** Charged into runs or filled into tanks, and not given back. What is packed of a lot stays that lot. */
  readonly grams: number;
}

const { LotDrawn, LotDrawReturned } = conditioning.lotBalance;

const CHARGED: ReadonlySet<string> = new Set(['run', 'tank']);

/** Of which lots was something drawn at a station? What is made of it is offered, not that part of the lot. */
export const drawnLotsProjection = projectionFrom(
  LotDrawn,
  LotDrawReturned,
)<DrawnLot>({
  name: 'drawn_lots',
  // 2: grams.
  version: 2,
  keys: (event) => [event.data.lotId],
  project(document, event) {
    const grams = document?.grams ?? 0;
    const { into } = event.data;
    // Older logs do not say what a draw was for that came back: what could come back then were charges, and cases.
    if (into !== undefined && !CHARGED.has(into.kind)) return { grams };
    const sign = event.type === 'LotDrawReturned' ? -1 : 1;
    return { grams: Math.max(0, grams + sign * event.data.grams) };
  },
});
