import { type Buyer, type Contract, makeBuyers, makeContracts } from './buyers';
import { type Cases, chooseCases } from './cases';
import { makeCooperatives, makeStations } from './cooperatives';
import { type InputCredit, type Premium, makeCredits, makePremiums } from './credits';
import { makeDeliveries } from './deliveries';
import { type Lot, makeLots } from './lots';
import type { Cooperative, Delivery, Producer, Station } from './model';
import { type Order, type Proceeds, makeOrders, makeProceeds } from './orders';
import { makeProducers } from './producers';
import { Random } from './random';
import { type Schedules, makeSchedules } from './schedules';
import { type Settlement, makeSettlements } from './settlements';
import { type TicketFile, makeTicketFile } from './ticket-files';

/** All facts of a season; the files are written from these. */
export interface Season {
  readonly seed: number;
  readonly cooperatives: readonly Cooperative[];
  readonly stations: readonly Station[];
  readonly producers: readonly Producer[];
  readonly deliveries: readonly Delivery[];
  readonly cases: Cases;
  readonly ticketFiles: readonly TicketFile[];
  readonly schedules: Schedules;
  readonly credits: readonly InputCredit[];
  readonly premiums: readonly Premium[];
  readonly buyers: readonly Buyer[];
  readonly contracts: readonly Contract[];
  readonly lots: readonly Lot[];
  readonly orders: readonly Order[];
  readonly proceeds: readonly Proceeds[];
  readonly settlements: readonly Settlement[];
}

/** Draws a season. Pure: the same seed gives the same season, on every machine and on every day. */
export function makeSeason(seed: number): Season {
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
