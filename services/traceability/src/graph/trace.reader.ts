import { Injectable } from '@nestjs/common';
import type { MemoryView } from '@oce/projections';
import {
  InjectMemoryView,
  InjectProjection,
  notFoundProblem,
  ProjectionView,
  type LogPosition,
} from '@oce/service-kit';
import {
  buyersOf,
  certificateIdsOf,
  keysOf,
  shownNodes,
  type ShownBuyer,
  type ShownNode,
} from './domain/answer';
import { NODE_KINDS, nodeKey, type DrawEdge, type LotGrams, type TraceNode } from './domain/nodes';
import { Traced, type GraphReader, type TraceEdge } from './domain/trace';
import { walkBack } from './domain/walk-back';
import { walkForward } from './domain/walk-forward';
import { tracedCertificatesView, type TracedCertificate } from './reads/certificates';
import { drawEdgesProjection } from './reads/draw-edges';
import { reversedTicketsView, ticketsProjection, type TicketDocument } from './reads/tickets';
import { traceNodesProjection } from './reads/trace-nodes';

/** What can be asked for: a node, or a weigh ticket. */
export const START_KINDS = [...NODE_KINDS, 'ticket'] as const;
export type StartKind = (typeof START_KINDS)[number];
export type Direction = 'back' | 'forward';

/** Where goods came from and where they went. */
export interface Trace {
  readonly start: { readonly kind: string; readonly id: string; readonly key: string };
  /** Of a weigh ticket that was asked for. */
  readonly ticket: Omit<TicketDocument, 'lotId'> | null;
  /** Raw lots that the goods are of, with their grams; empty where it is not one holder's. */
  readonly origins: readonly LotGrams[];
  readonly nodes: readonly ShownNode[];
  readonly back: readonly TraceEdge[];
  readonly forward: readonly TraceEdge[];
  readonly certificates: readonly TracedCertificate[];
  readonly buyers: readonly ShownBuyer[];
  /** Whether the grams of every node add up. */
  readonly addsUp: boolean;
}

/** Reads the graph a level at a time. */
@Injectable()
export class TraceReader {
  constructor(
    @InjectProjection(traceNodesProjection) private readonly nodes: ProjectionView<TraceNode>,
    @InjectProjection(drawEdgesProjection) private readonly edges: ProjectionView<DrawEdge>,
    @InjectProjection(ticketsProjection) private readonly tickets: ProjectionView<TicketDocument>,
    @InjectMemoryView(reversedTicketsView)
    private readonly reversed: MemoryView<{ reason: string; replacementId: string | null }>,
    @InjectMemoryView(tracedCertificatesView) private readonly certificates: MemoryView<TracedCertificate>,
  ) {}

  /** The trace of goods, both ways unless told. A kind that is not said is found by the id. */
  async trace(
    id: string,
    { kind, direction }: { readonly kind?: StartKind; readonly direction?: Direction },
    position: LogPosition,
  ): Promise<Trace> {
    const reader = await this.at(position);
    const { start, ticket, asked } = await this.startOf(id, kind, reader);
    const raw = asked?.kind === 'lot' ? new Set(asked.origins.map(({ lotId }) => lotId)) : null;
    const [back, forward] = await Promise.all([
      direction === 'forward' || ticket ? new Traced() : walkBack(start, reader),
      direction === 'back' ? new Traced() : walkForward(start, raw && raw.size > 0 ? raw : null, reader),
    ]);
    const nodes = new Map([...back.nodes, ...forward.nodes]);
    await this.loadShipments(nodes, reader);
    const keys = keysOf(start, [...back.edges, ...forward.edges]);
    const shown = shownNodes(nodes, keys, (deliveryId) => this.reversed.get(deliveryId));
    const certificates = certificateIdsOf(shown).flatMap((one) => this.certificates.get(one) ?? []);
    const own = ticket
      ? [{ from: nodeKey('ticket', ticket.deliveryId), into: start, grams: ticket.netGrams }]
      : [];
    return {
      start: ticket ? { kind: 'ticket', id, key: nodeKey('ticket', id) } : startShown(start),
      ticket: ticket ? withoutLot(ticket) : null,
      origins: asked?.kind === 'lot' || asked?.kind === 'unit' ? asked.origins : [],
      nodes: shown,
      back: back.edges,
      forward: [...(ticket?.lotId === null ? [] : own), ...forward.edges],
      certificates,
      buyers: buyersOf(forward),
      addsUp: shown.every(({ holds }) => holds),
    };
  }

  private async at(position: LogPosition): Promise<GraphReader> {
    const [nodes, edges] = await Promise.all([
      this.nodes.at(position),
      this.edges.at(position),
      this.tickets.at(position),
    ]);
    return {
      nodes: (keys) => nodes.all({ _id: { $in: [...keys] } }),
      draws: async (keys) => {
        const found = keys.length === 0 ? [] : await edges.all({ _id: { $in: [...keys] } });
        return new Map(found.map((edge) => [edge._id, edge]));
      },
      drawsFrom: async (places) => (places.length === 0 ? [] : edges.all({ from: { $in: [...places] } })),
    };
  }

  /** The node to start at: of a weigh ticket its lot. */
  private async startOf(id: string, kind: StartKind | undefined, reader: GraphReader) {
    const kinds = kind === undefined ? NODE_KINDS : kind === 'ticket' ? [] : [kind];
    const found = kinds.length === 0 ? [] : await reader.nodes(kinds.map((one) => nodeKey(one, id)));
    const asked = kinds.flatMap((one) => found.filter((node) => node.kind === one))[0];
    if (asked) return { start: nodeKey(asked.kind, id), asked, ticket: undefined };
    const ticket = kind === undefined || kind === 'ticket' ? await this.tickets.find(id) : undefined;
    if (!ticket) throw notFoundProblem(id, kind ?? 'lot, unit, tank, run, shipment, order or weigh ticket');
    const start = nodeKey('lot', ticket.lotId ?? '');
    const [lot] = ticket.lotId === null ? [] : await reader.nodes([start]);
    return { start, asked: lot, ticket };
  }

  /** What of a lot was shipped in bulk is known by its shipments. */
  private async loadShipments(nodes: Map<string, TraceNode>, reader: GraphReader): Promise<void> {
    const keys = new Set<string>();
    for (const node of nodes.values())
      if (node.kind === 'lot')
        for (const { shipmentId } of node.shipments) keys.add(nodeKey('shipment', shipmentId));
    const missing = [...keys].filter((key) => !nodes.has(key));
    if (missing.length === 0) return;
    for (const node of await reader.nodes(missing)) nodes.set(nodeKey(node.kind, node.id), node);
  }
}

function startShown(key: string): Trace['start'] {
  const at = key.indexOf(':');
  return { kind: key.slice(0, at), id: key.slice(at + 1), key };
}

function withoutLot(ticket: TicketDocument): Trace['ticket'] {
  const { deliveryId, producerCode, stationId, productId, ticketNumber } = ticket;
  const { netGrams, weighedAt, plotId, harvestedOn, isReversed } = ticket;
  const who = { deliveryId, producerCode, stationId, productId, ticketNumber };
  return { ...who, netGrams, weighedAt, plotId, harvestedOn, isReversed };
}
