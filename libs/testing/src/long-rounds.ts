/** How often a costly spec runs: seldom in each run of the tests, often in `./oce test --long`. */
export const rounds = (inEach: number, inLong: number): number =>
  process.env['OCE_TEST_LONG'] === '1' ? inLong : inEach;
