import { HOUSE } from './story';

/** What a run is charged with, and what comes out of it. */
export interface RunPlan {
  readonly runId: string;
  readonly lineId: string;
  readonly activity: 'press' | 'extract' | 'calibrate' | 'blend' | 'filter' | 'bottle' | 'pack';
  readonly day: string;
  readonly charges: readonly (readonly [
    from: 'lot' | 'tank' | 'material',
    sourceId: string,
    quantity: number,
  ])[];
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
  readonly highestDeciCelsius?: number;
}

/** What a piece of the bottle weighs. */
const BOTTLE_GRAMS = 458;

/** Materials that the house buys in: `cost` of all of it, in centimes. */
export const MATERIALS = [
  { materialId: 'EAU', unit: 'gram', quantity: 5_000_000, document: 'ONEE-10', costCentimes: 5_000 },
  { materialId: 'BOUTEILLE', unit: 'piece', quantity: 2_000, document: 'BL-VERRE-31', costCentimes: 560_000 },
  { materialId: 'ETIQUETTE', unit: 'piece', quantity: 2_000, document: 'BL-IMP-7', costCentimes: 60_000 },
] as const;

export const TANKS = [
  { tankId: 'CUVE-1', capacityMillilitres: 500_000 },
  { tankId: 'CUVE-2', capacityMillilitres: 500_000 },
  { tankId: 'CUVE-3', capacityMillilitres: 300_000 },
] as const;

/** Three phases: 1,000 kg of olives and 600 kg of water are 190 of oil, 480 of pomace, 915 of margines and 15 lost. */
const PRESSED: RunPlan = {
  runId: 'PR-01',
  lineId: 'PRESSE',
  activity: 'press',
  day: '2026-10-12',
  charges: [
    ['lot', 'LOT-TZM-OLIVE', 600_000],
    ['lot', 'LOT-BNM-OLIVE', 400_000],
    ['material', 'EAU', 600_000],
  ],
  outputs: [
    { outputId: 'H', kind: 'main', productId: 'OLIVE-OIL', grams: 190_000, tankId: 'CUVE-1' },
    { outputId: 'G', kind: 'by_product', productId: 'GRIGNON', grams: 480_000 },
  ],
  waste: [{ kind: 'margines', grams: 915_000 }],
  lossGrams: 15_000,
  highestDeciCelsius: 265,
};

/** The figures as they were read first: a tub of margines was forgotten. */
export const UNBALANCED: RunPlan = { ...PRESSED, waste: [{ kind: 'margines', grams: 865_000 }] };

const bottled = (runId: string, tankId: string, day: string, pieces: number, lossGrams: number): RunPlan => ({
  runId,
  lineId: 'BOUTEILLE',
  activity: 'bottle',
  day,
  charges: [
    ['tank', tankId, pieces * BOTTLE_GRAMS + lossGrams],
    ['material', 'BOUTEILLE', pieces],
    ['material', 'ETIQUETTE', pieces],
  ],
  outputs: [{ outputId: 'B', kind: 'main', productId: 'BOTTLE-500', grams: pieces * BOTTLE_GRAMS, pieces }],
  waste: [],
  lossGrams,
});

/** In the order in which they are played. */
export const RUNS: readonly RunPlan[] = [PRESSED, bottled('EM-01', 'CUVE-1', '2026-10-14', 300, 600)];

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
