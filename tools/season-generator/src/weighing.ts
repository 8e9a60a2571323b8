import { PRODUCT_OF, type ProductId } from './catalogue';
import type { Random } from './random';

/** What a producer brings each time, about. */
export type Habit = ReturnType<typeof makeHabit>;
export type Containers = ReturnType<typeof containersFor>;
export type Grading = ReturnType<typeof grade>;

const KILO = 1000;

/** Olives come by trailer or pick-up truck over the weighbridge, honey and capers by hand to the platform scale. */
export function makeHabit(random: Random, productId: ProductId) {
  if (productId === 'OLIVE') {
    return { usualNetGrams: random.int(20, 150) * 10 * KILO, vehicleGrams: random.int(32, 230) * 10 * KILO };
  }
  const usualKilos = productId === 'MIEL' ? random.int(20, 90) : random.int(18, 75);
  return { usualNetGrams: usualKilos * KILO, vehicleGrams: 0 };
}

/**
 * A weighing in the steps of the scale: 10 kg on the weighbridge, 1 kg for capers, 100 g for honey. With impurities in
 * tenths of a percent every reduction of olives and capers is a whole number of grams, so rounding never matters.
 */
export function weigh(random: Random, productId: ProductId, habit: Habit) {
  const step = { OLIVE: 10 * KILO, CAPRE: KILO, MIEL: 100 }[productId];
  const net = Math.max(8, Math.round((habit.usualNetGrams * random.int(55, 140)) / 100 / step)) * step;
  const containers = containersFor(productId, net);
  const onVehicle = productId === 'OLIVE' ? habit.vehicleGrams + random.int(-2, 2) * step : 0;
  const tareGrams = productId === 'OLIVE' ? onVehicle : containers.count * containers.tareGramsEach;
  return { grossGrams: net + tareGrams, tareGrams, containers };
}

/** The tare of a trailer includes its empty crates; that of the platform scale is its containers. */
function containersFor(productId: ProductId, net: number) {
  const { kind, holds, tareGramsEach } = {
    OLIVE: { kind: 'caisse', holds: 22 * KILO, tareGramsEach: 1800 },
    CAPRE: { kind: 'fût', holds: 25 * KILO, tareGramsEach: 2000 },
    MIEL: { kind: 'seau', holds: 25 * KILO, tareGramsEach: 1200 },
  }[productId];
  return { kind, count: Math.ceil(net / holds), tareGramsEach };
}

/** What the laboratory bench of the station finds; in tenths of a percent. */
export function grade(random: Random, productId: ProductId) {
  const found = {
    OLIVE: { impurities: random.int(3, 45), moisture: random.int(440, 560) },
    MIEL: { impurities: random.int(0, 6), moisture: random.int(160, 198) },
    CAPRE: { impurities: random.int(5, 50), moisture: random.int(780, 870) },
  }[productId];
  return {
    grade: random.weighted(PRODUCT_OF[productId].grades.map((terms) => [terms.grade, terms.share] as const)),
    impuritiesPpm: found.impurities * 1000,
    moisturePpm: found.moisture * 1000,
    /** Local, minutes after weighing. */
    minutesLater: random.int(25, 170),
    refusalReason: '',
  };
}

/** The same sample, beyond what the product allows: honey too moist, olives and capers too dirty. */
export function spoil(random: Random, productId: ProductId, grading: Grading): Grading {
  if (productId === 'MIEL') {
    return {
      ...grading,
      moisturePpm: random.int(204, 225) * 1000,
      refusalReason: 'Humidité supérieure à 20 %',
    };
  }
  const most = PRODUCT_OF[productId].maxImpuritiesPpm;
  return {
    ...grading,
    impuritiesPpm: most + random.int(8, 70) * 1000,
    refusalReason: `Impuretés supérieures à ${most / 10_000} %`,
  };
}
