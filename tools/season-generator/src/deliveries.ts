import { addDays } from '@oce/quantities';
import { PRODUCT_OF, SEASON, type ProductId } from './catalogue';
import { EXPIRED_SCALE } from './cooperatives';
import type { Producer } from './producers';
import type { Random } from './random';
import { type Containers, type Grading, type Habit, grade, makeHabit, spoil, weigh } from './weighing';

/** What becomes of a weigh ticket when the season is played. */
type Fate = 'accepted' | 'refused' | 'unknown_producer' | 'expired_scale' | 'malformed';

/** A weighing of the season. Grams, ppm, ISO dates. */
export interface Delivery {
  readonly stationId: string;
  readonly terminalId: string;
  readonly ticketNumber: string;
  readonly producerCode: string;
  readonly campaignId: string;
  readonly productId: ProductId;
  readonly date: string;
  /** Local time, hh:mm:ss. */
  readonly time: string;
  readonly grossGrams: number;
  readonly tareGrams: number;
  readonly containers: Containers;
  readonly fate: Fate;
  readonly grading: Grading;
}

/** Grams on the scale without vehicle and containers. */
export function netGrams({ grossGrams, tareGrams }: Pick<Delivery, 'grossGrams' | 'tareGrams'>): number {
  return grossGrams - tareGrams;
}

type Draft = Omit<Delivery, 'ticketNumber'>;

const COUNTS: Readonly<Record<ProductId, readonly [number, number]>> = {
  OLIVE: [8, 13],
  CAPRE: [6, 11],
  MIEL: [4, 9],
};
const REFUSED: readonly (readonly [ProductId, number])[] = [
  ['OLIVE', 7],
  ['MIEL', 3],
  ['CAPRE', 2],
];
const MALFORMED_PER_STATION = 2;
const ON_EXPIRED_SCALE = 2;

/** A code that has the form of one but that no cooperative ever reported. */
export const UNKNOWN_PRODUCER = 'P-MEK-0999';

/** Every weighing of the season in the order of its terminal's numbers, with what will become of it. */
export function makeDeliveries(random: Random, producers: readonly Producer[]): Delivery[] {
  const drafts = producers.flatMap((producer) =>
    producer.products.flatMap((productId) =>
      draftsOf(random.named(`${producer.producerCode}/${productId}`), producer, productId),
    ),
  );
  const onTime = avoidExpiredScale(drafts);
  const all = [...withRefusals(random.named('refusals'), onTime), ...strays(random.named('strays'), onTime)];
  return numbered(random.named('numbers'), all);
}

function draftsOf(random: Random, producer: Producer, productId: ProductId): Draft[] {
  const habit = makeHabit(random, productId);
  const { from, to } = PRODUCT_OF[productId];
  const days = workingDays(from, to);
  const count = random.int(...COUNTS[productId]);
  return random.sample(days, count).map((day) => draft(random, producer, productId, habit, day));
}

function draft(random: Random, producer: Producer, productId: ProductId, habit: Habit, date: string): Draft {
  const shortCode = producer.cooperativeId.replace('COOP-', '');
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    stationId: `ST-${shortCode}-01`,
    terminalId: `TM-${shortCode}-0${productId === 'OLIVE' ? 1 : 2}`,
    producerCode: producer.producerCode,
    campaignId: PRODUCT_OF[productId].campaignId,
    productId,
    date,
    time: `${two(random.int(7, 18))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`,
    ...weigh(random, productId, habit),
    fate: 'accepted',
    grading: grade(random, productId),
  };
}

/** The days from one date to another, both included, without Sundays: stations are closed. */
function workingDays(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (new Date(`${day}T00:00:00Z`).getUTCDay() !== 0) days.push(day);
  }
  return days;
}

/** Members hear that the scale is out of service and come when it is verified again, all but the first two. */
function avoidExpiredScale(drafts: readonly Draft[]): Draft[] {
  let unaware = 0;
  return drafts.map((delivery) => {
    const { terminalId, date } = delivery;
    const { validUntil, verifiedAgainOn } = EXPIRED_SCALE;
    if (terminalId !== EXPIRED_SCALE.terminalId || date <= validUntil || date >= verifiedAgainOn)
      return delivery;
    unaware += 1;
    if (unaware <= ON_EXPIRED_SCALE) return { ...delivery, fate: 'expired_scale' };
    return { ...delivery, date: verifiedAgainOn };
  });
}

function withRefusals(random: Random, drafts: readonly Draft[]): Draft[] {
  const refused = new Set(
    REFUSED.flatMap(([productId, count]) =>
      random.sample(
        drafts.filter((delivery) => delivery.productId === productId && delivery.fate === 'accepted'),
        count,
      ),
    ),
  );
  return drafts.map((delivery) =>
    refused.has(delivery)
      ? { ...delivery, fate: 'refused', grading: spoil(random, delivery.productId, delivery.grading) }
      : delivery,
  );
}

/** Weighings beside the others that never become deliveries: lines to be spoilt later, and a code nobody knows. */
function strays(random: Random, drafts: readonly Draft[]): Draft[] {
  const stations = [...new Set(drafts.map(({ stationId }) => stationId))];
  const copies = (stationId: string, count: number) =>
    random
      .sample(
        drafts.filter((delivery) => delivery.stationId === stationId && delivery.fate === 'accepted'),
        count,
      )
      .map((delivery) => ({
        ...delivery,
        date: random.pick(workingDays(SEASON.from, EXPIRED_SCALE.validUntil)),
      }));
  const malformed = stations.flatMap((stationId) => copies(stationId, MALFORMED_PER_STATION));
  return [
    ...malformed.map((delivery): Draft => ({ ...delivery, fate: 'malformed' })),
    ...copies('ST-MEK-01', 1).map((delivery): Draft => ({
      ...delivery,
      producerCode: UNKNOWN_PRODUCER,
      fate: 'unknown_producer',
    })),
  ];
}

function numbered(random: Random, drafts: readonly Draft[]): Delivery[] {
  const sorted = [...drafts].sort((one, other) => compare(keyOf(one), keyOf(other)));
  const last = new Map<string, number>();
  return sorted.map((delivery) => {
    const before = last.get(delivery.terminalId) ?? random.int(100, 9000);
    last.set(delivery.terminalId, before + 1);
    const prefix = delivery.terminalId.replace(/^TM-|-/gu, '');
    return { ...delivery, ticketNumber: `${prefix}-${String(before + 1).padStart(6, '0')}` };
  });
}

function keyOf({ terminalId, date, time, producerCode, fate }: Draft): string {
  return [terminalId, date, time, producerCode, fate].join(' ');
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
