import { collection, conditioning, sales, type LotTerms } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** A lot that a station has closed or a run has made, or what is in a tank, with what of it has been invoiced. */
export interface LotToSell {
  readonly lotId: string;
  /** Null of what a run made, and of a tank. */
  readonly campaignId: string | null;
  readonly grade: string | null;
  readonly netGrams: number;
  /** What its goods are settled by; null until somebody says. */
  readonly kind: LotTerms | null;
  readonly invoicedGrams: number;
  /** What runs and tanks hold of it, by draw: it is sold as what they make of it. */
  readonly drawn: Readonly<Record<string, number>>;
  /** The raw lots that are in it; none of a raw lot. */
  readonly origins: readonly string[];
}

/** What of a lot or a tank is neither invoiced nor gone into something else, in grams. */
export const leftToSell = ({ netGrams, invoicedGrams, drawn }: LotToSell): number =>
  netGrams - invoicedGrams - Object.values(drawn).reduce((sum, grams) => sum + grams, 0);

const ELSEWHERE: readonly string[] = ['run', 'tank'];
const tankKey = (tankId: string): string => `tank ${tankId}`;

/** What of each lot, and of what is in tanks, is not sold yet? */
export const lotsToSellProjection = projectionFrom(
  collection.lot.LotClosed,
  sales.lotOffer.LotOffered,
  sales.invoice.InvoiceIssued,
  conditioning.lotBalance.LotMadeAvailable,
  conditioning.lotBalance.LotWithdrawn,
  conditioning.lotBalance.LotDrawn,
  conditioning.lotBalance.LotDrawReturned,
  conditioning.tank.TankFilled,
  conditioning.tank.TankDrawn,
  conditioning.tank.TankDrawReturned,
)<LotToSell>({
  name: 'lots_to_sell',
  // 2: what runs made, and what is in tanks.
  version: 2,
  indexes: [{ fields: { campaignId: 1, grade: 1 } }, { fields: { origins: 1 } }],
  keys(event) {
    switch (event.type) {
      case 'InvoiceIssued':
        return [...new Set(event.data.lines.map(({ lotId }) => lotId))];
      case 'TankFilled':
      case 'TankDrawn':
      case 'TankDrawReturned':
        return [tankKey(event.data.tankId)];
      default:
        return [event.data.lotId];
    }
  },
  project: {
    LotClosed: (document, { data: { lotId, campaignId, grade, netGrams, settledAs = null } }) => ({
      lotId,
      campaignId,
      grade,
      netGrams,
      kind: settledAs ?? document?.kind ?? null,
      invoicedGrams: document?.invoicedGrams ?? 0,
      drawn: document?.drawn ?? {},
      origins: [],
    }),
    LotMadeAvailable(document, { data: { lotId, runId, netGrams, origins } }) {
      if (runId === null) return document;
      return { ...nothing(lotId), netGrams, origins: origins.map((one) => one.lotId) };
    },
    LotWithdrawn: (document) => document && { ...document, netGrams: 0 },
    LotOffered: (document, { data: { kind } }) =>
      document && (document.kind === 'purchased' || document.kind === 'toll')
        ? document
        : document && { ...document, kind },
    LotDrawn: (document, { data: { drawId, into, grams } }) =>
      document && ELSEWHERE.includes(into.kind)
        ? { ...document, drawn: { ...document.drawn, [drawId]: grams } }
        : document,
    LotDrawReturned(document, { data: { drawId } }) {
      if (!document || !Object.hasOwn(document.drawn, drawId)) return document;
      const { [drawId]: _back, ...drawn } = document.drawn;
      return { ...document, drawn };
    },
    InvoiceIssued(document, { data }, _envelope, key) {
      if (!document) return undefined;
      const grams = data.lines.reduce((sum, line) => sum + (line.lotId === key ? line.grams : 0), 0);
      return { ...document, invoicedGrams: document.invoicedGrams + grams };
    },
    TankFilled: (document, { data: { tankId, origins, contentGrams } }) =>
      inTank(document ?? nothing(tankKey(tankId)), contentGrams, origins),
    TankDrawn: (document, { data: { contentGrams } }) => document && inTank(document, contentGrams, []),
    TankDrawReturned: (document, { data: { origins, contentGrams } }) =>
      document && inTank(document, contentGrams, origins),
  },
});

const nothing = (lotId: string): LotToSell => ({
  lotId,
  campaignId: null,
  grade: null,
  netGrams: 0,
  kind: null,
  invoicedGrams: 0,
  drawn: {},
  origins: [],
});

/** An empty tank holds nobody's goods. */
function inTank(
  document: LotToSell,
  netGrams: number,
  came: readonly { readonly lotId: string }[],
): LotToSell {
  const origins =
    netGrams === 0 ? [] : [...new Set([...document.origins, ...came.map(({ lotId }) => lotId)])];
  return { ...document, netGrams, origins };
}
