import { deliveryIdOf } from '@oce/contracts';
import { addDays } from '@oce/quantities';
import { postAll } from '../demo-run';
import type { ChainOffice } from './chain-office';
import { DELIVERIES_A_LOT, RAW_LOTS, type RawLotPlan } from './raw-lots';
import { memberOf, plotOf, stationOf } from './story';

const TARE_GRAMS = 2_000;
/** What a scale of this size tells apart. */
const DIVISION_GRAMS = 100;
/** Deliveries are a little more or less than their share, and come to the lot's weight. */
const SPREAD_GRAMS = 400;
const SPREAD = 5;

/** The weigh tickets of a raw lot, with plot, harvest day and what the indicator said. */
export function ticketsOf({ lotId: _lotId, cooperative, settledAs, netGrams, from, ...lot }: RawLotPlan) {
  const { campaignId, productId } = lot;
  return Array.from({ length: DELIVERIES_A_LOT }, (_, at) => {
    const spread = ((at % SPREAD) - Math.floor(SPREAD / 2)) * SPREAD_GRAMS;
    const producerCode = memberOf(cooperative, at);
    const day = addDays(from, at % SPREAD);
    return {
      stationId: stationOf(cooperative),
      terminalId: `TM-${cooperative}-01`,
      ticketNumber: `${productId}-${String(at + 1).padStart(3, '0')}`,
      producerCode,
      campaignId,
      productId,
      grossGrams: netGrams / DELIVERIES_A_LOT + spread + TARE_GRAMS,
      tareGrams: TARE_GRAMS,
      weighedAt: `${day}T${String(8 + Math.floor(at / SPREAD)).padStart(2, '0')}:12:00Z`,
      settledAs,
      plotId: plotOf(producerCode),
      harvestedOn: day,
      record: {
        alibiNumber: String(1_000 + at),
        scaleSerial: `SN-${cooperative}-01`,
        isStable: true,
        sawZero: true,
        divisionGrams: DIVISION_GRAMS,
        source: 'scale',
      },
    };
  });
}

/** Weighs in, grades, and closes a lot a cooperative and product. */
export async function gather({ run: { client } }: ChainOffice): Promise<void> {
  const all = RAW_LOTS.flatMap((lot) => ticketsOf(lot).map((ticket) => ({ lot, ticket })));
  await postAll(client, 'chain, weighed in', all, ({ ticket }) => ['collection/deliveries', ticket]);
  await postAll(client, 'chain, graded', all, ({ lot: { grade, moisturePpm }, ticket }) => [
    `collection/deliveries/${deliveryIdOf(ticket)}/grade`,
    { sampleId: `E-${deliveryIdOf(ticket)}`.slice(0, 60), grade, impuritiesPpm: 8_000, moisturePpm },
  ]);
  await postAll(client, 'chain, lots opened', RAW_LOTS, (lot) => {
    const { lotId, campaignId, productId, grade, from: openedOn } = lot;
    const stationId = stationOf(lot.cooperative);
    return ['collection/lots', { lotId, stationId, campaignId, productId, grade, openedOn }];
  });
  await postAll(client, 'chain, lots filled', RAW_LOTS, (lot) => [
    `collection/lots/${lot.lotId}/deliveries`,
    { deliveryIds: ticketsOf(lot).map(deliveryIdOf) },
  ]);
  await postAll(client, 'chain, lots closed', RAW_LOTS, ({ lotId, to: closedOn }) => [
    `collection/lots/${lotId}/close`,
    { closedOn },
  ]);
}
