import { multiplyRatio, sumExactly } from '@oce/quantities';
import { PRODUCTS, SEASON } from './catalogue';
import { payableGrams } from './lots';
import { type Delivery, netGrams } from './deliveries';
import { priceOn } from './schedules';
import type { Season } from './season';
import type { TicketFile } from './ticket-files';

export type Manifest = ReturnType<typeof makeManifest>;

/** What a run over the files must come to: counts, and sums in grams and centimes. */
export function makeManifest(season: Season) {
  return {
    seed: season.seed,
    from: SEASON.from,
    to: SEASON.to,
    counts: counts(season),
    ticketFiles: season.ticketFiles.map(ticketFile),
    products: PRODUCTS.map(({ productId, grades }) => ({
      productId,
      ...sums(season, (one) => one.productId === productId),
      refused: season.deliveries.filter((one) => one.productId === productId && one.fate === 'refused')
        .length,
      grades: grades.map(({ grade }) => ({
        grade,
        ...sums(season, (one) => one.productId === productId && one.grading.grade === grade),
      })),
    })),
    money: money(season),
    conflictingDuplicate: conflictOf(season),
  };
}

function counts(season: Season) {
  const lines = season.ticketFiles.flatMap((file) => file.lines);
  const withFate = (fate: string) => lines.filter((line) => line.fate === fate).length;
  return {
    cooperatives: season.cooperatives.length,
    producers: season.producers.length,
    stations: season.stations.length,
    ticketLines: lines.length,
    accepted: withFate('accepted'),
    refusedAtGrading: withFate('refused'),
    duplicates: withFate('duplicate'),
    conflictingDuplicates: withFate('conflicting_duplicate'),
    unknownProducers: withFate('unknown_producer'),
    onExpiredScale: withFate('expired_scale'),
    malformed: withFate('malformed'),
    lots: season.lots.length,
    buyers: season.buyers.length,
    contracts: season.contracts.length,
    ordersFulfilled: season.orders.filter(({ expected }) => expected === 'fulfilled').length,
    ordersRefused: season.orders.filter(({ expected }) => expected !== 'fulfilled').length,
    proceeds: season.proceeds.length,
    credits: season.credits.length,
    premiums: season.premiums.length,
  };
}

/** Every line that is more than a plain delivery is listed by its number in the file. */
function ticketFile({ stationId, lines, content }: TicketFile) {
  return {
    file: `weigh-tickets/${stationId}.csv`,
    bytes: content.length,
    lines: lines.length,
    firstLine: lines[0]?.line ?? 0,
    special: lines.filter(({ fate }) => fate !== 'accepted' && fate !== 'refused'),
  };
}

function sums({ deliveries, schedules }: Season, suits: (delivery: Delivery) => boolean) {
  const accepted = deliveries.filter((one) => one.fate === 'accepted' && suits(one));
  return {
    deliveries: accepted.length,
    netGrams: sumExactly(accepted.map(netGrams)),
    payableGrams: sumExactly(accepted.map(payableGrams)),
    advancesCentimes: sumExactly(
      accepted.map((delivery) => {
        const { campaignId, grading, date } = delivery;
        const { pricePerKgCentimes, advancePpm } = priceOn(schedules, campaignId, grading.grade, date);
        return multiplyRatio(payableGrams(delivery), pricePerKgCentimes * advancePpm, 1_000_000_000);
      }),
    ),
  };
}

function money({ orders, proceeds, credits, premiums }: Season) {
  const total = (values: readonly { amountCentimes: number }[]) =>
    sumExactly(values.map(({ amountCentimes }) => amountCentimes));
  return {
    invoicedCentimes: total(orders.filter(({ expected }) => expected === 'fulfilled')),
    proceedsCentimes: total(proceeds),
    creditsCentimes: total(credits),
    premiumsCentimes: total(premiums),
  };
}

function conflictOf({ cases }: Season) {
  const { delivery, otherGrossGrams } = cases.conflict;
  const { terminalId, ticketNumber, grossGrams } = delivery;
  return { terminalId, ticketNumber, grossGrams, otherGrossGrams };
}
