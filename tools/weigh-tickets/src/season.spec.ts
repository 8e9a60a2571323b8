import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ReadLine } from '@oce/tables';
import { readWeighTickets } from './index';
import type { WeighTicket } from './ticket';

const SEASON = resolve(__dirname, '../../../demo/season');

interface SpecialLine {
  readonly line: number;
  readonly ticketNumber: string;
  readonly fate: string;
  readonly field?: string;
  readonly rule?: string;
}
interface Manifest {
  readonly ticketFiles: readonly { file: string; lines: number; special: readonly SpecialLine[] }[];
  readonly products: readonly { productId: string; deliveries: number; refused: number; netGrams: number }[];
}

const manifest = JSON.parse(readFileSync(join(SEASON, 'manifest.json'), 'utf8')) as Manifest;

/** The tickets that the quality sheets refuse. */
function refusedAtGrading(): Set<string> {
  const sheets = manifest.ticketFiles.map(({ file }) => file.replace('weigh-tickets', 'gradings'));
  const lines = sheets.flatMap((sheet) => readFileSync(join(SEASON, sheet), 'utf8').split('\r\n'));
  return new Set(lines.filter((line) => line.includes(';refusé;')).map((line) => line.split(';')[0] ?? ''));
}

async function read(file: string): Promise<ReadLine<WeighTicket>[]> {
  const lines: ReadLine<WeighTicket>[] = [];
  for await (const line of readWeighTickets(join(SEASON, file))) lines.push(line);
  return lines;
}

describe('the weigh tickets of the demonstration season', () => {
  it.each(manifest.ticketFiles.map(({ file }) => file))(
    '%s: every line, refused only as announced',
    async (file) => {
      const announced = manifest.ticketFiles.find((one) => one.file === file);
      const lines = await read(file);
      expect(lines).toHaveLength(announced?.lines ?? 0);
      const refused = lines.flatMap((line) => ('item' in line ? [] : [line]));
      expect(refused.map(({ line, field, rule }) => ({ line, field, rule }))).toEqual(
        announced?.special
          .filter(({ fate }) => fate === 'malformed')
          .map(({ line, field, rule }) => ({ line, field, rule })),
      );
      for (const { line, ticketNumber, fate } of announced?.special ?? []) {
        if (fate === 'malformed') continue;
        expect(lines).toContainEqual({
          line,
          item: expect.objectContaining({ ticketNumber }),
          raw: expect.stringContaining(ticketNumber),
        });
      }
    },
  );

  it('hold, in five dialects, the kilograms of the manifest', async () => {
    const refused = refusedAtGrading();
    const found = new Map<string, { deliveries: number; netGrams: number }>();
    for (const { file, special } of manifest.ticketFiles) {
      const left = new Set(special.map(({ line }) => line));
      for (const line of await read(file)) {
        if (!('item' in line) || left.has(line.line) || refused.has(line.item.ticketNumber)) continue;
        const { productId = '', grossGrams, tareGrams } = line.item;
        const before = found.get(productId) ?? { deliveries: 0, netGrams: 0 };
        const netGrams = before.netGrams + grossGrams - tareGrams;
        found.set(productId, { deliveries: before.deliveries + 1, netGrams });
      }
    }
    for (const { productId, deliveries, netGrams } of manifest.products) {
      expect(found.get(productId)).toEqual({ deliveries, netGrams });
    }
    expect(refused.size).toBe(manifest.products.reduce((sum, product) => sum + product.refused, 0));
  });
});
