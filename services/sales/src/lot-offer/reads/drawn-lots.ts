import { conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface DrawnLot {
  /** What stations have drawn of it and not given back, by draw. */
  readonly draws: Readonly<Record<string, number>>;
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
    const { drawId, grams } = event.data;
    const { [drawId]: _given, ...others } = document?.draws ?? {};
    if (event.type === 'LotDrawReturned') return { draws: others };
    // What is set aside for its own offer is no charge.
    return { draws: event.data.into.kind === 'offer' ? others : { ...others, [drawId]: grams } };
  },
});
