import { HOUSE } from './story';

type Charge = readonly [from: 'lot' | 'tank' | 'material', sourceId: string, quantity: number];

/** What a run is charged with, and what comes out of it. */
export interface RunPlan {
  readonly runId: string;
  readonly lineId: string;
  readonly activity: 'press' | 'calibrate' | 'blend' | 'filter' | 'bottle' | 'pack';
  readonly day: string;
  readonly charges: readonly Charge[];
  readonly outputs: readonly {
    readonly outputId: string;
    readonly kind: 'main' | 'by_product';
    readonly productId: string;
    readonly grams: number;
    readonly pieces?: number;
    readonly tankId?: string;
  }[];
  readonly waste: readonly { readonly kind: string; readonly grams: number }[];
  readonly lossGrams: number;
  /** Only where it is measured: cold extraction is shown by it. */
  readonly highestDeciCelsius?: number;
}

/** Materials that the house buys in: `costCentimes` for all of it. */
export const MATERIALS = [
  { materialId: 'EAU', unit: 'gram', quantity: 5_000_000, document: 'ONEE-10', costCentimes: 5_000 },
  { materialId: 'SEL', unit: 'gram', quantity: 400_000, document: 'BL-SEL-4', costCentimes: 60_000 },
  { materialId: 'BOUTEILLE', unit: 'piece', quantity: 2_000, document: 'BL-VERRE-31', costCentimes: 560_000 },
  { materialId: 'POT', unit: 'piece', quantity: 1_000, document: 'BL-VERRE-32', costCentimes: 210_000 },
  { materialId: 'ETIQUETTE', unit: 'piece', quantity: 3_000, document: 'BL-IMP-7', costCentimes: 90_000 },
] as const;

export const TANKS = [
  { tankId: 'CUVE-1', capacityMillilitres: 500_000 },
  { tankId: 'CUVE-2', capacityMillilitres: 500_000 },
  { tankId: 'CUVE-3', capacityMillilitres: 300_000 },
  { tankId: 'CUVE-BIO', capacityMillilitres: 200_000 },
] as const;

/** What the house knows of its products: oil is measured at 20 C, and what a press usually yields. */
export const TERMS = [
  {
    productId: 'OLIVE-OIL',
    validFrom: '2026-09-01',
    densityGramsPerLitre: 916,
    expansionPpmPerDegree: 700,
    yieldBand: { fromPpm: 82_440, toPpm: 247_320 },
  },
] as const;

export const startOf = ({ runId, lineId, activity, day }: RunPlan) => ({
  runId,
  stationId: HOUSE,
  lineId,
  activity,
  startedAt: `${day}T08:00:00Z`,
});

export const completionOf = ({ outputs, waste, lossGrams, day, highestDeciCelsius }: RunPlan) => ({
  outputs,
  waste,
  lossGrams,
  completedAt: `${day}T15:00:00Z`,
  ...(highestDeciCelsius === undefined ? {} : { highestDeciCelsius }),
});
