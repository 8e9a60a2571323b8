import type { Weighing } from './collection';

const kg = (id: string, member: string, campaign: string, grade: string, net: number): Weighing => ({
  id,
  member,
  campaign,
  grade,
  grossGrams: (net + 360) * 1_000,
  tareGrams: 360_000,
});
/** The worked numbers: 1,467 kg payable of the first member, 4,020 of the second, 2,513 of the third. */
export const D1 = { ...kg('D1', 'P1', 'C26', 'EV', 1_500), impuritiesPpm: 32_000, reducedGrams: 33_000 };
export const D2 = kg('D2', 'P2', 'C26', 'V', 4_020);
export const D3 = kg('D3', 'P3', 'C26', 'L', 2_513);
/** 100 kg of tare too few: what D1 should have been. */
export const D9 = { ...D1, id: 'D9', tareGrams: 460_000, reducedGrams: 30_800 };
export const E1 = kg('E1', 'P2', 'C27', 'L', 100);
export const E2 = kg('E2', 'P2', 'C27', 'V', 200);
export const E3 = kg('E3', 'P3', 'C27', 'L', 50);
export const E4 = kg('E4', 'P3', 'C27', 'V', 100);
export const E5 = { ...kg('E5', 'P3', 'C27', 'V', 120) };
export const E6 = kg('E6', 'P1', 'C27', 'V', 10);
export const E7 = kg('E7', 'P1', 'C27', 'V', 20);
export const E8 = kg('E8', 'P1', 'C27', 'V', 30);
/** Graded after its pool was closed. */
export const F1 = kg('F1', 'P3', 'C26', 'V', 1_000);
/** Bought by OCE. */
export const J1 = { ...kg('J1', 'P1', 'C27', 'V', 100), settledAs: 'purchased' as const };
/** Impurities above the tolerance that a counter-sample did not show. */
export const H1 = { ...kg('H1', 'P3', 'C27', 'V', 100), impuritiesPpm: 32_000, reducedGrams: 2_200 };
export const H2 = kg('H2', 'P3', 'C27', 'V', 100);
/** Weighed twice as much as it was, and found before anything of it was paid. */
export const G1 = kg('G1', 'P2', 'C27', 'V', 100);
export const G2 = kg('G2', 'P2', 'C27', 'V', 50);
