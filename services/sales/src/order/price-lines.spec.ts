import { contractSigned, lotRecorded, plainOrderLines, pricedLines } from '../../test/facts';
import { lineAmountCentimes, priceLines } from './domain/price-lines';

const contract = contractSigned.data;
const lots = [lotRecorded('LOT-A').data, lotRecorded('LOT-B', 'vierge').data];

describe('the amount of a line', () => {
  it.each([
    [1_000_000, 985, 985_000],
    [1_500, 985, 1_478],
    [500, 985, 493],
    [1, 499, 0],
    [1, 500, 1],
    [100_000_000_000, 62_000, 6_200_000_000_000],
  ])('of %d grams at %d centimes a kilogram is %d centimes', (grams, price, amount) => {
    expect(lineAmountCentimes(grams, price, 'kg')).toBe(amount);
  });

  it('is refused where it is beyond exact integers', () => {
    expect(() => lineAmountCentimes(Number.MAX_SAFE_INTEGER, 5_000, 'kg')).toThrow(
      expect.objectContaining({ slug: 'out_of_range' }),
    );
  });
});

describe('pricing an order', () => {
  it("takes the contract's price for the grade of each lot", () => {
    expect(priceLines(plainOrderLines, contract, lots)).toEqual(pricedLines);
  });

  it.each([
    ['lines_missing', []],
    [
      'lot_ordered_twice',
      [
        { lotId: 'LOT-A', grams: 1 },
        { lotId: 'LOT-A', grams: 2 },
      ],
    ],
    ['grams_not_positive', [{ lotId: 'LOT-A', grams: 0 }]],
    ['lot_unknown', [{ lotId: 'LOT-Z', grams: 1 }]],
    ['line_worth_nothing', [{ lotId: 'LOT-B', grams: 1 }]],
  ])('is refused with %s', (slug, lines) => {
    const cheap = {
      ...contract,
      prices: [{ grade: 'vierge', unitPriceMinor: 499 }, contract.prices[0]!],
    };
    expect(() => priceLines(lines, cheap, lots)).toThrow(expect.objectContaining({ slug }));
  });

  it.each([
    ['lot_outside_contract', { campaignId: 'OLIVE-2025' }],
    ['lot_outside_contract', { productId: 'MIEL' }],
    ['grade_without_price', { grade: 'courante' }],
  ])('refuses with %s a lot of %j', (slug, change) => {
    const other = [{ ...lotRecorded('LOT-A').data, ...change }];
    expect(() => priceLines([{ lotId: 'LOT-A', grams: 1_000 }], contract, other)).toThrow(
      expect.objectContaining({ slug, field: 'lines[0].lotId' }),
    );
  });
});
