import { findingsOf, type Plant } from './planter';

/** Changes each of a list. */
export function each<T>(list: readonly T[], change: (one: T, at: number) => unknown): void {
  for (const [at, one] of list.entries()) change(one, at);
}

/** One test an error: planted into the sound season, it is found by its rule, where it was planted. */
export function describePlants(what: string, plants: readonly Plant[]): void {
  describe(`the audit, with an error planted in ${what},`, () => {
    it.each(plants)('finds %s: %s', (rule, _says, plant) => {
      const { found, position } = findingsOf(plant);
      expect(found).toContain(`${rule} at ${position}`);
    });
  });
}
