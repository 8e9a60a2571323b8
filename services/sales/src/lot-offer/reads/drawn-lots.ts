import { conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface DrawnLot {
  /** How many draws of it stand at stations; a number, for thousands of cases may be packed of one lot. */
  readonly draws: number;
}

const { LotDrawn, LotDrawReturned } = conditioning.lotBalance;

/** Of which lots was something drawn at a station? Such a lot is not offered: what is made of it is. */
export const drawnLotsProjection = projectionFrom(
  LotDrawn,
  LotDrawReturned,
)<DrawnLot>({
  name: 'drawn_lots',
  version: 1,
  keys: (event) => [event.data.lotId],
  project(document, event) {
    const draws = document?.draws ?? 0;
    if (event.type === 'LotDrawReturned') return { draws: draws - 1 };
    // What is set aside for its own offer is no charge, and never comes back.
    return { draws: event.data.into.kind === 'offer' ? draws : draws + 1 };
  },
});
