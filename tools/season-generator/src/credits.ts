import { addDays } from '@oce/quantities';
import type { Producer } from './producers';
import type { Random } from './random';
import type { CREDITS, PREMIUMS, RowOf } from './sheets';

const CREDITS_GRANTED = 42;
const INSURED = 88;
const ITEMS = [
  { item: 'Engrais NPK, sacs de 50 kg', least: 6, most: 40 },
  { item: 'Caisses plastiques de 22 kg', least: 6, most: 30 },
  { item: 'Filets de récolte', least: 4, most: 18 },
  { item: 'Seaux alimentaires', least: 4, most: 12 },
] as const;

/** Inputs handed out on credit before the first delivery; amounts in steps of 100 MAD. */
export function makeCredits(random: Random, producers: readonly Producer[]): RowOf<typeof CREDITS>[] {
  return random.sample(producers, CREDITS_GRANTED).map(({ producerCode }, index) => {
    const { item, least, most } = random.pick(ITEMS);
    return {
      creditId: `CR-2026-${String(index + 1).padStart(3, '0')}`,
      producerCode,
      grantedOn: addDays('2026-09-01', random.int(0, 7)),
      item,
      amountCentimes: random.int(least, most) * 10_000,
    };
  });
}

/** Health insurance of the quarter: alone or with family. That a premium is due is all that payments learn. */
export function makePremiums(random: Random, producers: readonly Producer[]): RowOf<typeof PREMIUMS>[] {
  return random.sample(producers, INSURED).map(({ producerCode }, index) => ({
    premiumId: `PRM-2026-${String(index + 1).padStart(3, '0')}`,
    producerCode,
    period: '2026-T4',
    dueOn: '2026-09-09',
    amountCentimes: random.chance(60) ? 24_000 : 15_000,
  }));
}
