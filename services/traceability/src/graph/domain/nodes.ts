import type { Claim } from '@oce/contracts';

/** What a node of the graph can be; a buyer, a member at home and a material are only ends of edges. */
export const NODE_KINDS = ['lot', 'tank', 'run', 'unit', 'shipment', 'order'] as const;

/** Where goods are: `lot:L`, `tank:T`, `unit:S`. */
export const nodeKey = (kind: string, id: string): string => `${kind}:${id}`;

export interface LotGrams {
  readonly lotId: string;
  readonly grams: number;
}

/** A weigh ticket in its raw lot; the producer by code alone. */
export interface LotTicket {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly grams: number;
  readonly plotId: string | null;
  readonly harvestedOn: string | null;
}

export interface LotRelease {
  readonly market: string;
  readonly standard: string;
  readonly grade: string;
  readonly controlId: string;
  readonly releasedAt: string;
}

/** What certification says of a lot now. */
export interface LotControl {
  readonly status: 'held' | 'released' | 'rejected' | 'recalled' | 'unknown';
  readonly reason: string | null;
  readonly releases: readonly LotRelease[];
  readonly rejectedFor: readonly string[];
  readonly claims: readonly Claim[];
}

/** A lot, raw or made by a run. It may be sold before anybody has said what it is. */
export interface LotNode {
  readonly kind: 'lot';
  readonly id: string;
  /** Null until it is closed, or made. */
  readonly productId: string | null;
  readonly campaignId: string | null;
  readonly grade: string | null;
  readonly stationId: string | null;
  readonly closedOn: string | null;
  readonly tickets: readonly LotTicket[];
  /** Of what a run made. */
  readonly runId: string | null;
  readonly madeGrams: number;
  readonly origins: readonly LotGrams[];
  readonly isWithdrawn: boolean;
  /** Into runs, tanks, units and, of what a run made, orders at the gate. */
  readonly drawnGrams: number;
  readonly returnedGrams: number;
  /** Orders that raw goods of it left for. */
  readonly orders: readonly { readonly orderId: string; readonly grams: number }[];
  /** Shipments that had goods of it, in units or in bulk. */
  readonly shipments: readonly {
    readonly shipmentId: string;
    readonly orderId: string;
    readonly grams: number;
  }[];
  readonly control: LotControl;
}

/** A tank, with all that ever went in; what was drawn is an edge of its own. */
export interface TankNode {
  readonly kind: 'tank';
  readonly id: string;
  readonly productId: string | null;
  readonly fills: readonly { readonly lotId: string; readonly grams: number; readonly at: number }[];
  readonly drawnGrams: number;
  readonly returnedGrams: number;
  readonly contentGrams: number;
  /** Positions of the log at which it ran dry. */
  readonly dryAt: readonly number[];
}

export interface RunNode {
  readonly kind: 'run';
  readonly id: string;
  readonly stationId: string;
  readonly activity: string;
  readonly completedAt: string;
  readonly corrects: string | null;
  /** A line a charge: two of one product stay two. */
  readonly inputs: readonly {
    readonly chargeId: string;
    readonly from: string;
    readonly grams: number;
  }[];
  /** Members' goods that were charged, by raw lot: materials have none. */
  readonly origins: readonly LotGrams[];
  readonly outputs: readonly (LotGrams & { readonly kind: string })[];
  readonly waste: readonly { readonly kind: string; readonly grams: number }[];
  readonly lossGrams: number;
  readonly differenceGrams: number;
  readonly isReversed: boolean;
}

export interface UnitNode {
  readonly kind: 'unit';
  readonly id: string;
  /** Null until it is closed: what it is in may be heard first. */
  readonly level: string | null;
  readonly gtin: string | null;
  readonly netGrams: number;
  readonly origins: readonly LotGrams[];
  readonly goods: readonly (LotGrams & { readonly drawId: string })[];
  readonly units: readonly { readonly sscc: string; readonly grams: number }[];
  readonly isBroken: boolean;
  /** Units that it is, or was, in. */
  readonly outer: readonly { readonly sscc: string; readonly grams: number; readonly isOut: boolean }[];
  readonly shipments: readonly {
    readonly shipmentId: string;
    readonly grams: number;
    readonly isBack: boolean;
  }[];
}

export interface ShipmentNode {
  readonly kind: 'shipment';
  readonly id: string;
  readonly orderId: string | null;
  readonly buyerId: string | null;
  readonly destination: string | null;
  readonly units: readonly {
    readonly sscc: string;
    readonly grams: number;
    readonly goods: readonly LotGrams[];
  }[];
  /** All that left, a line a lot; null until it departed. */
  readonly sent: readonly LotGrams[] | null;
  readonly departedAt: string | null;
  /** What the buyer took; null until it was received. */
  readonly received: readonly LotGrams[] | null;
  readonly differences: readonly { readonly name: string; readonly grams: number }[];
  /** What came back; null where nothing did. */
  readonly back: readonly LotGrams[] | null;
}

export interface OrderNode {
  readonly kind: 'order';
  readonly id: string;
  readonly buyerId: string | null;
  readonly lines: readonly (LotGrams & { readonly isRaw: boolean })[];
  readonly deliveredOn: string | null;
  readonly shipments: readonly { readonly shipmentId: string; readonly grams: number }[];
  readonly invoices: readonly string[];
  readonly creditNotes: readonly string[];
}

export type TraceNode = LotNode | TankNode | RunNode | UnitNode | ShipmentNode | OrderNode;

/** Goods were drawn of a lot or a tank: a document each, so that none grows with what is packed of one lot. */
export interface DrawEdge {
  readonly from: string;
  readonly into: string;
  readonly grams: number;
  readonly returnedGrams: number;
  /** Where in the log. */
  readonly at: number;
  /** Of a tank: the raw lots in it, and those of a heel; null of a lot. */
  readonly rawLotIds: readonly string[] | null;
  readonly heelLotIds: readonly string[];
}
