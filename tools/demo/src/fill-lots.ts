import { allPages, positionOf, postAll, type DemoRun } from './demo-run';

interface Delivery {
  readonly deliveryId: string;
  readonly stationId: string;
  readonly campaignId: string;
  readonly grade: string | null;
  readonly weighedAt: string;
}

/** The graded deliveries of each station, campaign, grade and period become a lot. Returns the last position. */
export async function fillLots({ client, season }: DemoRun): Promise<number> {
  const deliveries = await allPages<Delivery>(client, 'collection/deliveries?status=graded');
  const { lots } = season.salesPlan;
  await postAll(client, 'lots opened', lots, ({ lotId, stationId, campaignId, productId, grade, from }) => [
    'collection/lots',
    { lotId, stationId, campaignId, productId, grade, openedOn: from },
  ]);
  await postAll(client, 'lots filled', lots, (lot) => [
    `collection/lots/${lot.lotId}/deliveries`,
    { deliveryIds: deliveriesOf(lot, deliveries) },
  ]);
  const closed = await postAll(client, 'lots closed', lots, ({ lotId, to }) => [
    `collection/lots/${lotId}/close`,
    { closedOn: to },
  ]);
  return positionOf(closed);
}

type Lot = DemoRun['season']['salesPlan']['lots'][number];

function deliveriesOf(lot: Lot, deliveries: readonly Delivery[]): string[] {
  const kindOf = (one: Lot | Delivery) => `${one.stationId} ${one.campaignId} ${one.grade}`;
  return deliveries
    .filter((one) => kindOf(one) === kindOf(lot))
    .filter(({ weighedAt }) => weighedAt.slice(0, 10) >= lot.from && weighedAt.slice(0, 10) <= lot.to)
    .map(({ deliveryId }) => deliveryId);
}
