import { together, without, type Origins } from '@oce/origins';
import { projectionFrom } from '@oce/projections';
import { tankEvents, type TankInstalled } from '../domain/tank.events';

export type TankDocument = TankInstalled['data'] & {
  readonly productId: string | null;
  readonly contentGrams: number;
  readonly origins: Origins;
  readonly seal: string | null;
  readonly gaugedAt: string | null;
  readonly cleanedAt: string | null;
};

/** What is in which tank, and from which raw lots? */
export const tanksProjection = projectionFrom(tankEvents)<TankDocument>({
  name: 'tanks',
  version: 1,
  indexes: [{ fields: { stationId: 1, _id: 1 } }],
  keys: (event) => [event.data.tankId],
  project: {
    TankInstalled: (_document, { data }) => ({
      ...data,
      productId: null,
      contentGrams: 0,
      origins: [],
      seal: null,
      gaugedAt: null,
      cleanedAt: null,
    }),
    TankAssigned: (document, { data: { productId } }) => document && { ...document, productId },
    TankFilled: (document, { data }) => document && cameIn(document, data.origins, data.contentGrams),
    TankFillTurnedAway: (document) => document,
    TankDrawn: (document, { data }) => document && wentOut(document, data.origins, data.contentGrams),
    TankDrawReturned: (document, { data }) => document && cameIn(document, data.origins, data.contentGrams),
    TankGauged(document, { data: { differenceGrams, origins, measuredGrams, gaugedAt } }) {
      if (!document) return undefined;
      const change = differenceGrams < 0 ? wentOut : cameIn;
      return { ...change(document, origins, measuredGrams), gaugedAt };
    },
    TankCleaned: (document, { data: { cleanedAt } }) => document && { ...document, cleanedAt },
    TankSealed: (document, { data: { sealNumber } }) => document && { ...document, seal: sealNumber },
    TankUnsealed: (document) => document && { ...document, seal: null },
  },
});

const cameIn = (document: TankDocument, origins: Origins, contentGrams: number): TankDocument => ({
  ...document,
  origins: together(document.origins, origins),
  contentGrams,
});
const wentOut = (document: TankDocument, origins: Origins, contentGrams: number): TankDocument => ({
  ...document,
  origins: without(document.origins, origins),
  contentGrams,
});
