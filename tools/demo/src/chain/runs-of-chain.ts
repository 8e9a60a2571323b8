import type { RunPlan } from './runs';
import { packingOf } from './story';

/** Three phases: 1,000 kg of olives and 600 kg of water are 190 of oil, 480 of pomace, 915 of margines and 15 lost. */
const PHASES = { water: 600, oil: 190, pomace: 480, margines: 915, loss: 15 };
const GRAMS_OF_OLIVES = 1_000;

/** A pressing in three phases of olives of some lots, its oil into one tank. */
function pressed(
  runId: string,
  { lineId, day, tankId }: Pick<RunPlan, 'lineId' | 'day'> & { readonly tankId: string },
  olives: readonly (readonly [lotId: string, grams: number])[],
): RunPlan {
  const inGrams = olives.reduce((sum, [, grams]) => sum + grams, 0);
  const of = (part: number) => (inGrams * part) / GRAMS_OF_OLIVES;
  return {
    runId,
    lineId,
    activity: 'press',
    day,
    charges: [
      ...olives.map(([lotId, grams]) => ['lot', lotId, grams] as const),
      ['material', 'EAU', of(PHASES.water)],
    ],
    outputs: [
      { outputId: 'H', kind: 'main', productId: 'OLIVE-OIL', grams: of(PHASES.oil), tankId },
      { outputId: 'G', kind: 'by_product', productId: 'GRIGNON', grams: of(PHASES.pomace) },
    ],
    waste: [{ kind: 'margines', grams: of(PHASES.margines) }],
    lossGrams: of(PHASES.loss),
    highestDeciCelsius: 265,
  };
}

/** So many pieces, each with its own bottle or pot and label. */
function packed(
  runId: string,
  from: readonly ['lot' | 'tank', string],
  productId: 'BOTTLE-500' | 'HONEY-JAR',
  {
    lineId,
    day,
    pieces,
    lossGrams,
  }: Pick<RunPlan, 'lineId' | 'day' | 'lossGrams'> & { readonly pieces: number },
): RunPlan {
  const grams = pieces * packingOf(productId).pieceGrams;
  const isOil = productId === 'BOTTLE-500';
  return {
    runId,
    lineId,
    activity: isOil ? 'bottle' : 'pack',
    day,
    charges: [
      [...from, grams + lossGrams],
      ['material', isOil ? 'BOUTEILLE' : 'POT', pieces],
      ['material', 'ETIQUETTE', pieces],
    ],
    outputs: [{ outputId: 'B', kind: 'main', productId, grams, pieces }],
    waste: [],
    lossGrams,
  };
}

const FIRST_PRESSING = pressed('PR-01', { lineId: 'PRESSE', day: '2026-10-12', tankId: 'CUVE-1' }, [
  ['LOT-TZM-OLIVE', 600_000],
  ['LOT-BNM-OLIVE', 400_000],
]);

/** The first pressing as its figures were read at first: a tub of margines was forgotten. */
export const UNBALANCED: RunPlan = { ...FIRST_PRESSING, waste: [{ kind: 'margines', grams: 865_000 }] };

const BANDS = [
  ['5-7', 110_000],
  ['7-8', 180_000],
  ['8-9', 240_000],
  ['9-11', 190_000],
  ['11-13', 120_000],
  ['13-14', 60_000],
] as const;

/** 1,000 kg of capers with 180 kg of salt: six bands, trash and brine add up. */
const CALIBRATED: RunPlan = {
  runId: 'CAL-01',
  lineId: 'CAPRES',
  activity: 'calibrate',
  day: '2026-09-28',
  charges: [
    ['lot', 'LOT-AGD-CAPRE', 1_000_000],
    ['material', 'SEL', 180_000],
  ],
  outputs: BANDS.map(([outputId, grams]) => ({ outputId, kind: 'main', productId: 'CAPER-BRINE', grams })),
  waste: [
    { kind: 'dechets', grams: 20_000 },
    { kind: 'saumure', grams: 258_000 },
  ],
  lossGrams: 2_000,
};
export const CAPER_LOTS = BANDS.map(([outputId]) => `${CALIBRATED.runId}_${outputId}`);

const oilOf = (tankId: string, grams: number) => ['tank', tankId, grams] as const;

/** In the order in which they are played. */
export const RUNS: readonly RunPlan[] = [
  packed('MP-01', ['lot', 'LOT-TZM-MIEL'], 'HONEY-JAR', {
    lineId: 'MIEL',
    day: '2026-09-22',
    pieces: 398,
    lossGrams: 1_000,
  }),
  packed('MP-02', ['lot', 'LOT-BNM-MIEL'], 'HONEY-JAR', {
    lineId: 'MIEL',
    day: '2026-09-23',
    pieces: 198,
    lossGrams: 1_000,
  }),
  CALIBRATED,
  FIRST_PRESSING,
  pressed('PR-02', { lineId: 'PRESSE', day: '2026-10-13', tankId: 'CUVE-2' }, [['LOT-AGD-OLIVE', 1_000_000]]),
  pressed('PR-03', { lineId: 'PRESSE-BIO', day: '2026-10-13', tankId: 'CUVE-BIO' }, [
    ['LOT-TZM-OLIVE', 400_000],
  ]),
  {
    runId: 'AS-01',
    lineId: 'CHAI',
    activity: 'blend',
    day: '2026-10-14',
    charges: [oilOf('CUVE-1', 120_000), oilOf('CUVE-2', 40_000)],
    outputs: [{ outputId: 'H', kind: 'main', productId: 'OLIVE-OIL', grams: 160_000, tankId: 'CUVE-3' }],
    waste: [],
    lossGrams: 0,
  },
  {
    runId: 'FI-01',
    lineId: 'CHAI',
    activity: 'filter',
    day: '2026-10-14',
    charges: [oilOf('CUVE-1', 70_000)],
    outputs: [{ outputId: 'H', kind: 'main', productId: 'OLIVE-OIL', grams: 69_600 }],
    waste: [],
    lossGrams: 400,
  },
  packed('EM-01', ['tank', 'CUVE-3'], 'BOTTLE-500', {
    lineId: 'BOUTEILLE',
    day: '2026-10-15',
    pieces: 300,
    lossGrams: 600,
  }),
  packed('EM-02', ['tank', 'CUVE-2'], 'BOTTLE-500', {
    lineId: 'BOUTEILLE',
    day: '2026-10-15',
    pieces: 216,
    lossGrams: 272,
  }),
  packed('EM-03', ['tank', 'CUVE-BIO'], 'BOTTLE-500', {
    lineId: 'BOUTEILLE-BIO',
    day: '2026-10-15',
    pieces: 144,
    lossGrams: 248,
  }),
];
