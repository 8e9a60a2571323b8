import type { AdvancePosted, DeliveryGraded, DeliveryWeighedIn } from '@oce/contracts';
import { commitOf, type Filling } from './fill-log';

/** A campaign of the size that payments must close: who delivers, and how often. */
export interface CampaignSize {
  readonly producers: number;
  readonly deliveries: number;
}

const AT = '2026-10-01T08:00:00.000Z';
const SCOPE = { campaignId: 'OLIVE-2026', productId: 'OLIVE' };
const PRICE = { pricePerKgCentimes: 600, advancePpm: 600_000 };
const GRADES = [
  { grade: 'extra', name: 'Extra', pointsPpm: 1_050_000 },
  { grade: 'vierge', name: 'Vierge', pointsPpm: 1_000_000 },
  { grade: 'courante', name: 'Courante', pointsPpm: 920_000 },
] as const;
const TARE_GRAMS = 360_000;

export const POOL = {
  poolId: 'POOL-1',
  kind: 'pooled',
  ...SCOPE,
  grades: GRADES.map(({ grade }) => grade),
  terms: {
    milling: { perKgCentimes: 80, chargedBy: 'third_party' },
    commissionPpm: 40_000,
    oceChargesCapPpm: 150_000,
  },
};

/** The product, the station and the schedules: what the rest of the campaign stands on. */
export function* prelude(): Generator<Filling> {
  const grades = GRADES.map(({ grade, name }) => ({ grade, name }));
  const product = { productId: 'OLIVE', name: 'Olives', gtin: '06111234567893', unit: 'kg', grades };
  yield one('affiliation', 'product', 'OLIVE', 'ProductListed', product);
  const days = { opensOn: '2026-09-01', lastWeighingOn: '2026-12-31' };
  const campaign = { ...SCOPE, name: 'Olives', ...days };
  yield one('affiliation', 'campaign', SCOPE.campaignId, 'CampaignOpened', campaign);
  const station = { stationId: 'ST-1', name: 'Station', cooperativeId: 'C', openedOn: '2026-09-01' };
  yield one('collection', 'station', 'ST-1', 'StationOpened', station);
  const prices = GRADES.map(({ grade, pointsPpm }) => ({
    grade,
    pointsPpm,
    pricePerKgCentimes: PRICE.pricePerKgCentimes,
  }));
  const schedule = { version: 'PRICE-1', ...SCOPE, validFrom: '2026-09-01', advancePpm: PRICE.advancePpm };
  yield one('payments', 'schedule', 'PRICE-1', 'PriceSchedulePublished', { ...schedule, grades: prices });
  const capsPpm = { legal: 100_000, insurance: 50_000, input_credit: 300_000, voluntary: 100_000 };
  const deductions = { version: 'DEDUCTION-1', validFrom: '2026-09-01', floorPpm: 500_000, capsPpm };
  yield one('payments', 'schedule', 'DEDUCTION-1', 'DeductionSchedulePublished', deductions);
}

function one(context: string, aggregate: string, id: string, type: string, data: object): Filling {
  return commitOf(context, aggregate, id, 1, AT, { type, v: 1, data });
}

/**
 * Every delivery weighed, graded and advanced, as collection and payments write them: the audit finds nothing in it.
 * The producers take turns, so that the commits of an account lie far apart, as in a season.
 */
export function* deliveries({ producers, deliveries: count }: CampaignSize): Generator<Filling> {
  for (let n = 0; n < count; n++) {
    const { weighed, graded, advanced } = delivery(n, `P-${n % producers}`, Math.floor(n / producers));
    const { deliveryId, producerCode } = weighed.data;
    yield commitOf('collection', 'delivery', deliveryId, 1, AT, weighed);
    yield commitOf('collection', 'delivery', deliveryId, 2, AT, graded);
    yield commitOf('payments', 'account', producerCode, Math.floor(n / producers) + 1, AT, advanced);
  }
}

/** What payments hears and writes of a campaign: each delivery graded and advanced. */
export function* settledDeliveries(size: CampaignSize): Generator<Filling> {
  for (const one of deliveries(size)) if (one.commit.events[0]?.type !== 'DeliveryWeighedIn') yield one;
}

/** What payments hears of a campaign: each delivery graded. */
export function* gradings(size: CampaignSize): Generator<Filling> {
  for (const one of deliveries(size)) if (one.commit.events[0]?.type === 'DeliveryGraded') yield one;
}

