import type { DeliveryGraded, Reduction, ReductionTerms } from '@oce/contracts';
import { invalid } from '@oce/event-sourcing';
import { multiplyPpm, multiplyRatio, ONE_PPM } from '@oce/quantities';

/** What the sample of a delivery showed. */
export interface SampleMeasures {
  readonly impuritiesPpm: number;
  readonly moisturePpm?: number;
}

/** The weight that is paid for: net less every reduction, in the order in which they were applied. */
export type PayableWeight = Pick<DeliveryGraded['data'], 'netGrams' | 'reductions' | 'payableGrams'>;

/** One percentage point in ppm. */
const ONE_POINT_PPM = ONE_PPM / 100;

/**
 * Takes the impurities above the tolerance off the net weight, then the water above the base off what is left. Each
 * reduction is rounded to the gram, half away from zero. A measure within its allowance is listed with 0 grams, so that
 * a producer sees that it was looked at. Worked numbers, cases 1 and 6.
 * Refuses `negative_net`, `share_out_of_range`, `moisture_not_measured`.
 */
export function reduceIntake(netGrams: number, sample: SampleMeasures, terms: ReductionTerms): PayableWeight {
  if (netGrams < 0) throw invalid('negative_net', 'A delivery cannot weigh less than nothing.', 'netGrams');
  requireShare(sample.impuritiesPpm, 'impuritiesPpm');
  requireShare(terms.impuritiesTolerancePpm, 'impuritiesTolerancePpm');

  const impurities = reductionForImpurities(netGrams, sample.impuritiesPpm, terms.impuritiesTolerancePpm);
  const cleanGrams = netGrams - impurities.reducedGrams;
  if (terms.moisture === undefined) return { netGrams, reductions: [impurities], payableGrams: cleanGrams };

  const moisture = reductionForMoisture(cleanGrams, sample.moisturePpm, terms.moisture);
  return {
    netGrams,
    reductions: [impurities, moisture],
    payableGrams: cleanGrams - moisture.reducedGrams,
  };
}

function reductionForImpurities(fromGrams: number, measuredPpm: number, allowedPpm: number): Reduction {
  const excessPpm = Math.max(0, measuredPpm - allowedPpm);
  return {
    kind: 'impurities',
    measuredPpm,
    allowedPpm,
    fromGrams,
    reducedGrams: multiplyPpm(fromGrams, excessPpm),
  };
}

function reductionForMoisture(
  fromGrams: number,
  measuredPpm: number | undefined,
  { basePpm, method }: NonNullable<ReductionTerms['moisture']>,
): Reduction {
  if (measuredPpm === undefined) {
    throw invalid(
      'moisture_not_measured',
      'The contract looks at moisture: measure the sample.',
      'moisturePpm',
    );
  }
  requireShare(measuredPpm, 'moisturePpm');
  requireShare(basePpm, 'basePpm');
  if (basePpm === ONE_PPM)
    throw invalid('share_out_of_range', 'A base of pure water leaves nothing.', 'basePpm');

  const common = { measuredPpm, allowedPpm: basePpm, fromGrams };
  const excessPpm = Math.max(0, measuredPpm - basePpm);
  if (method.kind === 'dry_matter') {
    const waterGrams = multiplyRatio(fromGrams, excessPpm, ONE_PPM - basePpm);
    return { kind: 'moisture_by_dry_matter', ...common, reducedGrams: waterGrams };
  }
  requireShare(method.shrinkPpmPerPoint, 'shrinkPpmPerPoint');
  const shrinkGrams = multiplyRatio(fromGrams, excessPpm * method.shrinkPpmPerPoint, ONE_POINT_PPM * ONE_PPM);
  return { kind: 'moisture_by_pencil_shrink', ...common, reducedGrams: Math.min(shrinkGrams, fromGrams) };
}

function requireShare(ppm: number, field: string): void {
  const inRange = Number.isInteger(ppm) && ppm >= 0 && ppm <= ONE_PPM;
  if (!inRange)
    throw invalid('share_out_of_range', `${field} must be between 0 and 100 %, in whole ppm.`, field);
}
