import type { CooperativeWithLots } from '../../lot/cooperatives.reader';
import type { LotDocument } from '../../lot/reads/lots';
import type { BuyerDocument, OrderDocument } from '../reads/orders';
import type { ShipmentDocument } from '../reads/shipments';
import type { TankContentDocument } from '../reads/tank-contents';
import type { UnitDocument } from '../reads/units';

/** A unit with recalled goods, and the outermost that it is in: itself where it is in none. */
export interface PlacedUnit {
  readonly unit: UnitDocument;
  readonly outermost: Pick<UnitDocument, 'sscc' | 'stationId' | 'shipmentId'>;
}

/** All that is known of recalled goods. */
export interface RecalledGoods {
  readonly lots: readonly LotDocument[];
  readonly tanks: readonly TankContentDocument[];
  readonly units: readonly PlacedUnit[];
  readonly shipments: readonly ShipmentDocument[];
  readonly orders: readonly OrderDocument[];
  readonly buyers: readonly BuyerDocument[];
  readonly cooperatives: readonly CooperativeWithLots[];
}

/** Everything downstream, and everyone to tell. */
export interface RecallList {
  readonly lots: readonly Pick<LotDocument, 'lotId' | 'productId' | 'stationId' | 'netGrams' | 'leftGrams'>[];
  /** Who holds what: loose, and in how many units. */
  readonly stations: readonly {
    readonly stationId: string;
    readonly looseGrams: number;
    readonly units: number;
    readonly unitGrams: number;
  }[];
  /** Their whole content is concerned; of a heel where nothing else of it is left. */
  readonly tanks: readonly {
    readonly tankId: string;
    readonly contentGrams: number;
    readonly isHeelOnly: boolean;
  }[];
  /** At the dock, under way, refused or received; what came back is at its station again. */
  readonly shipments: readonly (Omit<ShipmentDocument, 'goods'> & {
    readonly units: number;
    readonly grams: number;
  })[];
  readonly buyers: readonly BuyerToTell[];
  readonly cooperatives: readonly CooperativeWithLots[];
  readonly units: { readonly count: number; readonly grams: number };
}

export interface BuyerToTell extends BuyerDocument {
  readonly orders: readonly {
    readonly orderId: string;
    readonly status: OrderDocument['status'];
    readonly grams: number;
    readonly pieces: number | null;
    readonly invoiceNumbers: readonly string[];
  }[];
  /** What arrived, by the receipts of shipments. */
  readonly receivedGrams: number;
}

/** Names who has recalled goods, and how much. */
export function recallListOf(goods: RecalledGoods): RecallList {
  const lotIds = new Set(goods.lots.map(({ lotId }) => lotId));
  const loaded = unitsByShipment(goods.units, lotIds);
  return {
    lots: goods.lots.map(({ lotId, productId, stationId, netGrams, leftGrams }) => ({
      lotId,
      productId,
      stationId,
      netGrams,
      leftGrams,
    })),
    stations: stationsOf(goods, lotIds),
    tanks: goods.tanks.flatMap(({ tankId, contentGrams, lotIds: filled }) => {
      const isHeelOnly = contentGrams === 0 || !filled.some((lotId) => lotIds.has(lotId));
      return contentGrams === 0 && !isHeelOnly ? [] : [{ tankId, contentGrams, isHeelOnly }];
    }),
    shipments: goods.shipments
      .filter(({ status }) => status !== 'returned')
      .map((shipment) => shownShipment(shipment, loaded.get(shipment.shipmentId), lotIds)),
    buyers: buyersOf(goods, lotIds),
    cooperatives: goods.cooperatives,
    units: {
      count: goods.units.length,
      grams: goods.units.reduce((sum, { unit }) => sum + gramsOf(unit.goods, lotIds), 0),
    },
  };
}

function shownShipment(
  { shipmentId, orderId, buyerId, destination, carrier, status, holder, goods }: ShipmentDocument,
  loaded: Counted | undefined,
  lotIds: ReadonlySet<string>,
): RecallList['shipments'][number] {
  const { units = 0, grams: onBoard = 0 } = loaded ?? {};
  // Before it leaves only its units tell what is on it.
  const grams = status === 'planned' ? onBoard : gramsOf(goods, lotIds);
  return { shipmentId, orderId, buyerId, destination, carrier, status, holder, units, grams };
}

interface Counted {
  readonly units: number;
  readonly grams: number;
}

function unitsByShipment(units: readonly PlacedUnit[], lotIds: ReadonlySet<string>): Map<string, Counted> {
  const found = new Map<string, Counted>();
  for (const { unit, outermost } of units) {
    const { shipmentId } = outermost;
    if (shipmentId === null) continue;
    const before = found.get(shipmentId) ?? { units: 0, grams: 0 };
    const grams = before.grams + gramsOf(unit.goods, lotIds);
    found.set(shipmentId, { units: before.units + 1, grams });
  }
  return found;
}

function stationsOf({ lots, units }: RecalledGoods, lotIds: ReadonlySet<string>): RecallList['stations'] {
  const found = new Map<
    string,
    { stationId: string; looseGrams: number; units: number; unitGrams: number }
  >();
  const of = (stationId: string) => {
    const known = found.get(stationId) ?? { stationId, looseGrams: 0, units: 0, unitGrams: 0 };
    found.set(stationId, known);
    return known;
  };
  for (const { stationId, leftGrams } of lots)
    if (stationId !== null && leftGrams > 0) of(stationId).looseGrams += leftGrams;
  for (const { unit, outermost } of units) {
    if (outermost.shipmentId !== null) continue;
    const station = of(outermost.stationId);
    station.units += 1;
    station.unitGrams += gramsOf(unit.goods, lotIds);
  }
  return [...found.values()].sort((a, b) => (a.stationId < b.stationId ? -1 : 1));
}

function buyersOf(
  { orders, shipments, buyers }: RecalledGoods,
  lotIds: ReadonlySet<string>,
): readonly BuyerToTell[] {
  const named = new Map(buyers.map(({ buyerId, name, city }) => [buyerId, { buyerId, name, city }]));
  const standing = orders.filter(({ status }) => status !== 'refused' && status !== 'cancelled');
  const received = shipments.filter(({ status }) => status === 'received');
  const buyerIds = new Set([...standing, ...received].map(({ buyerId }) => buyerId));
  return [...buyerIds].sort().map((buyerId) => ({
    ...(named.get(buyerId) ?? { buyerId, name: buyerId, city: '' }),
    orders: standing
      .filter((order) => order.buyerId === buyerId)
      .map(({ orderId, status, lots, invoiceNumbers }) => {
        const own = lots.filter(({ lotId }) => lotIds.has(lotId));
        return { orderId, status, grams: gramsOf(own, lotIds), pieces: piecesOf(own), invoiceNumbers };
      }),
    receivedGrams: received
      .filter((shipment) => shipment.buyerId === buyerId)
      .reduce((sum, { goods }) => sum + gramsOf(goods, lotIds), 0),
  }));
}

const gramsOf = (
  goods: readonly { readonly lotId: string; readonly grams: number }[],
  lotIds: ReadonlySet<string>,
): number => goods.reduce((sum, { lotId, grams }) => (lotIds.has(lotId) ? sum + grams : sum), 0);

/** Null where something of it is not counted. */
const piecesOf = (goods: readonly { readonly pieces: number | null }[]): number | null =>
  goods.some(({ pieces }) => pieces === null)
    ? null
    : goods.reduce((sum, { pieces }) => sum + (pieces ?? 0), 0);
