import type { Claim } from '@oce/contracts';
import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { lotStatusAggregate } from '../../status/domain/lot-status';
import { controlEvents, type VerdictSigned } from '../domain/control.events';

/** What may be said of lots that were found conform. */
export type ClaimsOfLots = ReadonlyMap<string, readonly Claim[]>;

/** A verdict lets a lot be sold to its market, or not; where a report was replaced since, the lot is held again. */
export const whenVerdictSignedThenReleaseOrReject = policyOn(
  controlEvents.VerdictSigned,
  controlEvents.VerdictReopened,
)<ClaimsOfLots>({
  name: 'release-by-verdict',
  after: ['certificates', 'lot_origins', 'raw_lots', 'passed_runs', 'goods_edges', 'producer_cooperatives'],
  react(event, { at }, claims): Reaction[] {
    const { holder } = event.data;
    // What was in a tank is controlled for whoever draws of it; what is made of it is a lot with a control of its own.
    if (holder.kind !== 'lot') return [];
    const lotId = holder.id;
    if (event.type === 'VerdictReopened') {
      const reason = `the report ${event.data.reportId} replaces one that the verdict went by`;
      const data = { cause: 'reported_anew', reason, heldAt: at } as const;
      return [sendTo(lotStatusAggregate, lotId, 'HoldLot', data)];
    }
    const { verdict, grade, market, standard, controlId, sampledAt, signedAt, mayStill } = event.data;
    const about = { market, standard, controlId };
    if (verdict === 'conform' && grade !== null) {
      const data = { ...about, grade, claims: claims.get(lotId) ?? [], releasedAt: signedAt, sampledAt };
      return [sendTo(lotStatusAggregate, lotId, 'ReleaseLot', data)];
    }
    const reason = reasonOf(event.data);
    return [
      sendTo(lotStatusAggregate, lotId, 'RejectLot', { ...about, reason, mayStill, rejectedAt: signedAt }),
    ];
  },
});

/** The first thing that stood against it, in words. */
function reasonOf({ failures, grade }: VerdictSigned['data']): string {
  const [first] = failures;
  if (first === undefined) return `the grade ${grade ?? '-'} is not sold here`;
  return `${first.parameter} ${first.measured}, and the limit is ${first.limit}`;
}
