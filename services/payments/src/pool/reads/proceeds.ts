import { sales, type ProceedsPart, type ProceedsReceived, type ProceedsReversed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { resultEvents } from '../../result/domain/result';
import type { Receipt } from '../domain/by-origin';
import { takenBack, takenBackId } from '../domain/pool-scope';
import { poolEvents } from '../domain/pool.events';

/**
 * Proceeds as sales received them, net of VAT, with the pools that have taken their parts. What is taken back of a receipt is
 * a document of its own, negative.
 */
export type ProceedsDocument = Pick<
  ProceedsReceived['data'],
  'proceedsId' | 'invoiceNumber' | 'orderId' | 'buyerId' | 'kind' | 'valueDate' | 'parts'
> &
  Omit<Receipt, 'parts'> & {
    readonly amountCentimes: number;
    readonly pooledIn: readonly string[];
    /** What of it is in no pool, and not in OCE's result. */
    readonly openCentimes: number;
    /** Of what is taken back: the receipt that it cites. */
    readonly backOf: { readonly proceedsId: string; readonly reversalId: string } | null;
  };

/** Which proceeds came, and has each part found its pool? */
export const proceedsProjection = projectionFrom(
  sales.invoice.ProceedsReceived,
  sales.invoice.ProceedsReversed,
  poolEvents.ProceedsPooled,
  poolEvents.ProceedsReserved,
  resultEvents.ProceedsKept,
)<ProceedsDocument>({
  name: 'proceeds',
  // 2: net of VAT. 3: what is taken back. 4: of a receipt too, and what is open.
  version: 4,
  indexes: [{ fields: { openCentimes: 1 } }],
  keys: (event) =>
    event.type === 'ProceedsReversed'
      ? [takenBackId(event.data), event.data.proceedsId]
      : [event.data.proceedsId],
  project: {
    ProceedsPooled: (document, { data }) => document && taken(document, data.amountCentimes, data.poolId),
    ProceedsReserved: (document, { data }) => document && taken(document, data.amountCentimes, data.poolId),
    ProceedsKept: (document, { data }) => document && taken(document, data.amountCentimes),
    ProceedsReceived(document, { data }, { position }) {
      const { proceedsId, valueDate, parts, madCentimes, vatCentimes } = data;
      return cameAs(document, data, {
        proceedsId,
        valueDate,
        parts,
        receivedAt: position,
        amountCentimes: madCentimes - vatCentimes,
        backOf: null,
      });
    },
    ProceedsReversed(document, { data }, { position }, key) {
      const { proceedsId, reversalId, parts, reversedOn, madCentimes, vatCentimes } = data;
      if (key === proceedsId) return document && withBack(document, data);
      return cameAs(document, data, {
        proceedsId: takenBackId(data),
        valueDate: reversedOn,
        parts: takenBack(parts),
        receivedAt: position,
        amountCentimes: vatCentimes - madCentimes,
        backOf: { proceedsId, reversalId },
      });
    },
  },
});

type Own = Pick<
  ProceedsDocument,
  'proceedsId' | 'valueDate' | 'parts' | 'receivedAt' | 'amountCentimes' | 'backOf'
>;

function cameAs(
  document: ProceedsDocument | undefined,
  {
    invoiceNumber,
    orderId,
    buyerId,
    kind,
  }: Pick<ProceedsDocument, 'invoiceNumber' | 'orderId' | 'buyerId' | 'kind'>,
  { proceedsId, valueDate, parts, receivedAt, amountCentimes, backOf }: Own,
): ProceedsDocument {
  return {
    proceedsId,
    invoiceNumber,
    orderId,
    buyerId,
    kind,
    valueDate,
    parts: parts.map(shownPart),
    receivedAt,
    takenBack: document?.takenBack ?? [],
    amountCentimes,
    openCentimes: amountCentimes,
    pooledIn: document?.pooledIn ?? [],
    backOf,
  };
}

const taken = (document: ProceedsDocument, amountCentimes: number, poolId?: string): ProceedsDocument => ({
  ...document,
  pooledIn: poolId === undefined ? document.pooledIn : [...document.pooledIn, poolId],
  openCentimes: document.openCentimes - amountCentimes,
});

function withBack(
  document: ProceedsDocument,
  { reversalId, parts }: ProceedsReversed['data'],
): ProceedsDocument {
  const back = parts.map(({ lotId, amountCentimes }) => ({ lotId, amountCentimes }));
  return { ...document, takenBack: [...document.takenBack, { reversalId, parts: back }] };
}

const shownPart = (part: ProceedsPart): ProceedsPart => ({
  lotId: part.lotId,
  campaignId: part.campaignId,
  productId: part.productId,
  grade: part.grade,
  amountCentimes: part.amountCentimes,
  vatCentimes: part.vatCentimes,
});
