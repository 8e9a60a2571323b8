import { conflict, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { draw, scaled } from '@oce/origins';
import { isWithinPpm, multiplyRatio, ONE_PPM } from '@oce/quantities';
import { tankEvents, type TankEvent, type TankGauged, type TankInstalled } from './tank.events';
import type { TankState } from './tank.state';

export type GaugeTank = Command<
  'GaugeTank',
  Pick<
    TankGauged['data'],
    'gaugeId' | 'measuredMillilitres' | 'temperatureDeciCelsius' | 'reason' | 'gaugedAt'
  >
> & { readonly facts: { readonly tolerancePpm: number } };

/** At this temperature litres are litres. */
const STANDARD_DECI_CELSIUS = 200;

/** What a dip weighs: its volume at 20 C, in whole millilitres, by the density. */
export function gaugedGrams(
  { measuredMillilitres, temperatureDeciCelsius }: GaugeTank['data'],
  { densityGramsPerLitre, expansionPpmPerDegree }: NonNullable<TankState['assigned']>,
): number {
  const degreesAbove = temperatureDeciCelsius - STANDARD_DECI_CELSIUS;
  const whole = ONE_PPM * 10;
  const standard = multiplyRatio(measuredMillilitres, whole - expansionPpmPerDegree * degreesAbove, whole);
  return multiplyRatio(standard, densityGramsPerLitre, 1_000);
}

/**
 * A dip: where it differs from the books within the tolerance, the difference is written down and the books follow.
 * Refuses `gauge_differs`, `tank_not_assigned`, `gauge_of_nothing`, and `gauge_out_of_tolerance` with the figures.
 */
export function gaugeTank(
  { data, facts: { tolerancePpm } }: GaugeTank,
  state: TankState,
  { tankId }: TankInstalled['data'],
): TankEvent[] {
  const { gaugeId, measuredMillilitres, temperatureDeciCelsius, reason, gaugedAt } = data;
  const known = state.gauges.get(gaugeId);
  if (known !== undefined) {
    const { measuredMillilitres: ml, temperatureDeciCelsius: deci, gaugedAt: at } = known;
    const told = { measuredMillilitres: ml, temperatureDeciCelsius: deci, gaugedAt: at };
    if (saysTheSame(told, { measuredMillilitres, temperatureDeciCelsius, gaugedAt })) return [];
    throw conflict('gauge_differs', 'A dip of this id was told with other figures.', 'gaugeId');
  }
  if (state.assigned === null)
    throw conflict('tank_not_assigned', `${tankId} is for no product yet.`, 'tankId');
  const measuredGrams = gaugedGrams(data, state.assigned);
  const bookGrams = state.contentGrams;
  const differenceGrams = measuredGrams - bookGrams;
  if (bookGrams === 0 && differenceGrams > 0)
    throw invalid(
      'gauge_of_nothing',
      `The books of ${tankId} have nothing, and ${measuredGrams} g were measured: find out what came in.`,
      'measuredMillilitres',
    );
  if (!isWithinPpm(differenceGrams, bookGrams, tolerancePpm))
    throw conflict(
      'gauge_out_of_tolerance',
      `The dip says ${measuredGrams} g and the books ${bookGrams} g: more than ${tolerancePpm} ppm apart. Look for what was not written down.`,
      'measuredMillilitres',
    );
  const lost = Math.max(0, -differenceGrams);
  const origins = lost > 0 ? draw(state.content, lost).drawn : scaled(state.content, differenceGrams);
  const figures = { measuredMillilitres, temperatureDeciCelsius, measuredGrams, bookGrams, differenceGrams };
  return [tankEvents.TankGauged({ tankId, gaugeId, ...figures, origins, tolerancePpm, reason, gaugedAt })];
}
