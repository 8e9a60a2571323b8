import { collection, conditioning, sales } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { LotGoods } from '../domain/by-origin';

const blank = (lotId: string): LotGoods => ({ lotId, made: null, raw: null, offered: null });

/** Of which raw lots is a lot, and how are these settled? A document a lot. */
export const lotGoodsProjection = projectionFrom(
  collection.lot.LotClosed,
  conditioning.lotBalance.LotMadeAvailable,
  conditioning.lotBalance.LotWithdrawn,
  sales.lotOffer.LotOffered,
)<LotGoods>({
  name: 'lot_goods',
  version: 1,
  indexes: [{ fields: { 'made.origins.lotId': 1 } }],
  keys: (event) => [event.data.lotId],
  project: {
    LotClosed(document, { data: { lotId, campaignId, grade, settledAs = null } }) {
      return { ...(document ?? blank(lotId)), raw: { campaignId, grade, settledAs } };
    },
    LotMadeAvailable(document, { data: { lotId, runId, netGrams, origins } }) {
      const known = document ?? blank(lotId);
      return runId === null ? known : { ...known, made: { runId, netGrams, origins } };
    },
    LotWithdrawn: (document) => document && { ...document, made: null },
    LotOffered(document, { data: { lotId, kind } }, { position: since }) {
      const known = document ?? blank(lotId);
      return known.offered === null ? { ...known, offered: { kind, since } } : known;
    },
  },
});
