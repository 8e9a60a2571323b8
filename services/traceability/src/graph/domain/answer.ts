import { balanceOf, type Balance } from './balance';
import { nodeKey, type LotNode, type LotTicket, type TraceNode } from './nodes';
import type { TraceEdge, Traced } from './trace';

interface Reversed {
  readonly reason: string;
  readonly replacementId: string | null;
}

/** What is shown of a node: its own facts, and whether its grams add up. */
export interface ShownNode extends Balance {
  readonly key: string;
  readonly kind: string;
  readonly id: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Of a raw lot: its weigh tickets, those that were taken back named. */
  readonly tickets?: readonly (LotTicket & { readonly reversed?: Reversed })[];
  /** Of a lot: what certification says of it. */
  readonly control?: LotNode['control'];
}

export interface ShownBuyer {
  readonly buyerId: string;
  readonly orderId: string;
  readonly grams: number;
  readonly invoices: readonly string[];
  readonly creditNotes: readonly string[];
}

/** Nodes of both ways, as they are shown. */
export function shownNodes(
  nodes: ReadonlyMap<string, TraceNode>,
  keys: Iterable<string>,
  reversedOf: (deliveryId: string) => Reversed | undefined,
): ShownNode[] {
  const shipmentOf = (shipmentId: string) => nodes.get(nodeKey('shipment', shipmentId));
  const shown: ShownNode[] = [];
  for (const key of keys) {
    const node = nodes.get(key);
    if (!node) continue;
    const balance = balanceOf(node, shipmentOf);
    const base = { key, kind: node.kind, id: node.id, facts: factsOf(node), ...balance };
    if (node.kind !== 'lot') shown.push(base);
    else {
      const tickets = node.tickets.map((ticket) => {
        const reversed = reversedOf(ticket.deliveryId);
        return reversed ? { ...ticket, reversed } : ticket;
      });
      shown.push({ ...base, tickets, control: node.control });
    }
  }
  return shown;
}

function factsOf(node: TraceNode): Readonly<Record<string, unknown>> {
  switch (node.kind) {
    case 'lot': {
      const { productId, campaignId, grade, stationId, closedOn, isWithdrawn } = node;
      return { productId, campaignId, grade, stationId, closedOn, ...(isWithdrawn ? { isWithdrawn } : {}) };
    }
    case 'tank':
      return { productId: node.productId };
    case 'run': {
      const { activity, stationId, completedAt, corrects, isReversed } = node;
      return { activity, stationId, completedAt, corrects, ...(isReversed ? { isReversed } : {}) };
    }
    case 'unit': {
      const { level, gtin, netGrams, isBroken } = node;
      return { level, gtin, netGrams, ...(isBroken ? { isBroken } : {}) };
    }
    case 'shipment': {
      const { orderId, buyerId, destination, departedAt, back } = node;
      return { orderId, buyerId, destination, departedAt, ...(back === null ? {} : { isReturned: true }) };
    }
    case 'order': {
      const { buyerId, deliveredOn, invoices, creditNotes } = node;
      return { buyerId, deliveredOn, invoices, creditNotes };
    }
  }
}

/** Who has goods of it, by what orders of the walk delivered. */
export function buyersOf({ nodes }: Traced): ShownBuyer[] {
  const found: ShownBuyer[] = [];
  for (const node of nodes.values()) {
    if (node.kind !== 'order' || node.buyerId === null || node.lines.length === 0) continue;
    const { id: orderId, buyerId, invoices, creditNotes } = node;
    const grams = node.lines.reduce((total, line) => total + line.grams, 0);
    found.push({ buyerId, orderId, grams, invoices, creditNotes });
  }
  return found.sort((a, b) => (`${a.buyerId} ${a.orderId}` < `${b.buyerId} ${b.orderId}` ? -1 : 1));
}

/** The places that edges name, the start first. */
export function keysOf(start: string, edges: readonly TraceEdge[]): Set<string> {
  const keys = new Set([start]);
  for (const { from, into } of edges) keys.add(from).add(into);
  return keys;
}

/** Certificates that claims of lots stand on. */
export function certificateIdsOf(shown: readonly ShownNode[]): string[] {
  const ids = shown.flatMap(({ control }) =>
    (control?.claims ?? []).flatMap((claim) => (claim.kind === 'all' ? claim.certificateIds : [])),
  );
  return [...new Set(ids)].sort();
}
