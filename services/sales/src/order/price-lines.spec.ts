import { contractSigned, lotFacts, plainOrderLines, pricedLines } from '../../test/facts';
import { lineAmountCentimes, priceLines, receivedLines } from './domain/price-lines';

const contract = contractSigned.data;
const lots = [lotFacts('LOT-A'), lotFacts('LOT-B', 'vierge')];

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
    expect(priceLines(plainOrderLines, contract, lots, null)).toEqual(pricedLines);
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
    expect(() => priceLines(lines, cheap, lots, null)).toThrow(expect.objectContaining({ slug }));
  });

  it.each([
    ['lot_outside_contract', { campaignId: 'OLIVE-2025' }],
    ['lot_outside_contract', { productId: 'MIEL' }],
    ['grade_without_price', { grade: 'courante' }],
  ])('refuses with %s a lot of %j', (slug, change) => {
    const other = [{ ...lotFacts('LOT-A'), ...change }];
    expect(() => priceLines([{ lotId: 'LOT-A', grams: 1_000 }], contract, other, null)).toThrow(
      expect.objectContaining({ slug, field: 'lines[0].lotId' }),
    );
  });
});

/** What a run made is of no campaign, and bottles of 458 g are counted. */
const made = {
  ...contract,
  campaignId: null,
  productId: 'BOTTLE',
  prices: [{ grade: 'extra', unitPriceMinor: 4_250 }],
};
const bottles = { ...lotFacts('RUN-2_B'), campaignId: null, productId: 'BOTTLE', pieceGrams: 458 };
const oil = { ...bottles, lotId: 'RUN-1_OIL', pieceGrams: null };

describe('an order by another unit than the kilogram', () => {
  it('of bottles has a price a bottle, and weighs what they weigh', () => {
    const asked = [{ lotId: 'RUN-2_B', pieces: 12 }];
    expect(priceLines(asked, { ...made, unit: 'piece' }, [bottles], null)).toMatchObject([
      { grams: 5_496, unit: 'piece', quantity: 12, amountCentimes: 51_000, campaignId: null },
    ]);
  });

  it('of litres weighs what its density of the day says: 264.06 L of oil are 241.88 kg', () => {
    const asked = [{ lotId: 'RUN-1_OIL', millilitres: 264_060 }];
    expect(priceLines(asked, { ...made, unit: 'litre' }, [oil], 916)).toMatchObject([
      { grams: 241_879, unit: 'litre', quantity: 264_060, amountCentimes: 1_122_255 },
    ]);
  });

  it.each([
    ['unit_of_contract', 'lines[0].grams', 'piece', { grams: 458 }, bottles, null],
    ['unit_of_contract', 'lines[0].pieces', 'piece', {}, bottles, null],
    ['unit_of_contract', 'lines[0].grams', 'piece', { pieces: 1, grams: 458 }, bottles, null],
    ['unit_of_contract', 'lines[0].pieces', 'kg', { pieces: 1 }, bottles, null],
    ['lot_without_pieces', 'lines[0].lotId', 'piece', { pieces: 1 }, oil, null],
    ['density_unknown', 'lines[0].millilitres', 'litre', { millilitres: 1_000 }, oil, null],
    ['pieces_not_positive', 'lines[0].pieces', 'piece', { pieces: 0 }, bottles, null],
  ] as const)('is refused with %s at %s', (slug, field, unit, asked, lot, density) => {
    const act = () => priceLines([{ lotId: lot.lotId, ...asked }], { ...made, unit }, [lot], density);
    expect(act).toThrow(expect.objectContaining({ slug, field }));
  });
});

describe('what was received of an order', () => {
  const ordered = priceLines([{ lotId: 'RUN-2_B', pieces: 12 }], { ...made, unit: 'piece' }, [bottles], null);
  const came = (receivedGrams: number, receivedPieces: number | null, lotId = 'RUN-2_B') => [
    { lotId, sentGrams: 5_496, sentPieces: 12, receivedGrams, receivedPieces },
  ];

  it('is billed as it was ordered where all came, and by what came else', () => {
    expect(receivedLines(ordered, came(5_496, 12))).toEqual(ordered);
    expect(receivedLines(ordered, came(5_038, 11))).toMatchObject([
      { grams: 5_038, quantity: 11, amountCentimes: 46_750 },
    ]);
    expect(receivedLines(pricedLines, came(400_000, null, 'LOT-A'))).toMatchObject([
      { lotId: 'LOT-A', quantity: 400_000, amountCentimes: 394_000 },
    ]);
    expect(receivedLines(ordered, came(0, 0))).toEqual([]);
  });

  it('of litres is measured by the share of the weight that came', () => {
    const litres = priceLines(
      [{ lotId: 'RUN-1_OIL', millilitres: 1_000 }],
      { ...made, unit: 'litre' },
      [oil],
      916,
    );
    expect(receivedLines(litres, came(458, null, 'RUN-1_OIL'))).toMatchObject([
      { quantity: 500, amountCentimes: 2_125 },
    ]);
  });

  it('is refused where it is of another order, or more than was ordered', () => {
    expect(() => receivedLines(ordered, came(1, null, 'LOT-Z'))).toThrow(
      expect.objectContaining({ slug: 'receipt_of_other_goods' }),
    );
    expect(() => receivedLines(ordered, came(5_954, 13))).toThrow(
      expect.objectContaining({ slug: 'receipt_above_order' }),
    );
  });
});
