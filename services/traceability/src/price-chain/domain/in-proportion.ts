/**
 * Splits an amount in proportion to parts that add up to `whole`, which is above zero; parts may be below it. Each is
 * rounded down, and what is left goes to the largest remainders, ties to the earlier part: the shares add up to the amount.
 */
export function inProportion(amount: number, parts: readonly number[], whole: number): number[] {
  const exact = parts.map((part) => BigInt(amount) * BigInt(part));
  const divisor = BigInt(whole);
  const shares = exact.map((one) => floorOf(one, divisor));
  const remainders = exact.map((one, index) => ({ index, left: one - shares[index]! * divisor }));
  const missing = Number(BigInt(amount) - shares.reduce((sum, share) => sum + share, 0n));
  remainders.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1));
  for (const { index } of remainders.slice(0, missing)) shares[index]! += 1n;
  return shares.map(Number);
}

function floorOf(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
