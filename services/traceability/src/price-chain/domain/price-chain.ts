import { multiplyRatio } from '@oce/quantities';
import { inProportion } from './in-proportion';
import { unsettledOf, type PoolSums } from './pool-sums';

/** What goods were billed for in one sales unit. */
export interface Billed {
  readonly unit: 'kg' | 'litre' | 'piece';
  /** Grams, millilitres or pieces. */
  readonly quantity: number;
  readonly grams: number;
  /** Net of VAT and of what was credited. */
  readonly netCentimes: number;
}

/** A lot as it was sold, and where the money for it went. */
export interface SoldLot {
  readonly lotId: string;
  readonly productId: string;
  readonly billed: readonly Billed[];
  /** What buyers have paid, net of VAT and of what was taken back. */
  readonly paidCentimes: number;
  /** What pools have taken of it. */
  readonly pools: readonly { readonly poolId: string; readonly amountCentimes: number }[];
  /** What is OCE's own: of goods that it has bought or pressed for a fee. */
  readonly keptCentimes: number;
  /** What came when its pool had ended, and went to the reserve. */
  readonly reservedCentimes: number;
}

/** A part of what buyers paid: all of it, and of a kilogram sold. */
export interface ChainPart {
  readonly amountCentimes: number;
  readonly perKgCentimes: number | null;
}

/** Where each centime that buyers paid went: paid = costs + members + OCE's result + unsettled. */
export interface PriceChain {
  readonly paid: ChainPart;
  readonly costs: readonly (ChainPart & { readonly name: string })[];
  readonly members: ChainPart;
  /** OCE's result: what it kept of its own goods and of ended pools, less what it bore of losses. */
  readonly oce: ChainPart;
  readonly unsettled: ChainPart;
  readonly soldGrams: number;
  readonly billed: readonly (Billed & { readonly perUnitCentimes: number })[];
  /** What members received for a kilogram that they delivered, by the pools that the goods are in. */
  readonly received: readonly { readonly poolId: string; readonly perKgDeliveredCentimes: number | null }[];
}

interface Sums {
  costs: Map<string, number>;
  members: number;
  oce: number;
  unsettled: number;
}

/** The chain of lots that were sold, to the centime. Pools that are not known have settled nothing. */
export function priceChainOf(lots: readonly SoldLot[], pools: ReadonlyMap<string, PoolSums>): PriceChain {
  const sums: Sums = { costs: new Map(), members: 0, oce: 0, unsettled: 0 };
  let paidCentimes = 0;
  for (const { paidCentimes: paid, pools: taken, keptCentimes, reservedCentimes } of lots) {
    paidCentimes += paid;
    sums.oce += keptCentimes + reservedCentimes;
    // What no pool has taken yet waits for one.
    sums.unsettled += taken.reduce(
      (left, { amountCentimes }) => left - amountCentimes,
      paid - keptCentimes - reservedCentimes,
    );
    for (const { poolId, amountCentimes } of taken) addPart(sums, amountCentimes, pools.get(poolId));
  }
  const billed = billedTogether(lots);
  const soldGrams = billed.reduce((sum, { grams }) => sum + grams, 0);
  return { ...shown(sums, paidCentimes, soldGrams), soldGrams, billed, received: receivedIn(lots, pools) };
}

/** The part of a pool's money that an amount is. */
function addPart(sums: Sums, amountCentimes: number, pool: PoolSums | undefined): void {
  if (pool === undefined || pool.proceedsCentimes <= 0) {
    sums.unsettled += amountCentimes;
    return;
  }
  const { costs, membersCentimes, lossCentimes, ended, proceedsCentimes } = pool;
  const parts = [
    membersCentimes,
    (ended?.restCentimes ?? 0) - lossCentimes,
    unsettledOf(pool),
    ...costs.map((cost) => cost.amountCentimes),
  ];
  const [members = 0, oce = 0, unsettled = 0, ...ofCosts] = inProportion(
    amountCentimes,
    parts,
    proceedsCentimes,
  );
  sums.members += members;
  sums.oce += oce;
  sums.unsettled += unsettled;
  for (const [index, { name }] of costs.entries())
    sums.costs.set(name, (sums.costs.get(name) ?? 0) + (ofCosts[index] ?? 0));
}

function shown({ costs, members, oce, unsettled }: Sums, paidCentimes: number, soldGrams: number) {
  const named = [...costs].filter(([, amountCentimes]) => amountCentimes !== 0);
  const amounts = [members, oce, unsettled, ...named.map(([, amountCentimes]) => amountCentimes)];
  const paidPerKg = soldGrams > 0 ? perKg(paidCentimes, soldGrams) : null;
  // A kilogram's parts add up as the whole does.
  const perKgs =
    paidPerKg === null || paidCentimes <= 0 ? null : inProportion(paidPerKg, amounts, paidCentimes);
  const part = (index: number): ChainPart => ({
    amountCentimes: amounts[index] ?? 0,
    perKgCentimes: perKgs?.[index] ?? null,
  });
  return {
    paid: { amountCentimes: paidCentimes, perKgCentimes: paidPerKg },
    costs: named.map(([name], index) => ({ name, ...part(index + 3) })),
    members: part(0),
    oce: part(1),
    unsettled: part(2),
  };
}

function billedTogether(lots: readonly SoldLot[]): PriceChain['billed'] {
  const byUnit = new Map<Billed['unit'], Billed>();
  for (const { unit, quantity, grams, netCentimes } of lots.flatMap((lot) => lot.billed)) {
    const before = byUnit.get(unit) ?? { unit, quantity: 0, grams: 0, netCentimes: 0 };
    byUnit.set(unit, {
      unit,
      quantity: before.quantity + quantity,
      grams: before.grams + grams,
      netCentimes: before.netCentimes + netCentimes,
    });
  }
  return [...byUnit.values()].map((one) => ({ ...one, perUnitCentimes: perUnit(one) }));
}

/** A kilogram and a litre have a thousand of what they are counted in. */
const perUnit = ({ unit, quantity, netCentimes }: Billed): number =>
  quantity === 0 ? 0 : rounded(netCentimes * (unit === 'piece' ? 1 : 1_000), quantity);

function receivedIn(lots: readonly SoldLot[], pools: ReadonlyMap<string, PoolSums>): PriceChain['received'] {
  const poolIds = [...new Set(lots.flatMap((lot) => lot.pools.map(({ poolId }) => poolId)))].sort();
  return poolIds.map((poolId) => {
    const { membersCentimes = 0, payableGrams = 0 } = pools.get(poolId) ?? {};
    return { poolId, perKgDeliveredCentimes: payableGrams > 0 ? perKg(membersCentimes, payableGrams) : null };
  });
}

const perKg = (centimes: number, grams: number): number => rounded(centimes * 1_000, grams);
const rounded = (dividend: number, divisor: number): number => multiplyRatio(dividend, 1, divisor);
