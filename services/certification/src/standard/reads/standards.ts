import { projectionFrom } from '@oce/projections';
import type { Limit } from '../domain/limits';
import { standardEvents, type ProcessLimit, type StandardPublished } from '../domain/standard';

export type StandardDocument = StandardPublished['data'] & { readonly processes: readonly ProcessLimit[] };

const limitOf = ({ parameter, unit, decimals, max, min, isAboveMin }: Limit): Limit => ({
  parameter,
  unit,
  decimals,
  max,
  min,
  isAboveMin,
});

/** What may goods be, for a market, from when on? A document a version. */
export const standardsProjection = projectionFrom(standardEvents)<StandardDocument>({
  name: 'standards',
  version: 2,
  indexes: [{ fields: { market: 1, _id: 1 } }],
  keys: ({ data: { standardId, validFrom } }) => [`${standardId}.${validFrom}`],
  project: (_document, { data }) => {
    const { standardId, version, market, productIds, validFrom, source, counterAssessmentDays } = data;
    return {
      standardId,
      version,
      market,
      productIds: [...productIds],
      validFrom,
      source,
      general: data.general.map(limitOf),
      categories: data.categories.map(({ grade, limits, isSold }) => ({
        grade,
        limits: limits.map(limitOf),
        isSold,
      })),
      counterAssessmentDays,
      processes: (data.processes ?? []).map(({ claim, activity, maxDeciCelsius }) => ({
        claim,
        activity,
        maxDeciCelsius,
      })),
    };
  },
});
