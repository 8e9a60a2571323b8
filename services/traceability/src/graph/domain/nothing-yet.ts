import type { LotControl, LotNode, OrderNode, ShipmentNode, TankNode, UnitNode } from './nodes';

/** What is known of goods that others name before anybody has said what they are. */

const CONTROL: LotControl = {
  status: 'unknown',
  reason: null,
  releases: [],
  rejectedFor: [],
  claims: [],
};

export const newLot = (id: string): LotNode => ({
  kind: 'lot',
  id,
  productId: null,
  campaignId: null,
  grade: null,
  stationId: null,
  closedOn: null,
  tickets: [],
  runId: null,
  madeGrams: 0,
  origins: [],
  isWithdrawn: false,
  drawnGrams: 0,
  returnedGrams: 0,
  orders: [],
  shipments: [],
  control: CONTROL,
});

export const newTank = (id: string): TankNode => ({
  kind: 'tank',
  id,
  productId: null,
  fills: [],
  drawnGrams: 0,
  returnedGrams: 0,
  contentGrams: 0,
  dryAt: [],
});

export const newUnit = (id: string): UnitNode => ({
  kind: 'unit',
  id,
  level: null,
  gtin: null,
  netGrams: 0,
  origins: [],
  goods: [],
  units: [],
  isBroken: false,
  outer: [],
  shipments: [],
});

export const newShipment = (id: string): ShipmentNode => ({
  kind: 'shipment',
  id,
  orderId: null,
  buyerId: null,
  destination: null,
  units: [],
  sent: null,
  departedAt: null,
  received: null,
  differences: [],
  back: null,
});

export const newOrder = (id: string): OrderNode => ({
  kind: 'order',
  id,
  buyerId: null,
  lines: [],
  deliveredOn: null,
  shipments: [],
  invoices: [],
  creditNotes: [],
});
