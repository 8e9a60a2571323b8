import {
  collection,
  type AdvancePosted,
  type ArrearsSettled,
  type CorrectionPosted,
  type CorrectionTakenBack,
  type DeliveryGraded,
  type DeliveryReversed,
  type FinalSharePosted,
  type FinalShareTakenBack,
  type LotClosed,
  type LotTerms,
  type SupplementPosted,
  type SupplementTakenBack,
} from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { businessDate } from '@oce/quantities';
import {
  accountEvents,
  type ReservedShareTakenBack,
  type ShareReserved,
} from '../../account/domain/account.events';

/**
 * A delivery as pools may count it. The coefficient comes with its advance: until then it cannot be counted. What stands in
 * for another may have no day or lot of its own: it has those of `replaces`, which `asCounted` looks up.
 */
export interface PoolMemberDocument {
  readonly campaignId: string;
  readonly grade: string;
  readonly producerCode: string;
  readonly deliveryId: string;
  readonly payableGrams: number;
  /** The business date of the weighing; null for that of the delivery that it stands for. */
  readonly weighedOn: string | null;
  readonly coefficientPpm: number | null;
  readonly advanceCentimes: number | null;
  readonly lotId: string | null;
  readonly isReversed: boolean;
  readonly settledIn: string | null;
  /** The delivery that it stands for, whose day and lot it has. */
  readonly replaces: string | null;
}

type Followed =
  | DeliveryGraded
  | DeliveryReversed
  | LotClosed
  | AdvancePosted
  | FinalSharePosted
  | SupplementPosted
  | ShareReserved
  | ArrearsSettled
  | FinalShareTakenBack
  | SupplementTakenBack
  | ReservedShareTakenBack
  | CorrectionPosted
  | CorrectionTakenBack;

/** Who shares in what, delivery by delivery? A document each: a member may bring thousands. */
export const poolMembersProjection = projectionFrom(
  collection.delivery.DeliveryGraded,
  collection.delivery.DeliveryReversed,
  collection.lot.LotClosed,
  accountEvents.AdvancePosted,
  accountEvents.FinalSharePosted,
  accountEvents.SupplementPosted,
  accountEvents.ShareReserved,
  accountEvents.ArrearsSettled,
  accountEvents.FinalShareTakenBack,
  accountEvents.SupplementTakenBack,
  accountEvents.ReservedShareTakenBack,
  accountEvents.CorrectionPosted,
  accountEvents.CorrectionTakenBack,
)<PoolMemberDocument>({
  name: 'pool_members',
  // 3: a document a delivery.
  version: 3,
  indexes: [{ fields: { campaignId: 1, grade: 1 } }],
  keys: keysOf,
  project: {
    DeliveryGraded: (document, { data }) =>
      document ? { ...document, payableGrams: data.payableGrams } : graded(data),
    AdvancePosted: (document, { data }) => document && advanced(document, data),
    LotClosed: (document, { data: { lotId } }) => document && { ...document, lotId },
    DeliveryReversed: (document, { data }, _envelope, key) =>
      key === data.deliveryId ? document && { ...document, isReversed: true } : (regraded(data) ?? document),
    FinalSharePosted: (document, { data: { poolId } }) => document && { ...document, settledIn: poolId },
    SupplementPosted: (document, { data: { poolId } }) => document && { ...document, settledIn: poolId },
    ShareReserved: (document, { data: { poolId } }) => document && { ...document, settledIn: poolId },
    ArrearsSettled: (document, { data: { poolId } }) => document && { ...document, settledIn: poolId },
    FinalShareTakenBack: (document) => document && { ...document, settledIn: null },
    SupplementTakenBack: (document) => document && { ...document, settledIn: null },
    ReservedShareTakenBack: (document) => document && { ...document, settledIn: null },
    CorrectionTakenBack: (document, { data }, _envelope, key) =>
      key === data.counts?.deliveryId ? document && countedOpenly(document, data) : document,
    CorrectionPosted: (document, { data }, _envelope, key) =>
      key === data.deliveryId ? document && corrected(document, data) : countedInstead(document, data),
  },
});

