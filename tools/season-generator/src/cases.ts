import { addDays } from '@oce/quantities';
import { type Delivery, netGrams } from './deliveries';
import type { Random } from './random';

/** The moments of the season that the demo shows. Each has a producer of its own. */
export type Cases = ReturnType<typeof chooseCases>;

/** The day on which all pools of the season close. */
export const POOLS_CLOSE_ON = '2026-12-21';

const WRONG_BY_GRAMS = 100_000;

export function chooseCases(random: Random, deliveries: readonly Delivery[]) {
  const accepted = deliveries.filter(({ fate }) => fate === 'accepted');
  const taken = new Set<string>();
  const choose = (stationCode: string, suits: (delivery: Delivery) => boolean = () => true): Delivery => {
    const delivery = random.pick(
      accepted.filter(
        (one) => one.stationId === `ST-${stationCode}-01` && !taken.has(one.producerCode) && suits(one),
      ),
    );
    taken.add(delivery.producerCode);
    return delivery;
  };
  const wrong = choose('OUEZ', (one) => one.grading.grade === 'extra' && netGrams(one) >= 600_000);
  const conflicting = choose('OUEZ', (one) => one.productId === 'OLIVE');
  const disputed = choose('MEK', (one) => one.productId === 'OLIVE');
  const stations = [...new Set(accepted.map(({ stationId }) => stationId))];
  return {
    /** Weighed once, written twice: the line stands a second time in the file. */
    duplicates: stations.flatMap((stationId) =>
      random.sample(
        accepted.filter((one) => one.stationId === stationId && one !== conflicting),
        stationId === 'ST-IFR-01' ? 2 : 3,
      ),
    ),
    /** The same ticket number again with another weight. */
    conflict: { delivery: conflicting, otherGrossGrams: conflicting.grossGrams + 140_000 },
    wrongTare: {
      delivery: wrong,
      rightTareGrams: wrong.tareGrams + WRONG_BY_GRAMS,
      foundOn: addDays(POOLS_CLOSE_ON, 18),
    },
    dispute: {
      delivery: disputed,
      raisedOn: addDays(disputed.date, 6),
      resolvedOn: addDays(disputed.date, 20),
    },
    erasure: { producerCode: choose('SEF').producerCode, requestedOn: addDays(POOLS_CLOSE_ON, 30) },
    bankRejects: [choose('MDZ').producerCode, choose('OUEZ').producerCode],
    bankReturns: choose('MEK').producerCode,
    /** They have no account at a bank, and are paid in cash. */
    withoutAccount: [choose('SEF').producerCode, choose('SEF').producerCode, choose('IFR').producerCode],
  };
}
