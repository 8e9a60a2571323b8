import { sales, type ProceedsReceived, type ProceedsReversed } from '@oce/contracts';
import { policyOn, sendTo, type Occasion, type Reaction } from '@oce/policies';
import { resultAggregate } from '../../result/domain/result';
import { partsBackOf, partsOf, type LotsById, type OwnPart, type Receipt } from '../domain/by-origin';
import { poolAggregate } from '../domain/pool';
import { paidBy, takenBackId, type PoolScope } from '../domain/pool-scope';
import type { PoolProceeds } from '../domain/pool.commands';
import type { PooledPart } from '../domain/pool.events';

/** Where proceeds go that no pool takes: there is no such pool, so they end with a clerk, who assigns them. */
export const NO_POOL = 'none';

/** What proceeds are split and pooled by: pools that are closed too, which then say themselves that they take no more. */
export interface ProceedsView {
  readonly pools: readonly PoolScope[];
  /** The lots that were sold, and the raw lots that they are made of. */
  readonly lots: LotsById;
  /** The receipts that are taken back, by their ids. */
  readonly receipts: ReadonlyMap<string, Receipt>;
}

/**
 * Proceeds are split over the raw lots of what was sold. Each part goes to the pool of its campaign and grade, to the
 * settlement of its traceable lot, or to OCE's result where the goods are OCE's own; what is taken back of a receipt comes out
 * of the same. One policy for both, so that a reversal never overtakes its receipt.
 */
export const whenProceedsReceivedThenPool = policyOn(
  sales.invoice.ProceedsReceived,
  sales.invoice.ProceedsReversed,
)<ProceedsView>({
  name: 'pool-proceeds',
  after: ['pools', 'lot_goods', 'proceeds'],
  react(event, occasion, view) {
    const about = event.type === 'ProceedsReversed' ? backOf(event.data) : event.data;
    const { proceedsId, valueDate } = about;
    const { invoiceNumber } = event.data;
    // Parts are net; a last centime may be VAT alone, and brings the pool nothing.
    const own = ownParts(event, occasion, view).filter(({ amountCentimes }) => amountCentimes !== 0);
    return byTarget(own, view.pools).map(({ poolId, parts }): Reaction => {
      const pooled = { proceedsId, invoiceNumber, parts: parts.map(pooledPart), valueDate };
      const [{ lotId, terms, campaignId }] = parts;
      if (terms === 'purchased' || terms === 'toll')
        return sendTo(resultAggregate, lotId, 'KeepProceeds', pooled);
      const data: PoolProceeds['data'] = { ...pooled, kind: terms, campaignId };
      return sendTo(poolAggregate, poolId, 'PoolProceeds', data);
    });
  },
});

function ownParts(
  event: ProceedsReceived | ProceedsReversed,
  { position }: Occasion,
  { lots, receipts }: ProceedsView,
): OwnPart[] {
  const { kind, parts, proceedsId } = event.data;
  const received = { kind, parts, receivedAt: position, takenBack: [] };
  if (event.type === 'ProceedsReceived') return partsOf(received, lots);
  return partsBackOf(receipts.get(proceedsId) ?? received, event.data, lots);
}

interface Target {
  readonly poolId: string;
  readonly parts: [OwnPart, ...OwnPart[]];
}

/** Parts by where they go, in the order in which they come. */
function byTarget(own: readonly OwnPart[], pools: readonly PoolScope[]): Target[] {
  const targets = new Map<string, Target>();
  for (const part of own) {
    const isKept = part.terms === 'purchased' || part.terms === 'toll';
    const poolId = isKept ? part.lotId : (pools.find((pool) => paidBy(pool, part))?.poolId ?? NO_POOL);
    const key = `${isKept} ${poolId}`;
    const known = targets.get(key);
    if (known) known.parts.push(part);
    else targets.set(key, { poolId, parts: [part] });
  }
  return [...targets.values()];
}

/** A part as a pool says it: what a lot was sold as only where it was not sold as it is. */
export const pooledPart = ({ lotId, soldAs, grade, amountCentimes }: OwnPart): PooledPart =>
  soldAs === null ? { lotId, grade, amountCentimes } : { lotId, grade, amountCentimes, soldAs };

const backOf = (data: ProceedsReversed['data']) => ({
  proceedsId: takenBackId(data),
  valueDate: data.reversedOn,
});