function keysOf(event: Followed): string[] {
  switch (event.type) {
    case 'DeliveryGraded':
      return isOfNoPool(event.data) ? [] : [event.data.deliveryId];
    case 'AdvancePosted':
      return [event.data.deliveryId];
    case 'DeliveryReversed': {
      const { deliveryId, grade, replacement } = event.data;
      if (grade === null || isOfNoPool(event.data)) return [];
      const isOtherGrade = replacement?.regraded && replacement.regraded.grade !== grade;
      return isOtherGrade ? [deliveryId, replacement.deliveryId] : [deliveryId];
    }
    case 'CorrectionTakenBack':
      return event.data.counts === null ? [] : [event.data.counts.deliveryId];
    case 'CorrectionPosted': {
      const { deliveryId, grade, counts } = event.data;
      if (deliveryId === null || grade === null || isOfNoPool(event.data)) return [];
      return counts === null ? [deliveryId] : [deliveryId, counts.deliveryId];
    }
    case 'LotClosed':
    case 'FinalSharePosted':
    case 'SupplementPosted':
    case 'ShareReserved':
    case 'FinalShareTakenBack':
    case 'SupplementTakenBack':
    case 'ReservedShareTakenBack':
      return event.data.deliveries.map((one) => one.deliveryId);
    case 'ArrearsSettled':
      return [...event.data.deliveries];
    default:
      return unknownEvent(event);
  }
}

/** Pressed for its owner, or bought by OCE. */
const isOfNoPool = ({ settledAs }: { readonly settledAs?: LotTerms }): boolean =>
  settledAs === 'toll' || settledAs === 'purchased';

function graded(data: DeliveryGraded['data']): PoolMemberDocument {
  return {
    campaignId: data.campaignId,
    grade: data.grade,
    producerCode: data.producerCode,
    deliveryId: data.deliveryId,
    payableGrams: data.payableGrams,
    weighedOn: businessDate(data.weighedAt),
    coefficientPpm: null,
    advanceCentimes: null,
    lotId: null,
    isReversed: false,
    settledIn: null,
    replaces: null,
  };
}

/** Of all a season's events most are these: the fields are named. */
function advanced(document: PoolMemberDocument, data: AdvancePosted['data']): PoolMemberDocument {
  return {
    campaignId: document.campaignId,
    grade: document.grade,
    producerCode: document.producerCode,
    deliveryId: document.deliveryId,
    payableGrams: document.payableGrams,
    weighedOn: document.weighedOn,
    coefficientPpm: data.coefficientPpm,
    advanceCentimes: data.settlement.grossCentimes,
    lotId: document.lotId,
    isReversed: document.isReversed,
    settledIn: document.settledIn,
    replaces: document.replaces,
  };
}

/** What stands in under another grade is counted there, in the closed lot of the original. */
function regraded({
  campaignId,
  producerCode,
  replacement,
}: DeliveryReversed['data']): PoolMemberDocument | undefined {
  if (!replacement?.regraded) return undefined;
  const { grade, lotId, weighedAt } = replacement.regraded;
  return {
    campaignId,
    grade,
    producerCode,
    deliveryId: replacement.deliveryId,
    payableGrams: replacement.payableGrams,
    weighedOn: businessDate(weighedAt),
    coefficientPpm: null,
    advanceCentimes: null,
    lotId,
    isReversed: false,
    settledIn: null,
    replaces: null,
  };
}

/** The original: counted no more where something, or nothing, stands for it; a dispute has changed its advance only. */
function corrected(
  document: PoolMemberDocument,
  { basis, amountCentimes, poolId }: CorrectionPosted['data'],
): PoolMemberDocument {
  if (basis !== 'dispute') return { ...document, isReversed: true };
  if (poolId !== null) return document;
  return { ...document, advanceCentimes: (document.advanceCentimes ?? 0) + amountCentimes };
}

/**
 * What counts in the place of the original. An open pool counts it under its own grade; a closed pool that holds the original
 * has valued it for good, in the place and in the lot of the original.
 */
function countedInstead(
  document: PoolMemberDocument | undefined,
  data: CorrectionPosted['data'],
): PoolMemberDocument | undefined {
  const { counts, poolId, campaignId, producerCode } = data;
  if (counts === null) return document;
  const grade = poolId === null ? counts.grade : (data.grade ?? counts.grade);
  const standsElsewhere = grade !== data.grade;
  return {
    campaignId,
    grade,
    producerCode,
    deliveryId: counts.deliveryId,
    payableGrams: counts.payableGrams,
    weighedOn: document?.weighedOn ?? null,
    coefficientPpm: counts.coefficientPpm,
    advanceCentimes: counts.advanceCentimes,
    lotId: document?.lotId ?? null,
    isReversed: document?.isReversed ?? false,
    settledIn: poolId ?? document?.settledIn ?? null,
    replaces: standsElsewhere ? null : data.deliveryId,
  };
}

/** What stood in a closed pool in the place of the original is counted under its own grade again, for its closing is gone. */
function countedOpenly(
  document: PoolMemberDocument,
  { counts, deliveryId, grade }: CorrectionTakenBack['data'],
): PoolMemberDocument {
  if (counts === null) return document;
  const replaces = counts.grade === grade ? deliveryId : null;
  return { ...document, grade: counts.grade, settledIn: null, replaces };
}
