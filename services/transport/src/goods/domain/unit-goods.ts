import type { GoodsOnTheWay } from '@oce/contracts';
import { together } from '@oce/origins';
import { sumExactly } from '@oce/quantities';

/** A unit that was closed at its station. */
export interface PackedUnit {
  readonly sscc: string;
  readonly level: 'case' | 'pallet';
  readonly gtin: string | null;
  readonly netGrams: number;
  /** In it, and in no unit within it. */
  readonly goods: readonly GoodsOnTheWay[];
  readonly units: readonly string[];
  /** Null where it stands by itself. */
  readonly outerSscc: string | null;
  readonly isBroken: boolean;
}

/** Goods put together, a line a lot, in the order in which they come. */
export function byLot(goods: readonly GoodsOnTheWay[]): GoodsOnTheWay[] {
  const lines = new Map<string, GoodsOnTheWay>();
  for (const one of goods) {
    const line = lines.get(one.lotId);
    lines.set(one.lotId, line === undefined ? lineOf(one) : added(line, one));
  }
  return [...lines.values()];
}

const lineOf = ({ lotId, productId, pieces, grams, origins }: GoodsOnTheWay): GoodsOnTheWay => ({
  lotId,
  productId,
  pieces,
  grams,
  origins,
});

const added = (line: GoodsOnTheWay, more: GoodsOnTheWay): GoodsOnTheWay => ({
  lotId: line.lotId,
  productId: line.productId,
  pieces: line.pieces === null || more.pieces === null ? null : sumExactly([line.pieces, more.pieces]),
  grams: sumExactly([line.grams, more.grams]),
  origins: together(line.origins, more.origins),
});
