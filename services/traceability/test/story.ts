import { certification, collection, conditioning, sales, transport } from '@oce/contracts';
import type { Event, EventTypeInfo } from '@oce/event-sourcing';
import type { OfficeInMemory } from '@oce/testing/in-memory';

const AT = '2026-11-20T08:00:00.000Z';
/** One commit of another context. */
export interface Told {
  readonly of: EventTypeInfo;
  readonly id: string;
  readonly events: readonly Event[];
}
const told = (of: EventTypeInfo, id: string, ...events: readonly Event[]): Told => ({ of, id, events });
const origins = (grams: Readonly<Record<string, number>>) =>
  Object.entries(grams).map(([lotId, each]) => ({ lotId, grams: each }));

const { delivery, lot } = collection;
const { lotBalance, tank, run, unit } = conditioning;

/** A ticket of 1,000 kg, weighed before its lot is closed. */
export function ticket(deliveryId: string, producerCode: string, grams: number): Told {
  const who = { stationId: 'ST-1', terminalId: 'T1', scaleId: null, ticketNumber: deliveryId, producerCode };
  const what = { campaignId: 'OLIVE-2026', productId: 'OLIVE', grossGrams: grams, tareGrams: 0 };
  const data = { deliveryId, ...who, ...what, netGrams: grams, weighedAt: AT, plotId: `P-${producerCode}` };
  return told(delivery.DeliveryWeighedIn, deliveryId, delivery.DeliveryWeighedIn(data));
}

export function rawLot(lotId: string, deliveries: Readonly<Record<string, number>>): Told[] {
  const lines = Object.entries(deliveries).map(([deliveryId, netGrams]) => ({
    deliveryId,
    producerCode: `M-${deliveryId}`,
    netGrams,
    payableGrams: netGrams,
  }));
  const netGrams = lines.reduce((sum, line) => sum + line.netGrams, 0);
  const of = { lotId, stationId: 'ST-1', campaignId: 'OLIVE-2026', productId: 'OLIVE', grade: 'extra' };
  return [
    ...lines.map((line) => ticket(line.deliveryId, line.producerCode, line.netGrams)),
    told(lot.LotClosed, lotId, lot.LotClosed({ ...of, netGrams, deliveries: lines, closedOn: '2026-10-05' })),
    made(lotId, null, 'OLIVE', { [lotId]: netGrams }),
  ];
}

export function made(
  lotId: string,
  runId: string | null,
  productId: string,
  of: Readonly<Record<string, number>>,
): Told {
  const netGrams = Object.values(of).reduce((sum, grams) => sum + grams, 0);
  const data = { lotId, runId, productId, netGrams, pieces: null, origins: origins(of), tankId: null };
  return told(lotBalance.LotMadeAvailable, lotId, lotBalance.LotMadeAvailable(data));
}

export const drawn = (
  lotId: string,
  drawId: string,
  into: { readonly kind: 'tank' | 'run' | 'unit' | 'offer' | 'order'; readonly id: string },
  grams: number,
): Told =>
  told(
    lotBalance.LotDrawn,
    lotId,
    lotBalance.LotDrawn({
      lotId,
      drawId,
      into,
      productId: 'OIL',
      grams,
      pieces: null,
      origins: [],
      leftGrams: 0,
    }),
  );

export const returned = (lotId: string, drawId: string, grams: number): Told =>
  told(
    lotBalance.LotDrawReturned,
    lotId,
    lotBalance.LotDrawReturned({ lotId, drawId, grams, origins: [], reason: 'broken up' }),
  );

export const filled = (
  tankId: string,
  fillId: string,
  lotId: string,
  of: Readonly<Record<string, number>>,
  contentGrams: number,
): Told => {
  const grams = Object.values(of).reduce((sum, each) => sum + each, 0);
  const data = { tankId, fillId, lotId, productId: 'OIL', grams, origins: origins(of), contentGrams };
  return told(tank.TankFilled, tankId, tank.TankFilled(data));
};

export const tankDrawn = (
  tankId: string,
  drawId: string,
  runId: string,
  of: Readonly<Record<string, number>>,
  contentGrams: number,
  heelLotIds: readonly string[] = [],
): Told => {
  const grams = Object.values(of).reduce((sum, each) => sum + each, 0);
  const into = { kind: 'run' as const, id: runId };
  const data = {
    tankId,
    drawId,
    into,
    productId: 'OIL',
    grams,
    origins: origins(of),
    heelLotIds,
    contentGrams,
  };
  return told(tank.TankDrawn, tankId, tank.TankDrawn(data));
};

type From = { readonly kind: 'lot' | 'tank' | 'material'; readonly id: string };

