import fc from 'fast-check';
import { inProportion } from './domain/in-proportion';
import { priceChainOf, type PriceChain, type SoldLot } from './domain/price-chain';
import { unsettledOf, type PoolSums } from './domain/pool-sums';

const lot = (change: Partial<SoldLot> = {}): SoldLot => ({
  lotId: 'RUN-1_B',
  productId: 'BOTTLE',
  billed: [{ unit: 'piece', quantity: 1_000, grams: 458_000, netCentimes: 4_000_000 }],
  paidCentimes: 4_000_000,
  pools: [{ poolId: 'P', amountCentimes: 4_000_000 }],
  keptCentimes: 0,
  reservedCentimes: 0,
  ...change,
});
/** Case 3 of the worked numbers. */
const pool = (change: Partial<PoolSums> = {}): PoolSums => ({
  poolId: 'P',
  proceedsCentimes: 6_200_000,
  costs: [
    { name: 'milling', amountCentimes: 640_000 },
    { name: 'transport', amountCentimes: 210_000 },
    { name: 'commission', amountCentimes: 248_000 },
  ],
  membersCentimes: 5_102_000,
  lossCentimes: 0,
  ended: null,
  payableGrams: 8_000_000,
  ...change,
});
const chainOf = (lots: readonly SoldLot[], ...pools: PoolSums[]) =>
  priceChainOf(lots, new Map(pools.map((one) => [one.poolId, one])));
const sumOf = ({ costs, members, oce, unsettled }: PriceChain): number =>
  [members, oce, unsettled, ...costs].reduce((sum, { amountCentimes }) => sum + amountCentimes, 0);

describe('the price chain', () => {
  it('says what the buyer paid, each cost by name and what the members received', () => {
    const chain = chainOf([lot()], pool());
    expect(chain.paid).toEqual({ amountCentimes: 4_000_000, perKgCentimes: 8_734 });
    expect(chain.billed).toMatchObject([{ unit: 'piece', quantity: 1_000, perUnitCentimes: 4_000 }]);
    expect(chain.costs.map(({ name, amountCentimes }) => [name, amountCentimes])).toEqual([
      ['milling', 412_903],
      ['transport', 135_484],
      ['commission', 160_000],
    ]);
    expect(chain.members.amountCentimes).toBe(3_291_613);
    expect([chain.oce.amountCentimes, chain.unsettled.amountCentimes]).toEqual([0, 0]);
    expect(chain.received).toEqual([{ poolId: 'P', perKgDeliveredCentimes: 638 }]);
    expect(sumOf(chain)).toBe(4_000_000);
  });

  it('has a kilogram whose parts add up to what was paid for it', () => {
    const { paid, costs, members, oce, unsettled } = chainOf([lot()], pool());
    const perKg = [members, oce, unsettled, ...costs].map(({ perKgCentimes }) => perKgCentimes ?? 0);
    expect(perKg.reduce((sum, one) => sum + one, 0)).toBe(paid.perKgCentimes);
  });

  it('is unsettled where no pool has taken or shared it', () => {
    expect(chainOf([lot({ pools: [] })]).unsettled.amountCentimes).toBe(4_000_000);
    const open = pool({ costs: [], membersCentimes: 0, payableGrams: 0 });
    const waiting = chainOf([lot()], open);
    expect(waiting.unsettled.amountCentimes).toBe(4_000_000);
    expect(waiting.received).toEqual([{ poolId: 'P', perKgDeliveredCentimes: null }]);
    expect(chainOf([lot()], pool({ proceedsCentimes: 0 })).unsettled.amountCentimes).toBe(4_000_000);
  });

  it("has OCE's result: its own goods, what pools left at their end, less what it bore of losses", () => {
    const own = lot({ pools: [], keptCentimes: 3_999_000, reservedCentimes: 1_000 });
    expect(chainOf([own])).toMatchObject({
      oce: { amountCentimes: 4_000_000 },
      unsettled: { amountCentimes: 0 },
    });
    const ended = pool({ membersCentimes: 5_000_000, ended: { account: 'reserve', restCentimes: 102_000 } });
    expect(unsettledOf(ended)).toBe(0);
    expect(chainOf([lot()], ended).oce.amountCentimes).toBe(65_806);
    const loss = pool({
      costs: [{ name: 'freight', amountCentimes: 6_300_000 }],
      membersCentimes: 0,
      lossCentimes: 100_000,
    });
    const borne = chainOf([lot()], loss);
    expect(borne.oce.amountCentimes).toBe(-64_516);
    expect(sumOf(borne)).toBe(4_000_000);
  });

  it('of a product adds its lots up, by sales unit', () => {
    const bulk = lot({
      lotId: 'RUN-2_O',
      billed: [{ unit: 'litre', quantity: 10_000, grams: 9_160, netCentimes: 70_000 }],
      paidCentimes: 70_000,
      pools: [{ poolId: 'Q', amountCentimes: 70_000 }],
    });
    const chain = chainOf([lot(), bulk], pool(), pool({ poolId: 'Q' }));
    expect(chain.billed.map(({ unit, perUnitCentimes }) => [unit, perUnitCentimes])).toEqual([
      ['piece', 4_000],
      ['litre', 7_000],
    ]);
    expect(chain.soldGrams).toBe(467_160);
    expect(sumOf(chain)).toBe(4_070_000);
  });

  it('adds up to the centime, whatever pools have settled', () => {
    const amount = fc.integer({ min: 0, max: 50_000_000 });
    const anyPool = fc
      .record({
        costs: fc.array(amount, { maxLength: 4 }),
        members: amount,
        loss: fc.integer({ min: 0, max: 100_000 }),
        rest: fc.option(amount),
        later: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      })
      .map(({ costs, members, loss, rest, later }) =>
        pool({
          costs: costs.map((amountCentimes, index) => ({ name: `cost-${index}`, amountCentimes })),
          membersCentimes: members,
          lossCentimes: loss,
          ended: rest === null ? null : { account: null, restCentimes: rest },
          proceedsCentimes: costs.reduce((sum, cost) => sum + cost, members - loss + (rest ?? 0) + later),
        }),
      );
    const taken = fc.integer({ min: -1_000_000, max: 50_000_000 });
    fc.assert(
      fc.property(anyPool, taken, amount, amount, (one, amountCentimes, keptCentimes, open) => {
        const paidCentimes = amountCentimes + keptCentimes + open;
        const pools = [{ poolId: 'P', amountCentimes }];
        expect(sumOf(chainOf([lot({ pools, keptCentimes, paidCentimes })], one))).toBe(paidCentimes);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a split in proportion', () => {
  it('adds up, with parts below zero too', () => {
    expect(inProportion(100, [1, 1, 1], 3)).toEqual([34, 33, 33]);
    expect(inProportion(10, [12, -2], 10)).toEqual([12, -2]);
    expect(inProportion(-7, [1, 1], 2)).toEqual([-3, -4]);
  });
});
