import * as fc from 'fast-check';

/** What may happen on a day; numbers choose among what is there. */
export type Happening =
  | { readonly what: 'grade'; readonly producer: number; readonly grade: number; readonly grams: number }
  | { readonly what: 'credit' | 'premium'; readonly producer: number; readonly centimes: number }
  | { readonly what: 'reverse'; readonly which: number; readonly rightGrams: number | null }
  | { readonly what: 'dispute'; readonly which: number; readonly centimes: number }
  | { readonly what: 'pay'; readonly producer: number; readonly outcome: number }
  | { readonly what: 'proceeds'; readonly centimes: number }
  | { readonly what: 'traceable'; readonly centimes: number }
  | { readonly what: 'charge'; readonly centimes: number }
  | { readonly what: 'reverse-charge'; readonly which: number }
  | { readonly what: 'supplement' | 'take-back' | 'close-again' };

const index = fc.nat({ max: 50 });
const reversal = fc.record({
  what: fc.constant('reverse' as const),
  which: index,
  rightGrams: fc.option(fc.nat({ max: 5_000_000 })),
});

/** What overtakes the posting of final shares. */
export const overtaking: fc.Arbitrary<Happening[]> = fc.array(reversal, { maxLength: 3 });

export const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('grade' as const),
      producer: index,
      grade: index,
      grams: fc.nat({ max: 5_000_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom('credit' as const, 'premium' as const),
      producer: index,
      centimes: fc.integer({ min: 1, max: 1_000_000 }),
    }),
  },
  { weight: 3, arbitrary: reversal },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('dispute' as const),
      which: index,
      centimes: fc.integer({ min: -200_000, max: 200_000 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('pay' as const), producer: index, outcome: index }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('proceeds' as const),
      centimes: fc.integer({ min: 1, max: 90_000_000 }),
    }),
  },
  fc.record({ what: fc.constant('traceable' as const), centimes: fc.integer({ min: 1, max: 9_000_000 }) }),
  fc.record({ what: fc.constant('charge' as const), centimes: fc.integer({ min: 1, max: 300_000 }) }),
  fc.record({ what: fc.constant('reverse-charge' as const), which: index }),
);

/** What may happen once the pool is closed. */
export const lateHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: happening },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constantFrom('supplement', 'supplement', 'take-back', 'close-again') }),
  },
);