export function ran(
  runId: string,
  charges: readonly (readonly [chargeId: string, from: From, grams: number])[],
  outputs: Readonly<Record<string, number>>,
  { waste = 0, loss = 0, activity = 'press' } = {},
): Told {
  const inputs = charges.map(([chargeId, from, grams]) => ({
    chargeId,
    from,
    productId: 'OIL',
    grams,
    pieces: null,
    origins: from.kind === 'lot' ? [{ lotId: from.id, grams }] : [],
  }));
  const made = Object.entries(outputs).map(([lotId, grams]) => ({
    lotId,
    kind: 'main' as const,
    productId: 'OIL',
    grams,
    pieces: null,
    origins: [],
    tankId: null,
  }));
  const went = waste === 0 ? [] : [{ kind: 'margines', grams: waste }];
  const of = { runId, stationId: 'PRESS', lineId: 'L1', activity, corrects: null, inputs, outputs: made };
  const weights = { waste: went, lossGrams: loss, lossOrigins: [], differenceGrams: 0, tolerancePpm: 5_000 };
  const quality = { yieldPpm: 0, isYieldFlagged: false, completedAt: AT };
  return told(run.RunCompleted, runId, run.RunCompleted({ ...of, ...weights, ...quality }));
}

export function packed(
  sscc: string,
  goods: Readonly<Record<string, number>>,
  units: Readonly<Record<string, number>> = {},
): Told {
  const lines = Object.entries(goods).map(([lotId, grams]) => ({
    drawId: `${sscc}_${lotId}`,
    lotId,
    productId: 'BOTTLE',
    pieces: null,
    grams,
    origins: [],
  }));
  const inner = Object.entries(units).map(([each, grams]) => ({ sscc: each, grams }));
  const netGrams = [...lines, ...inner].reduce((sum, { grams }) => sum + grams, 0);
  const head = { sscc, stationId: 'PRESS', level: 'case' as const, gtin: null, bestBefore: null };
  const data = { ...head, goods: lines, units: inner, netGrams, origins: [], packedAt: AT };
  return told(unit.UnitPacked, sscc, unit.UnitPacked(data));
}

export const broken = (sscc: string, units: readonly string[] = []): Told =>
  told(unit.UnitBroken, sscc, unit.UnitBroken({ sscc, reason: 'broken up', goods: [], units }));

const way = transport.shipment;
const onTheWay = (goods: Readonly<Record<string, number>>) =>
  Object.entries(goods).map(([lotId, grams]) => ({
    lotId,
    productId: 'BOTTLE',
    pieces: null,
    grams,
    origins: [],
  }));

export const loaded = (sscc: string, shipmentId: string, goods: Readonly<Record<string, number>>): Told => {
  const netGrams = Object.values(goods).reduce((sum, each) => sum + each, 0);
  const data = { sscc, shipmentId, goods: onTheWay(goods), within: [], netGrams, loadedAt: AT };
  return told(transport.custody.UnitLoaded, sscc, transport.custody.UnitLoaded(data));
};

export const departed = (
  shipmentId: string,
  orderId: string,
  units: readonly string[],
  goods: Readonly<Record<string, number>>,
): Told => {
  const of = { shipmentId, orderId, buyerId: 'B-1', units, goods: onTheWay(goods), departedAt: AT };
  return told(way.ShipmentDeparted, shipmentId, way.ShipmentDeparted(of));
};

export const received = (
  shipmentId: string,
  orderId: string,
  goods: Readonly<Record<string, number>>,
  missing = 0,
): Told => {
  const lines = Object.entries(goods).map(([lotId, grams]) => ({
    lotId,
    sentGrams: grams + missing,
    sentPieces: null,
    receivedGrams: grams,
    receivedPieces: null,
  }));
  const lotId = lines[0]?.lotId ?? '';
  const short = { sscc: null, lotId, kind: 'missing' as const, pieces: null, grams: missing };
  const differences = missing === 0 ? [] : [{ ...short, owner: 'carrier' as const, note: 'counted' }];
  const of = { shipmentId, orderId, buyerId: 'B-1', deliveryNoteNumber: `N-${shipmentId}`, lines };
  const data = { ...of, differences, receivedOn: '2026-11-25' };
  return told(way.ShipmentReceived, shipmentId, way.ShipmentReceived(data));
};

export const sentBack = (
  shipmentId: string,
  orderId: string,
  units: readonly string[],
  goods: Readonly<Record<string, number>>,
): Told => {
  const of = { shipmentId, orderId, stationId: 'PRESS', units, goods: onTheWay(goods) };
  return told(way.ShipmentReturned, shipmentId, way.ShipmentReturned({ ...of, returnedOn: '2026-11-28' }));
};

