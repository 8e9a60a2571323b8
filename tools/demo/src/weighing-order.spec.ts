import type { ApiAnswer, OfficeClient } from '@oce/office/client';
import { postInTurn } from './demo-run';
import { inOrderOfWeighing } from './weighing-order';

const delivery = (number: number, producerCode: string, weighedAt: string) => ({
  deliveryId: `TM-1_${number}`,
  producerCode,
  weighedAt,
});
const deliveries = [
  delivery(1, 'P-1', '2026-10-01T08:00:00.000Z'),
  delivery(2, 'P-2', '2026-10-01T09:00:00.000Z'),
  delivery(3, 'P-1', '2026-10-01T10:00:00.000Z'),
  delivery(4, 'P-1', '2026-10-01T10:00:00.000Z'),
  delivery(5, 'P-2', '2026-10-02T08:00:00.000Z'),
  delivery(6, 'P-1', '2026-10-03T08:00:00.000Z'),
];
const sheets = deliveries.map((_one, at) => ({ terminalId: 'TM-1', ticketNumber: String(at + 1) }));

/** Shuffled by a seed, the same each time. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** An office that answers out of order, and takes what a member owes from the lines in the order in which they come. */
function office(seed: number) {
  const owed = new Map([
    ['P-1', 250],
    ['P-2', 150],
  ]);
  const lines = new Map<string, string[]>();
  const send = async (_method: string, path: string): Promise<ApiAnswer> => {
    await new Promise((resolve) => setTimeout(resolve, (seed * path.length * 7 + Number(path)) % 5));
    const { producerCode, deliveryId } = deliveries[Number(path) - 1] as (typeof deliveries)[number];
    const taken = Math.min(100, owed.get(producerCode) ?? 0);
    owed.set(producerCode, (owed.get(producerCode) ?? 0) - taken);
    lines.set(producerCode, [...(lines.get(producerCode) ?? []), `${deliveryId} -${taken}`]);
    return { status: 201, body: {}, headers: new Headers() } as ApiAnswer;
  };
  return { client: { send } as unknown as OfficeClient, lines };
}

describe('the quality sheets of a season', () => {
  it.each([1, 2, 3, 4, 5])('give the same lines in whatever order they lie (%i)', async (seed) => {
    const { client, lines } = office(seed);
    const ordered = inOrderOfWeighing(shuffled(sheets, seed), shuffled(deliveries, seed + 1));
    const producer = ({ producerCode }: { producerCode: string }) => producerCode;
    await postInTurn(client, 'sheets', ordered, producer, ({ sheet }) => [sheet.ticketNumber, {}]);
    expect(Object.fromEntries(lines)).toEqual({
      'P-1': ['TM-1_1 -100', 'TM-1_3 -100', 'TM-1_4 -50', 'TM-1_6 -0'],
      'P-2': ['TM-1_2 -100', 'TM-1_5 -50'],
    });
  });

  it('are each of a delivery that the office knows', () => {
    expect(() => inOrderOfWeighing([{ terminalId: 'TM-1', ticketNumber: '9' }], deliveries)).toThrow(
      'TM-1_9',
    );
  });
});
