import { makeBuyers, makeContracts } from './buyers';
import { chooseCases } from './cases';
import { makeCooperatives, makeStations } from './cooperatives';
import { makeCredits, makePremiums } from './credits';
import { type Delivery, makeDeliveries } from './deliveries';
import { makeLots } from './lots';
import { makeOrders, makeProceeds } from './orders';
import { makeProducers } from './producers';
import { Random } from './random';
import { makeSchedules } from './schedules';
import { makeSettlements } from './settlements';
import { makeTicketFile } from './ticket-files';

/** All facts of a season; the files are written from these. */
export type Season = ReturnType<typeof makeSeason>;

/** Draws a season. Pure: the same seed gives the same season, on every machine and on every day. */
export function makeSeason(seed: number) {
  const random = new Random(seed);
  const stations = makeStations();
  const producers = makeProducers(random.named('producers'));
  const deliveries = makeDeliveries(random.named('deliveries'), producers);
  const cases = chooseCases(random.named('cases'), deliveries);
  return {
    seed,
    cooperatives: makeCooperatives(random.named('cooperatives')),
    stations,
    producers,
    deliveries,
    cases,
    ticketFiles: stations.map(({ stationId }) => makeTicketFile(stationId, deliveries, cases)),
    schedules: makeSchedules(),
    credits: makeCredits(random.named('credits'), producers),
    premiums: makePremiums(random.named('premiums'), producers),
    ...makeSales(random.named('sales'), deliveries),
  };
}

function makeSales(random: Random, deliveries: readonly Delivery[]) {
  const contracts = makeContracts();
  const lots = makeLots(deliveries);
  const orders = makeOrders(lots, contracts);
  const proceeds = makeProceeds(random.named('proceeds'), orders);
  const ordered = new Map<string, number>();
  for (const { buyerId, amountCentimes } of orders) {
    ordered.set(buyerId, (ordered.get(buyerId) ?? 0) + amountCentimes);
  }
  const buyers = makeBuyers(random.named('buyers'), ordered);
  const settlements = makeSettlements(lots, orders, proceeds, contracts);
  return { buyers, contracts, lots, orders, proceeds, settlements };
}
