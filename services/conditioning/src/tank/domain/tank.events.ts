import { conditioning, OCE } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Origins } from '@oce/origins';

export const tankEvents = defineEvents(
  { stream: OCE, context: 'conditioning', aggregate: 'tank', id: 'tankId' },
  {
    ...conditioning.tank,
    TankInstalled: event<{
      tankId: string;
      stationId: string;
      capacityMillilitres: number;
      installedOn: string;
    }>(),
    /** From here on it takes this product, until it is assigned to another. */
    TankAssigned: event<{
      tankId: string;
      productId: string;
      /** At 20 C, in grams a litre, as in force when it was assigned. */
      densityGramsPerLitre: number;
      /** How much the volume grows a degree, in ppm of the volume at 20 C. */
      expansionPpmPerDegree: number;
      assignedOn: string;
    }>(),
    /** The goods did not go in: they stay in the lot that they came from. */
    TankFillTurnedAway: event<{
      tankId: string;
      fillId: string;
      lotId: string;
      reason: TurnedAwayFor;
    }>(),
    /** A dip: what was measured, and the difference to the books, which it ends. */
    TankGauged: event<{
      tankId: string;
      gaugeId: string;
      measuredMillilitres: number;
      temperatureDeciCelsius: number;
      measuredGrams: number;
      bookGrams: number;
      differenceGrams: number;
      /** The origins of the difference, whichever way it goes. */
      origins: Origins;
      tolerancePpm: number;
      reason: string;
      gaugedAt: string;
    }>(),
    TankCleaned: event<{ tankId: string; cleanedAt: string; heelLotIds: readonly string[] }>(),
    TankSealed: event<{ tankId: string; sealNumber: string; sealedAt: string }>(),
    TankUnsealed: event<{ tankId: string; sealNumber: string; reason: string; unsealedAt: string }>(),
  },
);
export type TankEvent = EventOf<typeof tankEvents>;
export type TankInstalled = EventOf<typeof tankEvents.TankInstalled>;
export type TankAssigned = EventOf<typeof tankEvents.TankAssigned>;
export type TankGauged = EventOf<typeof tankEvents.TankGauged>;
/** Why a filling does not go in. */
export type TurnedAwayFor = 'tank_unknown' | 'tank_sealed' | 'tank_of_other_goods' | 'tank_full';
