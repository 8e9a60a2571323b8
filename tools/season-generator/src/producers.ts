import type { ProductId } from './catalogue';
import { ribKey } from '@oce/identifiers';
import { addDays } from '@oce/quantities';
import { REGIONS } from './cooperatives';
import { FAMILY_NAMES, GIVEN_NAMES } from './names';
import type { Random } from './random';

export type Producer = ReturnType<typeof makeProducer>;

const BANKS = ['011', '101', '145', '190', '225', '230'] as const;

/**
 * 140 producers. What identifies a person is well-formed and cannot be anyone's: cards of the series ZZ, telephone
 * numbers of the block +212 600 00, accounts numbered from 9900.
 */
export function makeProducers(random: Random) {
  let ordinal = 0;
  return REGIONS.flatMap(({ shortCode, members, products }) =>
    Array.from({ length: members }, (_unused, index) => {
      ordinal += 1;
      const producerCode = `P-${shortCode}-${String(index + 1).padStart(4, '0')}`;
      return makeProducer(random.named(producerCode), producerCode, `COOP-${shortCode}`, products, ordinal);
    }),
  );
}

function makeProducer(
  random: Random,
  producerCode: string,
  cooperativeId: string,
  products: readonly ProductId[],
  ordinal: number,
) {
  const [givenName, givenArabic] = random.pick(GIVEN_NAMES);
  const [familyName, familyArabic] = random.pick(FAMILY_NAMES);
  return {
    producerCode,
    cooperativeId,
    givenName,
    familyName,
    arabicName: random.chance(60) ? `${givenArabic} ${familyArabic}` : '',
    // A prime step spreads the numbers without ever meeting one twice.
    cin: `ZZ${100_000 + ((ordinal * 7919) % 900_000)}`,
    phone: `+21260000${String((ordinal * 61) % 10_000).padStart(4, '0')}`,
    birthDate: addDays('1950-01-01', random.int(0, 52 * 365)),
    affiliatedOn: addDays('2026-03-02', random.int(0, 150)),
    products: productsOf(random, products),
    rib: makeRib(random),
  };
}

/** All have the region's first product, some the second as well, a few only the second. */
function productsOf(random: Random, [first, second]: readonly ProductId[]): ProductId[] {
  const share = random.int(1, 100);
  if (!first || !second) return first ? [first] : [];
  if (share <= 65) return [first];
  return share <= 90 ? [first, second] : [second];
}

function makeRib(random: Random): string {
  const account = `9900${String(random.int(0, 999_999_999)).padStart(12, '0')}`;
  const body = random.pick(BANKS) + String(random.int(100, 899)) + account;
  return body + ribKey(body);
}
