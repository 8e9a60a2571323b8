import { addDays } from '@oce/quantities';
import { type Delivery, netGrams } from './model';
import type { Random } from './random';

/** The moments of the season that the demo shows. Each has a producer of its own. */
export interface Cases {
  /** Weighed once, written twice: the line stands a second time in the file. */
  readonly duplicates: readonly Delivery[];
  /** The same ticket number again with another weight. */
  readonly conflict: { readonly delivery: Delivery; readonly otherGrossGrams: number };
  readonly wrongTare: {
    readonly delivery: Delivery;
    readonly rightTareGrams: number;
    readonly foundOn: string;
  };
  readonly dispute: { readonly delivery: Delivery; readonly raisedOn: string; readonly resolvedOn: string };
  readonly erasure: { readonly producerCode: string; readonly requestedOn: string };
  readonly bankRejects: readonly string[];
  readonly bankReturns: string;
}

/** The day on which all pools of the season close. */
export const POOLS_CLOSE_ON = '2026-12-21';

const WRONG_BY_GRAMS = 100_000;

export function chooseCases(random: Random, deliveries: readonly Delivery[]): Cases {
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
    duplicates: stations.flatMap((stationId) =>
      random.sample(
        accepted.filter((one) => one.stationId === stationId && one !== conflicting),
        stationId === 'ST-IFR-01' ? 2 : 3,
      ),
    ),
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
  };
}
