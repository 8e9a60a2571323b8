import {
  collection,
  type AdvancePosted,
  type CorrectionPosted,
  type DeliveryGraded,
  type DeliveryReversed,
  type FinalSharePosted,
  type FinalShareTakenBack,
  type LotClosed,
  type SupplementPosted,
} from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { businessDate } from '@oce/quantities';
import { accountEvents } from '../../account/domain/account.events';

/** A delivery as pools may count it. The coefficient comes with its advance: until then it cannot be counted. */
export interface MemberDelivery {
  readonly deliveryId: string;
  readonly payableGrams: number;
  /** The business date of the weighing. */
  readonly weighedOn: string;
  readonly coefficientPpm: number | null;
  readonly advanceCentimes: number | null;
  readonly lotId: string | null;
  readonly isReversed: boolean;
  readonly settledIn: string | null;
}

/** What one producer delivered in one grade of a campaign. */
export interface PoolMemberDocument {
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly producerCode: string;
  readonly deliveries: readonly MemberDelivery[];
}

type Followed =
  | DeliveryGraded
  | DeliveryReversed
  | LotClosed
  | AdvancePosted
  | FinalSharePosted
  | SupplementPosted
  | FinalShareTakenBack
  | CorrectionPosted;

const keyOf = (campaignId: string, grade: string, producerCode: string) =>
  `${campaignId}|${grade}|${producerCode}`;

/** Who shares in what, delivery by delivery? */
export const poolMembersProjection = projectionFrom(
  collection.delivery.DeliveryGraded,
  collection.delivery.DeliveryReversed,
  collection.lot.LotClosed,
  accountEvents.AdvancePosted,
  accountEvents.FinalSharePosted,
  accountEvents.SupplementPosted,
  accountEvents.FinalShareTakenBack,
  accountEvents.CorrectionPosted,
)<PoolMemberDocument>({
  name: 'pool_members',
  version: 2,
  indexes: [{ fields: { campaignId: 1, grade: 1 } }],
  keys: keysOf,
  project: {
    DeliveryGraded: (document, { data }) => graded(document, data),
    AdvancePosted(document, { data }) {
      if (!document) return undefined;
      const { deliveryId, coefficientPpm, settlement } = data;
      const advanceCentimes = settlement.grossCentimes;
      return changed(document, deliveryId, { coefficientPpm, advanceCentimes });
    },
    LotClosed: (document, { data }) => document && inLot(document, data),
    DeliveryReversed: (document, { data }) =>
      document && changed(document, data.deliveryId, { isReversed: true }),
    FinalSharePosted: (document, { data }, _envelope, key) => settled(document, data, key, data.poolId),
    SupplementPosted: (document, { data }, _envelope, key) => settled(document, data, key, data.poolId),
    FinalShareTakenBack: (document, { data }, _envelope, key) => settled(document, data, key, null),
    CorrectionPosted: (document, { data }) => document && corrected(document, data),
  },
});

function keysOf(event: Followed): string[] {
  switch (event.type) {
    case 'DeliveryGraded':
    case 'AdvancePosted':
      return [keyOf(event.data.campaignId, event.data.grade, event.data.producerCode)];
    case 'DeliveryReversed':
    case 'CorrectionPosted': {
      const { grade, campaignId, producerCode } = event.data;
      return grade === null ? [] : [keyOf(campaignId, grade, producerCode)];
    }
    case 'LotClosed': {
      const { campaignId, grade, deliveries } = event.data;
      return [...new Set(deliveries.map((one) => keyOf(campaignId, grade, one.producerCode)))];
    }
    case 'FinalSharePosted':
    case 'SupplementPosted':
    case 'FinalShareTakenBack': {
      const { campaignId, producerCode, deliveries } = event.data;
      return [...new Set(deliveries.map((one) => keyOf(campaignId, one.grade, producerCode)))];
    }
    default:
      return unknownEvent(event);
  }
}

/** The deliveries of a share, in the document of their grade, are settled in its pool, or in none any more. */
function settled(
  document: PoolMemberDocument | undefined,
  { deliveries }: Pick<FinalSharePosted['data'], 'deliveries'>,
  key: string,
  settledIn: string | null,
): PoolMemberDocument | undefined {
  if (!document) return undefined;
  const grade = key.split('|')[1];
  const own = deliveries.filter((one) => one.grade === grade);
  return own.reduce((doc, { deliveryId }) => changed(doc, deliveryId, { settledIn }), document);
}

function graded(document: PoolMemberDocument | undefined, data: DeliveryGraded['data']): PoolMemberDocument {
  const { campaignId, productId, grade, producerCode, deliveryId, payableGrams } = data;
  const weighedOn = businessDate(data.weighedAt);
  const start = document ?? { campaignId, productId, grade, producerCode, deliveries: [] };
  if (start.deliveries.some((one) => one.deliveryId === deliveryId)) {
    return changed(start, deliveryId, { payableGrams });
  }
  return { ...start, deliveries: [...start.deliveries, fresh(deliveryId, payableGrams, weighedOn)] };
}

const fresh = (deliveryId: string, payableGrams: number, weighedOn: string): MemberDelivery => ({
  deliveryId,
  payableGrams,
  weighedOn,
  coefficientPpm: null,
  advanceCentimes: null,
  lotId: null,
  isReversed: false,
  settledIn: null,
});

function changed(
  document: PoolMemberDocument,
  deliveryId: string,
  change: Partial<MemberDelivery>,
): PoolMemberDocument {
  const deliveries = document.deliveries.map((one) =>
    one.deliveryId === deliveryId ? { ...one, ...change } : one,
  );
  return { ...document, deliveries };
}

function inLot(document: PoolMemberDocument, { lotId, deliveries }: LotClosed['data']): PoolMemberDocument {
  const ids = new Set(deliveries.map((one) => one.deliveryId));
  const moved = document.deliveries.map((one) => (ids.has(one.deliveryId) ? { ...one, lotId } : one));
  return { ...document, deliveries: moved };
}

/** A replacement is counted in the place, and in the lot, of the delivery that it stands for. */
function corrected(document: PoolMemberDocument, data: CorrectionPosted['data']): PoolMemberDocument {
  const { deliveryId, counts, basis, amountCentimes, poolId } = data;
  const original = document.deliveries.find((one) => one.deliveryId === deliveryId);
  if (deliveryId === null || original === undefined) return document;
  if (basis === 'dispute') {
    const advanceCentimes = (original.advanceCentimes ?? 0) + amountCentimes;
    return poolId === null ? changed(document, deliveryId, { advanceCentimes }) : document;
  }
  const reversed = changed(document, deliveryId, { isReversed: true });
  if (counts === null) return reversed;
  const { payableGrams, coefficientPpm, advanceCentimes, deliveryId: replacement } = counts;
  const known = reversed.deliveries.find((one) => one.deliveryId === replacement);
  const lotId = original.lotId ?? known?.lotId ?? null;
  const settledIn = poolId ?? original.settledIn;
  const counted = { payableGrams, coefficientPpm, advanceCentimes, lotId, settledIn };
  const held = known
    ? reversed
    : {
        ...reversed,
        deliveries: [...reversed.deliveries, fresh(replacement, payableGrams, original.weighedOn)],
      };
  return changed(held, replacement, counted);
}