/** The weighings alone. */
export function* weighings({ producers, deliveries: count }: CampaignSize): Generator<Filling> {
  for (let n = 0; n < count; n++) {
    const { weighed } = delivery(n, `P-${n % producers}`, 0);
    yield commitOf('collection', 'delivery', weighed.data.deliveryId, 1, AT, weighed);
  }
}

/** A delivery; a producer brings each grade in turn. */
function delivery(n: number, producerCode: string, turn: number) {
  const netGrams = 500_000 + ((n * 7_919) % 4_000) * 1_000;
  const place = { deliveryId: `TM-1_T-${n}`, stationId: 'ST-1', producerCode, ...SCOPE };
  const ticket = { terminalId: 'TM-1', scaleId: 'SC-1', ticketNumber: `T-${n}` };
  const weights = { grossGrams: netGrams + TARE_GRAMS, tareGrams: TARE_GRAMS, netGrams };
  const weighed: DeliveryWeighedIn = {
    type: 'DeliveryWeighedIn',
    v: 2,
    data: { ...place, ...ticket, ...weights, weighedAt: AT },
  };
  const { grade, pointsPpm } = GRADES[(n + turn) % GRADES.length] ?? GRADES[0];
  const measured = { measuredPpm: 8_000, allowedPpm: 10_000, fromGrams: netGrams, reducedGrams: 0 };
  const reductions = [{ kind: 'impurities' as const, ...measured }];
  const sample = { sampleId: `S-${n}`, impuritiesPpm: 8_000, moisturePpm: 500_000 };
  const graded: DeliveryGraded = {
    type: 'DeliveryGraded',
    v: 1,
    data: {
      ...place,
      grade,
      sample,
      reductions,
      netGrams,
      payableGrams: netGrams,
      weighedAt: AT,
      replaces: null,
    },
  };
  return { weighed, graded, advanced: advance(graded, pointsPpm) };
}

function advance({ data }: DeliveryGraded, coefficientPpm: number): AdvancePosted {
  const { deliveryId, producerCode, campaignId, productId, grade, payableGrams } = data;
  const grossCentimes = (payableGrams / 1_000) * 360;
  const sums = { grossCentimes, floorCentimes: grossCentimes / 2, netCentimes: grossCentimes };
  const about = { lineId: `ADV-${deliveryId}`, producerCode, deliveryId, campaignId, productId, grade };
  return {
    type: 'AdvancePosted',
    v: 1,
    data: {
      ...about,
      payableGrams,
      priceScheduleVersion: 'PRICE-1',
      ...PRICE,
      coefficientPpm,
      settlement: { scheduleVersion: 'DEDUCTION-1', ...sums, deductions: [] },
      postedOn: '2026-10-01',
      postings: [
        { account: `advances:${campaignId}`, amountCentimes: -grossCentimes },
        { account: `member:${producerCode}`, amountCentimes: grossCentimes },
      ],
    },
  };
}

/** Proceeds of the whole campaign, received for one invoice; the pool's policy takes them in. */
export function proceedsOf(size: CampaignSize): Filling {
  const madCentimes = size.deliveries * 1_500_000;
  const parts = GRADES.map(({ grade }, index) => {
    const share = Math.floor(madCentimes / GRADES.length);
    const amountCentimes = index === 0 ? madCentimes - share * (GRADES.length - 1) : share;
    return { lotId: `L-${grade}`, ...SCOPE, grade, amountCentimes, vatCentimes: 0 };
  });
  const invoice = { proceedsId: 'PR-1', invoiceNumber: 'F-2026-000001', orderId: 'O-1', contractId: 'K-1' };
  return one('sales', 'invoice', invoice.invoiceNumber, 'ProceedsReceived', {
    ...invoice,
    kind: 'pooled',
    buyerId: 'B-1',
    amount: madCentimes,
    currency: 'MAD',
    madCentimes,
    vatCentimes: 0,
    parts,
    rate: { date: '2026-12-01', rateMicros: 1_000_000 },
    valueDate: '2026-12-01',
    bankReference: 'R-1',
    postings: [
      { account: 'buyer:B-1', amountCentimes: madCentimes },
      { account: 'bank:main', amountCentimes: -madCentimes },
    ],
  });
}
