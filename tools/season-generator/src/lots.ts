import { multiplyPpm, sumExactly } from '@oce/quantities';
import { PRODUCT_OF, SEASON } from './catalogue';
import { type Delivery, netGrams } from './deliveries';

/** What one station took in of one grade in one of the four periods of the season. */
export type Lot = ReturnType<typeof lotOf>;

const PERIODS = [
  { period: 'P1', from: SEASON.from, to: '2026-09-24' },
  { period: 'P2', from: '2026-09-25', to: '2026-10-09' },
  { period: 'P3', from: '2026-10-10', to: '2026-10-24' },
  { period: 'P4', from: '2026-10-25', to: SEASON.to },
] as const;

/** Net weight less the impurities beyond the tolerance (case 1 of the worked numbers: 1,500 kg at 3.2 % -> 1,467 kg). */
export function payableGrams(delivery: Delivery): number {
  const net = netGrams(delivery);
  const beyond = delivery.grading.impuritiesPpm - PRODUCT_OF[delivery.productId].impuritiesTolerancePpm;
  return net - multiplyPpm(net, Math.max(0, beyond));
}

/** The accepted deliveries as lots, in the order of their ids. */
export function makeLots(deliveries: readonly Delivery[]): Lot[] {
  const accepted = groupBy(
    deliveries.filter(({ fate }) => fate === 'accepted'),
    lotIdOf,
  );
  return [...accepted.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(lotOf);
}

/** The lot that an accepted delivery goes to. */
function lotIdOf(delivery: Delivery): string {
  const station = delivery.stationId.replace(/^ST-|-01$/gu, '');
  return `LOT-${station}-${delivery.productId}-${delivery.grading.grade}-${periodOf(delivery.date).period}`;
}

function lotOf([lotId, deliveries]: [string, Delivery[]]) {
  const [first] = deliveries;
  if (!first) throw new RangeError(`${lotId} is empty`);
  return {
    lotId,
    stationId: first.stationId,
    campaignId: first.campaignId,
    productId: first.productId,
    grade: first.grading.grade,
    ...periodOf(first.date),
    deliveries: deliveries.length,
    netGrams: sumExactly(deliveries.map(netGrams)),
    payableGrams: sumExactly(deliveries.map(payableGrams)),
  };
}

function periodOf(date: string): (typeof PERIODS)[number] {
  const period = PERIODS.find(({ from, to }) => from <= date && date <= to);
  if (!period) throw new RangeError(`${date} is outside the season`);
  return period;
}

/** Values by key, keys in the order in which they are first met. (`Map.groupBy` is not in Node 20.) */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
