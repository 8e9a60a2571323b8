import {
  certification,
  collection,
  conditioning,
  sales,
  transport,
  type Claim,
  type LotDelivery,
} from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import { withLine } from './keyed';
import type { LotControl, LotGrams, LotNode, LotTicket } from './nodes';

/** What a lot hears of itself, by its own name. */
export const lotSources = [collection.lot, conditioning.lotBalance, certification.lotStatus] as const;
type LotEvent = EventOf<(typeof lotSources)[number]>;

const ticketOf = ({ deliveryId, producerCode, netGrams, plotId, harvestedOn }: LotDelivery): LotTicket => ({
  deliveryId,
  producerCode,
  grams: netGrams,
  plotId: plotId ?? null,
  harvestedOn: harvestedOn ?? null,
});

export const linesOf = (lines: readonly LotGrams[]): LotGrams[] =>
  lines.map(({ lotId, grams }) => ({ lotId, grams }));

/** What becomes of a lot by what collection, conditioning and certification say of it. */
export function lotAfter(lot: LotNode, event: LotEvent): LotNode {
  switch (event.type) {
    case 'LotClosed': {
      const { lotId, productId, campaignId, grade, stationId, closedOn, netGrams, deliveries } = event.data;
      const tickets = deliveries.map(ticketOf);
      const origins = [{ lotId, grams: netGrams }];
      const is = { productId, campaignId, grade, stationId, closedOn, tickets };
      return { ...lot, ...is, madeGrams: netGrams, origins };
    }
    case 'LotMadeAvailable': {
      const { productId, runId, netGrams, origins } = event.data;
      return { ...lot, productId, runId, madeGrams: netGrams, origins: linesOf(origins) };
    }
    case 'LotDrawn':
      // What is set aside for sale has not left: it is sold by its orders.
      if (event.data.into.kind === 'offer') return lot;
      return { ...lot, drawnGrams: lot.drawnGrams + event.data.grams };
    case 'LotDrawReturned':
      if (event.data.into?.kind === 'offer') return lot;
      return { ...lot, returnedGrams: lot.returnedGrams + event.data.grams };
    case 'LotWithdrawn':
      return { ...lot, isWithdrawn: true };
    default:
      return { ...lot, control: controlAfter(lot.control, event) };
  }
}

function controlAfter(control: LotControl, event: EventOf<typeof certification.lotStatus>): LotControl {
  switch (event.type) {
    case 'LotHeld':
      if (control.status === 'recalled') return control;
      return { ...control, status: 'held', reason: event.data.reason, releases: [] };
    case 'LotReleased': {
      const { market, standard, grade, controlId, releasedAt, claims } = event.data;
      const by = `${standard.standardId} ${standard.version}`;
      const release = { market, standard: by, grade, controlId, releasedAt };
      const releases = withLine(control.releases, 'market', release);
      const rejectedFor = control.rejectedFor.filter((one) => one !== market);
      return { status: 'released', reason: null, releases, rejectedFor, claims: claims.map(claimOf) };
    }
    case 'LotRejected': {
      const { market, reason } = event.data;
      const releases = control.releases.filter((one) => one.market !== market);
      const rejectedFor = [...new Set([...control.rejectedFor, market])].sort();
      const status = releases.length > 0 ? control.status : 'rejected';
      return { ...control, status, reason, releases, rejectedFor };
    }
    case 'LotRecalled':
      return { ...control, status: 'recalled', reason: event.data.reason, releases: [] };
    case 'LotClaimsChanged':
      return { ...control, claims: event.data.claims.map(claimOf) };
  }
}

/** A claim as it is shown, field by field. */
function claimOf(claim: Claim): Claim {
  switch (claim.kind) {
    case 'all':
      return { kind: claim.kind, claim: claim.claim, certificateIds: [...claim.certificateIds] };
    case 'share':
      return {
        kind: claim.kind,
        claim: claim.claim,
        parts: claim.parts.map(({ of, grams }) => ({ of, grams })),
      };
    case 'same':
      return { kind: claim.kind, claim: claim.claim, value: claim.value };
    case 'process':
      return { kind: claim.kind, claim: claim.claim, runIds: [...claim.runIds] };
  }
}

/** A lot's goods left for an order. What a run made leaves by draws, which its balance tells. */
export function lotSold(
  lot: LotNode,
  { data: { orderId, lines } }: EventOf<typeof sales.order.OrderFulfilled>,
): LotNode {
  const own = lines.filter(({ lotId, campaignId }) => lotId === lot.id && campaignId !== null);
  if (own.length === 0) return lot;
  const grams = sumExactly(own.map((line) => line.grams));
  return { ...lot, orders: withLine(lot.orders, 'orderId', { orderId, grams }) };
}

/** A lot's goods left on a shipment, in units or in bulk. */
export function lotShipped(
  lot: LotNode,
  { data: { shipmentId, orderId, goods } }: EventOf<typeof transport.shipment.ShipmentDeparted>,
): LotNode {
  const grams = sumExactly(goods.filter(({ lotId }) => lotId === lot.id).map((one) => one.grams));
  return { ...lot, shipments: withLine(lot.shipments, 'shipmentId', { shipmentId, orderId, grams }) };
}
