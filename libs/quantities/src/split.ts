import { magnitude, toBigInt, toSafeNumber } from './integers';
import { QuantityError } from './quantity-error';

/**
 * Splits an amount over weights so that the shares add up to it exactly and each lies within one centime of its exact
 * value (largest remainder; among equal remainders the earlier index first, so the answer depends on nothing else).
 * A negative total is the mirror of the positive one. One weight of zero earns zero.
 * Refuses an empty list (`no_weights`), a negative weight (`negative_weight`) and weights that add up to nothing
 * (`zero_weights`). Settlement rule: shares are exact, case 3 of the worked numbers.
 */
export function splitByLargestRemainder(
  totalCentimes: number | bigint,
  weights: readonly (number | bigint)[],
): number[] {
  const total = toBigInt(totalCentimes);
  const exactWeights = weights.map(toBigInt);
  const weightSum = sumOfWeights(exactWeights);
  const positiveTotal = magnitude(total);

  const shares = exactWeights.map((weight) => (positiveTotal * weight) / weightSum);
  const remainders = exactWeights.map((weight) => (positiveTotal * weight) % weightSum);
  const missing = Number(positiveTotal - shares.reduce((sum, share) => sum + share, 0n));
  for (const index of byLargestRemainder(remainders).slice(0, missing)) shares[index]! += 1n;

  return shares.map((share) => toSafeNumber(total < 0n ? -share : share));
}

function sumOfWeights(weights: readonly bigint[]): bigint {
  if (weights.length === 0) throw new QuantityError('no_weights', 'an amount cannot be split over nobody');
  let sum = 0n;
  for (const [index, weight] of weights.entries()) {
    if (weight < 0n) throw new QuantityError('negative_weight', `the weight at index ${index} is ${weight}`);
    sum += weight;
  }
  if (sum === 0n) throw new QuantityError('zero_weights', 'all weights are zero');
  return sum;
}

function byLargestRemainder(remainders: readonly bigint[]): number[] {
  return remainders
    .map((remainder, index) => ({ remainder, index }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
    .map(({ index }) => index);
}
