import { allPages, forEach, positionOf, requireAccepted, type DemoRun } from './demo-run';

interface Delivery {
  readonly deliveryId: string;
  readonly stationId: string;
  readonly campaignId: string;
  readonly grade: string | null;
  readonly status: string;
  readonly weighedAt: string;
}

/** The graded deliveries of each station, campaign, grade and period become a lot. Returns the last position. */
export async function fillLots({ client, season }: DemoRun): Promise<number> {
  const deliveries = await allPages<Delivery>(client, 'collection/deliveries?status=graded');
  const { lots } = season.salesPlan;
  requireAccepted(
    'lots opened',
    await forEach('lots opened', lots, ({ lotId, stationId, campaignId, productId, grade, from }) =>
      client.send('POST', 'collection/lots', {
        lotId,
        stationId,
        campaignId,
        productId,
        grade,
        openedOn: from,
      }),
    ),
  );
  requireAccepted(
    'lots filled',
    await forEach('lots filled', lots, (lot) =>
      client.send('POST', `collection/lots/${lot.lotId}/deliveries`, {
        deliveryIds: deliveriesOf(lot, deliveries),
      }),
    ),
  );
  const closed = await forEach('lots closed', lots, ({ lotId, to }) =>
    client.send('POST', `collection/lots/${lotId}/close`, { closedOn: to }),
  );
  return positionOf(requireAccepted('lots closed', closed));
}

type Lot = DemoRun['season']['salesPlan']['lots'][number];

function deliveriesOf(lot: Lot, deliveries: readonly Delivery[]): string[] {
  return deliveries
    .filter(
      ({ stationId, campaignId, grade }) =>
        stationId === lot.stationId && campaignId === lot.campaignId && grade === lot.grade,
    )
    .filter(({ weighedAt }) => weighedAt.slice(0, 10) >= lot.from && weighedAt.slice(0, 10) <= lot.to)
    .map(({ deliveryId }) => deliveryId);
}