export function fulfilled(
  orderId: string,
  goods: Readonly<Record<string, number>>,
  campaignId: string | null = null,
): Told {
  const lines = Object.entries(goods).map(([lotId, grams]) => ({
    lotId,
    grams,
    campaignId,
    productId: 'BOTTLE',
    grade: 'extra',
    unit: 'kg' as const,
    quantity: grams,
    unitPriceMinor: 1,
    amountCentimes: 1,
  }));
  const of = { orderId, buyerId: 'B-1', deliveryNoteNumber: `N-${orderId}`, contractId: 'C-1' };
  const money = { kind: 'pooled' as const, lines, amountCentimes: 1, paymentDays: 30 };
  const data = { ...of, ...money, deliveredOn: '2026-11-25', tax: null };
  return told(sales.order.OrderFulfilled, orderId, sales.order.OrderFulfilled(data));
}

/** Certification releases a lot, as organic by a certificate. */
export function released(lotId: string, certificateId: string): Told[] {
  const { CertificateGranted } = certification.certificate;
  const { LotReleased } = certification.lotStatus;
  const standard = { standardId: 'olive-oil-eu', version: '2022' };
  const of = { certificateId, claim: 'organic', standard, body: 'BODY', number: 'N-1' };
  const holder = { kind: 'cooperative' as const, id: 'C-1' };
  const whole = {
    ...of,
    holder,
    productIds: ['OIL'],
    activities: [],
    validFrom: '2026-01-01',
    validTo: '2027-01-01',
  };
  const claims = [{ kind: 'all' as const, claim: 'organic', certificateIds: [certificateId] }];
  const release = {
    lotId,
    market: 'EU',
    standard,
    grade: 'extra_virgin',
    claims,
    controlId: 'CT-1',
    releasedAt: AT,
  };
  return [
    told(CertificateGranted, certificateId, CertificateGranted(whole)),
    told(LotReleased, lotId, LotReleased(release)),
  ];
}

/** Two raw lots pressed into one tank, bottled, packed, shipped a bottle short, billed. */
export const STORY: readonly Told[] = [
  ...rawLot('A', { D1: 600_000, D2: 400_000 }),
  ...rawLot('B', { D3: 1_000_000 }),
  drawn('A', 'CH-1', { kind: 'run', id: 'PRESS-1' }, 1_000_000),
  ran(
    'PRESS-1',
    [['CH-1', { kind: 'lot', id: 'A' }, 1_000_000]],
    { OIL1: 200_000 },
    { waste: 780_000, loss: 20_000 },
  ),
  made('OIL1', 'PRESS-1', 'OIL', { A: 200_000 }),
  drawn('OIL1', 'OIL1', { kind: 'tank', id: 'T1' }, 200_000),
  filled('T1', 'OIL1', 'OIL1', { A: 200_000 }, 200_000),
  tankDrawn('T1', 'CH-2', 'FILL-1', { A: 100_000 }, 100_000),
  ran('FILL-1', [['CH-2', { kind: 'tank', id: 'T1' }, 100_000]], { BOT1: 100_000 }, { activity: 'bottle' }),
  made('BOT1', 'FILL-1', 'BOTTLE', { A: 100_000 }),
  drawn('B', 'CH-3', { kind: 'run', id: 'PRESS-2' }, 1_000_000),
  ran('PRESS-2', [['CH-3', { kind: 'lot', id: 'B' }, 1_000_000]], { OIL2: 200_000 }, { waste: 800_000 }),
  made('OIL2', 'PRESS-2', 'OIL', { B: 200_000 }),
  drawn('OIL2', 'OIL2', { kind: 'tank', id: 'T1' }, 200_000),
  filled('T1', 'OIL2', 'OIL2', { B: 200_000 }, 300_000),
  tankDrawn('T1', 'CH-4', 'FILL-2', { A: 30_000, B: 60_000 }, 209_000),
  ran('FILL-2', [['CH-4', { kind: 'tank', id: 'T1' }, 90_000]], { BOT2: 90_000 }, { activity: 'bottle' }),
  made('BOT2', 'FILL-2', 'BOTTLE', { A: 30_000, B: 60_000 }),
  ...released('BOT1', 'ORG-1'),
  drawn('BOT1', 'S1_BOT1', { kind: 'unit', id: 'S1' }, 40_000),
  packed('S1', { BOT1: 40_000 }),
  drawn('BOT2', 'S2_BOT2', { kind: 'unit', id: 'S2' }, 50_000),
  packed('S2', { BOT2: 50_000 }),
  packed('P1', {}, { S1: 40_000, S2: 50_000 }),
  loaded('P1', 'SH-1', { BOT1: 40_000, BOT2: 50_000 }),
  departed('SH-1', 'O-1', ['P1'], { BOT1: 40_000, BOT2: 50_000 }),
  received('SH-1', 'O-1', { BOT1: 39_000, BOT2: 50_000 }, 1_000),
  fulfilled('O-1', { BOT1: 39_000, BOT2: 50_000 }),
];

/** Lets others say all this, in this order. */
export async function tell(office: OfficeInMemory, story: readonly Told[]): Promise<void> {
  for (const { of, id, events } of story) await office.hear(of, id, ...events);
}
