import { PRODUCTS } from './catalogue';

/** Olives are paid less until the price is raised in mid-season; deliveries before keep the price of their day. */
const OLIVE_RAISE = { on: '2026-10-12', byCentimes: 50 } as const;
const ADVANCE_PPM = 600_000;

export type Schedules = ReturnType<typeof makeSchedules>;

/** Price schedules, deduction schedules and the rules of intake, each with the day it takes effect. */
export function makeSchedules() {
  return {
    priceSchedules: [...PRODUCTS.map((product) => priceSchedule(product, 1)), priceSchedule(PRODUCTS[0], 2)],
    deductionSchedules: [
      deductionSchedule(1, '2026-09-01', 300_000),
      deductionSchedule(2, '2026-10-15', 250_000),
    ],
    intakeRules: PRODUCTS.map(({ productId, impuritiesTolerancePpm, maxImpuritiesPpm, maxMoisturePpm }) => ({
      productId,
      validFrom: '2026-09-01',
      impuritiesTolerancePpm,
      maxImpuritiesPpm,
      maxMoisturePpm,
    })),
  };
}

function priceSchedule(product: (typeof PRODUCTS)[number] | undefined, version: 1 | 2) {
  if (!product) throw new RangeError('no product to price');
  return {
    version: `PRICE-${product.campaignId}-v${version}`,
    campaignId: product.campaignId,
    productId: product.productId,
    validFrom: version === 1 ? '2026-09-01' : OLIVE_RAISE.on,
    advancePpm: ADVANCE_PPM,
    grades: product.grades.map(({ grade, pricePerKgCentimes, pointsPpm }) => ({
      grade,
      pricePerKgCentimes: pricePerKgCentimes + (version === 1 ? 0 : OLIVE_RAISE.byCentimes),
      pointsPpm,
    })),
  };
}

/** Caps and floor are shares of a payment: half of it always stays with the member. */
function deductionSchedule(version: 1 | 2, validFrom: string, creditCapPpm: number) {
  return {
    version: `DEDUCTION-2026-v${version}`,
    validFrom,
    capsPpm: { legal: 100_000, insurance: 200_000, input_credit: creditCapPpm, voluntary: 100_000 },
    floorPpm: 500_000,
  };
}

/** The price and the share paid in advance for a grade on the day of a delivery. */
export function priceOn({ priceSchedules }: Schedules, campaignId: string, grade: string, date: string) {
  const schedule = priceSchedules
    .filter((one) => one.campaignId === campaignId && one.validFrom <= date)
    .reduce((latest, one) => (one.validFrom > latest.validFrom ? one : latest));
  const terms = schedule.grades.find((one) => one.grade === grade);
  if (!terms) throw new RangeError(`${schedule.version} has no grade ${grade}`);
  return { pricePerKgCentimes: terms.pricePerKgCentimes, advancePpm: schedule.advancePpm };
}
