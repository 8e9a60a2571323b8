import type { ChainOffice } from './chain-office';
import { HOUSE, packingOf } from './story';

/** A pallet of cases of one lot. */
export interface PalletPlan {
  readonly name: string;
  readonly lotId: string;
  readonly productId: string;
  readonly cases: number;
  readonly day: string;
}

export interface Pallet extends PalletPlan {
  readonly sscc: string;
  /** The SSCC of its cases. */
  readonly inside: readonly string[];
}

export const PALLETS: readonly PalletPlan[] = [
  { name: 'PAL-1', lotId: 'EM-01_B', productId: 'BOTTLE-500', cases: 10, day: '2026-10-15' },
  { name: 'PAL-2', lotId: 'EM-01_B', productId: 'BOTTLE-500', cases: 10, day: '2026-10-15' },
  { name: 'PAL-3', lotId: 'EM-01_B', productId: 'BOTTLE-500', cases: 5, day: '2026-10-15' },
];

/** Packs cases, and pallets of cases, each under an SSCC of its own. */
export async function pack(office: ChainOffice): Promise<Pallet[]> {
  const packed: Pallet[] = [];
  for (const plan of PALLETS) packed.push(await packPallet(office, plan));
  return packed;
}

async function packPallet(office: ChainOffice, plan: PalletPlan): Promise<Pallet> {
  const { name, lotId, productId, cases, day } = plan;
  const packing = packingOf(productId);
  const packedAt = `${day}T16:00:00Z`;
  const open = async (level: 'case' | 'pallet', gtin: string, key: string) => {
    const body = { stationId: HOUSE, level, gtin, bestBefore: '2028-04-30', openedAt: `${day}T09:00:00Z` };
    return (await office.post('conditioning/units', body, `demo-chain-${key}`)).id as string;
  };
  const pallet = await open('pallet', packing.pallet.gtin, name);
  const numbers = Array.from({ length: cases }, (_, at) => at + 1);
  const inside = await Promise.all(
    numbers.map(async (at) => {
      const sscc = await open('case', packing.case.gtin, `${name}-${at}`);
      const path = `conditioning/units/${sscc}`;
      const grams = packing.case.pieces * packing.pieceGrams;
      await office.postSoon(`${path}/goods`, { putId: 'P1', lotId, grams });
      await office.post(`${path}/close`, { packedAt });
      await office.post(`conditioning/units/${pallet}/units`, { sscc });
      return sscc;
    }),
  );
  await office.post(`conditioning/units/${pallet}/close`, { packedAt });
  return { ...plan, sscc: pallet, inside };
}
