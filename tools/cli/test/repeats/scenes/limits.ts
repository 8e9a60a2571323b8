import { addDays, businessDate } from '@oce/quantities';
import { STATION, TERMINAL } from '../../small-office';
import { pool } from '../money';
import { buyer, contractOf, harvest, pricesOf, producer, SMALL, ticketOf } from '../parts';
import type { Scene, Scenes } from '../scene';
import type { Stage } from '../stage';

/** Something above its limit that one person asked for: where its second person decides, and its id. */
interface Waiting {
  readonly at: string;
  readonly proposalId: string;
}

/** Far from the days of other scenes; each call has a day of its own, later than those before it. */
const limitOf = (stage: Stage, kind: string, limitOn: (day: number) => number) => {
  const day = stage.number();
  const validFrom = addDays(businessDate(new Date().toISOString()), 200 + day);
  return { version: stage.id('LIMIT'), kind, validFrom, limit: limitOn(day) };
};

async function credit(stage: Stage): Promise<Waiting> {
  const at = `payments/accounts/${(await producer(stage)).producerCode}`;
  const creditId = stage.id('CREDIT');
  const granted = { creditId, amountCentimes: 20_000_000, purpose: 'a pump', grantedOn: '2026-10-01' };
  await stage.post(`${at}/credits`, granted);
  return { at, proposalId: `credit-${creditId}` };
}

async function charge(stage: Stage): Promise<Waiting> {
  const at = `payments/pools/${(await pool(stage)).poolId}`;
  const chargeId = stage.id('CHARGE');
  const posted = { chargeId, kind: 'transport', chargedBy: 'third_party', amountCentimes: 600_000_000 };
  await stage.post(`${at}/charges`, posted);
  return { at, proposalId: `charge-${chargeId}` };
}

async function prices(stage: Stage): Promise<Waiting> {
  const { campaignId, productId } = await harvest(stage, { priced: false });
  const dear = pricesOf(stage.id('PRICE'), campaignId, productId);
  const grades = dear.grades.map((grade) => ({ ...grade, pricePerKgCentimes: 300_000 }));
  await stage.post('payments/price-schedules', { ...dear, grades });
  return { at: `payments/price-schedules/${dear.version}`, proposalId: `price-${dear.version}` };
}

async function contract(stage: Stage): Promise<Waiting> {
  const contractId = stage.id('CONTRACT');
  const dear = contractOf(contractId, await buyer(stage), SMALL);
  const priced = dear.prices.map((price) => ({ ...price, unitPriceMinor: 300_000 }));
  await stage.post('sales/contracts', { ...dear, prices: priced });
  return { at: `sales/contracts/${contractId}`, proposalId: `price-${contractId}` };
}

async function weight(stage: Stage): Promise<Waiting> {
  const ticket = ticketOf(stage, (await producer(stage)).producerCode);
  const heavy = { ...ticket, stationId: STATION, terminalId: TERMINAL, grossGrams: 70_000_000 };
  const { id } = await stage.post('collection/deliveries', heavy);
  return { at: `collection/deliveries/${id}`, proposalId: `weight-${id}` };
}

const raised =
  (context: string, kind: string, limit: number) =>
  async (stage: Stage): Promise<Waiting> => {
    // Above what other scenes have raised it to from days before on.
    const published = limitOf(stage, kind, (day) => limit + day);
    await stage.post(`${context}/limits`, published);
    return { at: `${context}/limits`, proposalId: `limit-${published.version}` };
  };

const confirmation = (waiting: (stage: Stage) => Promise<Waiting>): Scene => ({
  kind: 'act',
  place: async (stage) => {
    const { at, proposalId } = await waiting(stage);
    return { path: `/api/${at}/confirmations`, body: { proposalId }, token: stage.office.tokens.approver };
  },
});
const rejection = (waiting: (stage: Stage) => Promise<Waiting>): Scene => ({
  kind: 'act',
  place: async (stage) => {
    const { at, proposalId } = await waiting(stage);
    const body = { proposalId, reason: 'a zero too many' };
    const path = `/api/${at}/rejections`;
    return { path, body, other: { reason: 'another zero' }, token: stage.office.tokens.approver };
  },
});
const publication = (context: string, kind: string, limit: number): Scene => ({
  kind: 'creation',
  place: async (stage) => ({
    path: `/api/${context}/limits`,
    body: limitOf(stage, kind, () => limit),
    other: { limit: limit - 1 },
  }),
});

const limitScenes = (context: string, kind: string, lower: number, higher: number): Scenes => ({
  [`POST /api/${context}/limits`]: publication(context, kind, lower),
  [`POST /api/${context}/limits/confirmations`]: confirmation(raised(context, kind, higher)),
  [`POST /api/${context}/limits/rejections`]: rejection(raised(context, kind, higher)),
});
const decisionScenes = (path: string, waiting: (stage: Stage) => Promise<Waiting>): Scenes => ({
  [`POST /api/${path}/{id}/confirmations`]: confirmation(waiting),
  [`POST /api/${path}/{id}/rejections`]: rejection(waiting),
});

/** What passes a limit waits for a second person. */
export const secondPersonScenes: Scenes = {
  ...limitScenes('payments', 'credit', 9_000_000, 90_000_000),
  ...limitScenes('collection', 'weight', 50_000_000, 90_000_000),
  ...limitScenes('sales', 'price', 150_000, 900_000),
  ...decisionScenes('payments/accounts', credit),
  ...decisionScenes('payments/pools', charge),
  ...decisionScenes('payments/price-schedules', prices),
  ...decisionScenes('sales/contracts', contract),
  ...decisionScenes('collection/deliveries', weight),
};
