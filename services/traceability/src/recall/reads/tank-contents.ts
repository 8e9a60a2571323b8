import { conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface TankContentDocument {
  readonly tankId: string;
  readonly contentGrams: number;
  /** Lots that were filled in since it was last empty, and those of a heel that was not cleaned away. */
  readonly lotIds: readonly string[];
  readonly heelLotIds: readonly string[];
}

const { TankFilled, TankDrawn, TankDrawReturned } = conditioning.tank;

/** Which lots are in a tank? */
export const tankContentsProjection = projectionFrom(
  TankFilled,
  TankDrawn,
  TankDrawReturned,
)<TankContentDocument>({
  name: 'tank_contents',
  version: 1,
  indexes: [{ fields: { lotIds: 1 } }, { fields: { heelLotIds: 1 } }],
  keys: ({ data }) => [data.tankId],
  project: {
    TankFilled(document, { data: { tankId, lotId, contentGrams } }) {
      const { heelLotIds = [] } = document ?? {};
      const lotIds = [...new Set([...standing(document), lotId])];
      return { tankId, contentGrams, lotIds, heelLotIds };
    },
    TankDrawn: (document, { data: { contentGrams, heelLotIds } }) =>
      document && { ...document, contentGrams, heelLotIds: [...heelLotIds] },
    TankDrawReturned: (document, { data: { contentGrams } }) => document && { ...document, contentGrams },
  },
});

/** What ran dry is named for as long as nothing else was filled in: a draw may come back. */
const standing = (document: TankContentDocument | undefined): readonly string[] =>
  document === undefined || document.contentGrams === 0 ? [] : document.lotIds;
