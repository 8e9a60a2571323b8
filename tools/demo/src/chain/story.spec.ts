import { sumExactly } from '@oce/quantities';
import { ticketsOf } from './gather';
import { ORDERS } from './orders';
import { DELIVERIES_A_LOT, RAW_LOTS } from './raw-lots';
import { MATERIALS, TANKS, type RunPlan } from './runs';
import { RUNS, UNBALANCED } from './runs-of-chain';
import { LINES, packingOf } from './story';

const TOLERANCE_PPM = 5_000;
const isCounted = (materialId: string) =>
  MATERIALS.some((one) => one.materialId === materialId && one.unit === 'piece');
const inGrams = ({ charges }: RunPlan) =>
  sumExactly(charges.map(([, sourceId, quantity]) => (isCounted(sourceId) ? 0 : quantity)));
const outGrams = ({ outputs, waste, lossGrams }: RunPlan) =>
  sumExactly([...outputs, ...waste].map(({ grams }) => grams).concat(lossGrams));

describe('the chain of goods', () => {
  it.each(RAW_LOTS)('weighs in twenty deliveries that come to $lotId', (lot) => {
    const tickets = ticketsOf(lot);
    expect(tickets).toHaveLength(DELIVERIES_A_LOT);
    expect(new Set(tickets.map(({ ticketNumber }) => ticketNumber)).size).toBe(DELIVERIES_A_LOT);
    expect(sumExactly(tickets.map(({ grossGrams, tareGrams }) => grossGrams - tareGrams))).toBe(lot.netGrams);
    for (const { weighedAt } of tickets) {
      expect(weighedAt.slice(0, 10) >= lot.from).toBe(true);
      expect(weighedAt.slice(0, 10) <= lot.to).toBe(true);
    }
  });

  it.each(RUNS)('has every gram of $runId on its lines', (run) => {
    expect(outGrams(run)).toBe(inGrams(run));
    expect(LINES).toContain(run.lineId);
  });

  it('is refused where a tub was forgotten: more is missing than a station may lose', () => {
    const differenceGrams = inGrams(UNBALANCED) - outGrams(UNBALANCED);
    expect(differenceGrams * 1_000_000).toBeGreaterThan(inGrams(UNBALANCED) * TOLERANCE_PPM);
  });

  it('sells of no lot more than was made of it', () => {
    const density = 916n;
    const gramsOf = (unit: string, productId: string, quantity: number) =>
      unit === 'piece'
        ? quantity * packingOf(productId).pieceGrams
        : unit === 'litre'
          ? Number((BigInt(quantity) * density) / 1_000n)
          : quantity;
    const made = new Map<string, number>(
      RUNS.flatMap(({ runId, outputs }) =>
        outputs.map(({ outputId, grams }) => [`${runId}_${outputId}`, grams] as const),
      ),
    );
    const sold = new Map<string, number>();
    for (const { unit, productId, lines } of ORDERS)
      for (const [lotId, quantity] of lines)
        sold.set(lotId, (sold.get(lotId) ?? 0) + gramsOf(unit, productId, quantity));
    for (const [lotId, grams] of sold)
      expect([lotId, grams <= (made.get(lotId) ?? 0)]).toEqual([lotId, true]);
  });

  it('draws of no lot and no tank more than is in it', () => {
    const content = new Map(RAW_LOTS.map(({ lotId, netGrams }) => [lotId, netGrams]));
    const add = (place: string, grams: number) => content.set(place, (content.get(place) ?? 0) + grams);
    for (const { runId, charges, outputs } of RUNS) {
      for (const [from, sourceId, quantity] of charges) if (from !== 'material') add(sourceId, -quantity);
      for (const { tankId, outputId, grams } of outputs) add(tankId ?? `${runId}_${outputId}`, grams);
      for (const [place, grams] of content) expect([place, grams >= 0]).toEqual([place, true]);
    }
    for (const { tankId } of TANKS) expect(content.get(tankId) ?? 0).toBeGreaterThanOrEqual(0);
  });
});
