import { CAMPAIGNS, type CooperativeKey } from './story';

/** A raw lot of twenty deliveries, five a member; together they come to `netGrams`. */
export interface RawLotPlan {
  readonly lotId: string;
  readonly cooperative: CooperativeKey;
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly settledAs: 'pooled' | 'traceable';
  readonly netGrams: number;
  readonly moisturePpm: number;
  readonly from: string;
  readonly to: string;
}

export const DELIVERIES_A_LOT = 20;

function harvest(productId: string, moisturePpm: number, from: string, to: string) {
  const campaign = CAMPAIGNS.find((one) => one.productId === productId);
  if (campaign === undefined) throw new Error(`the chain has no campaign of ${productId}`);
  const { campaignId, grade } = campaign;
  return { campaignId, productId, grade, moisturePpm, from, to };
}
const olives = harvest('OLIVE', 450_000, '2026-10-05', '2026-10-09');
const capers = harvest('CAPRE', 800_000, '2026-09-21', '2026-09-25');
const honey = harvest('MIEL', 174_000, '2026-09-14', '2026-09-18');

export const RAW_LOTS: readonly RawLotPlan[] = [
  { lotId: 'LOT-TZM-OLIVE', cooperative: 'TZM', ...olives, settledAs: 'traceable', netGrams: 1_000_000 },
  { lotId: 'LOT-BNM-OLIVE', cooperative: 'BNM', ...olives, settledAs: 'traceable', netGrams: 400_000 },
  { lotId: 'LOT-AGD-OLIVE', cooperative: 'AGD', ...olives, settledAs: 'pooled', netGrams: 1_000_000 },
  { lotId: 'LOT-AGD-CAPRE', cooperative: 'AGD', ...capers, settledAs: 'pooled', netGrams: 1_000_000 },
  { lotId: 'LOT-TZM-MIEL', cooperative: 'TZM', ...honey, settledAs: 'traceable', netGrams: 200_000 },
  { lotId: 'LOT-BNM-MIEL', cooperative: 'BNM', ...honey, settledAs: 'traceable', netGrams: 100_000 },
];
