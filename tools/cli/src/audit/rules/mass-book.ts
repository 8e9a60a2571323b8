/** A delivery as the mass rules follow it. */
export interface MassDelivery {
  readonly campaignId: string;
  readonly netGrams: number;
  graded: Graded | undefined;
  isReversed: boolean;
  isRefused: boolean;
  /** The closed lot that holds it. */
  closedIn: string | undefined;
}

/** What a lot must repeat of a grading. */
export interface Graded {
  readonly campaignId: string;
  readonly grade: string;
  readonly netGrams: number;
  readonly payableGrams: number;
}

/** Where the weighed grams of a campaign have gone. */
export interface MassBalance {
  weighedGrams: number;
  inClosedLotsGrams: number;
  inOpenLotsGrams: number;
  notInALotGrams: number;
  notGradedGrams: number;
  refusedGrams: number;
  reversedGrams: number;
}

export const emptyBalance = (): MassBalance => ({
  weighedGrams: 0,
  inClosedLotsGrams: 0,
  inOpenLotsGrams: 0,
  notInALotGrams: 0,
  notGradedGrams: 0,
  refusedGrams: 0,
  reversedGrams: 0,
});

/** Adds a delivery to the one column that it belongs to; those in closed lots are counted by the lots. */
export function countDelivery(balance: MassBalance, delivery: MassDelivery, openLot: boolean): void {
  const { netGrams } = delivery;
  balance.weighedGrams += netGrams;
  if (delivery.closedIn !== undefined) return;
  if (delivery.isReversed) balance.reversedGrams += netGrams;
  else if (delivery.isRefused) balance.refusedGrams += netGrams;
  else if (!delivery.graded) balance.notGradedGrams += netGrams;
  else if (openLot) balance.inOpenLotsGrams += netGrams;
  else balance.notInALotGrams += netGrams;
}

export const accountedGrams = ({ weighedGrams: _weighed, ...columns }: MassBalance): number =>
  Object.values(columns).reduce((sum, grams) => sum + grams, 0);
