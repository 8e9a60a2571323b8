import type { SupplementPosted } from '@oce/contracts';
import type { ShownSupplement } from '../../pool/reads/pool-entries';
import { deducted, sum, ticketStep, type Step } from './explain-steps';
import type { Tickets } from './explain-tickets';

/** A part of a supplementary distribution: the share less the advances on goods counted late, less its deductions. */
export function supplementStep(
  data: SupplementPosted['data'],
  distribution: ShownSupplement | undefined,
  tickets: Tickets,
): Step {
  const { lineId, poolId, number, points, settlement } = data;
  const { shareCentimes, advancesCentimes, complementCentimes, overpaidCentimes } = data;
  return {
    kind: 'supplement',
    id: lineId,
    facts: { poolId, number, points, shareCentimes, advancesCentimes, overpaidCentimes, settlement },
    sums: [
      sum('share less advances met', complementCentimes, shareCentimes - advancesCentimes),
      ...deducted(settlement),
    ],
    parts: [
      ...(distribution ? [distributionStep(distribution)] : []),
      ...[...tickets.values()].map(ticketStep),
    ],
  };
}

/** The distribution that the part belongs to. */
function distributionStep(distribution: ShownSupplement): Step {
  const { supplementId, number, distributedCentimes, points, members, distributedOn } = distribution;
  const facts = { number, distributedCentimes, points, members, distributedOn };
  return { kind: 'distribution', id: supplementId, facts, sums: [] };
}
