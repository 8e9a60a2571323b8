import type { LotMadeAvailable, RunCompleted, RunInput, RunOutput } from '@oce/contracts';
import { conflict, invalid } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';

/** One output as it is told: its lot's id is made of the run's and its own. */
export interface ToldOutput {
  readonly outputId: string;
  readonly kind: RunOutput['kind'];
  readonly productId: string;
  readonly grams: number;
  /** Of a packed product; null where it is weighed. */
  readonly pieces: number | null;
  readonly tankId: string | null;
}

/** What is known of a lot that a run was charged with. */
export type ChargedLot = Pick<LotMadeAvailable['data'], 'weighedFrom' | 'tollOf'>;

/** What is known of what a run was charged with, and of its place, when it ends; each may be unknown. */
export interface RunSurroundings {
  readonly chargedLots?: ReadonlyMap<string, ChargedLot>;
  /** When its line was cleaned last, before it began. */
  readonly lineCleanedAt?: string | undefined;
  /** What a piece of a packed product weighs, as it is listed. */
  readonly pieceGrams?: ReadonlyMap<string, number>;
}

const MINUTE_MS = 60_000;

/** What a run says of its quality and costs, without what is not known. */
export function qualityOf(
  inputs: readonly RunInput[],
  startedAt: string,
  { chargedLots, lineCleanedAt }: RunSurroundings,
): Pick<RunCompleted['data'], 'lineCleanedAt' | 'waitMinutes' | 'materialsCostCentimes'> {
  const weighed = inputs.flatMap(({ from }) => chargedLots?.get(from.id)?.weighedFrom ?? []);
  const costs = inputs.flatMap(({ costCentimes }) => costCentimes ?? []);
  const waits = weighed.map((at) =>
    Math.max(0, Math.floor((Date.parse(startedAt) - Date.parse(at)) / MINUTE_MS)),
  );
  return {
    ...(lineCleanedAt === undefined ? {} : { lineCleanedAt }),
    ...(waits.length === 0 ? {} : { waitMinutes: Math.max(...waits) }),
    ...(costs.length === 0 ? {} : { materialsCostCentimes: sumExactly(costs) }),
  };
}

/** Whose goods a run pressed, where all were one member's toll. Refuses `run_toll_mixed` and `toll_into_tank`. */
export function tollOf(
  inputs: readonly RunInput[],
  outputs: readonly Pick<ToldOutput, 'outputId' | 'tankId'>[],
  { chargedLots }: RunSurroundings,
): string | undefined {
  const goods = inputs.filter(({ origins }) => origins.length > 0);
  const owners = new Set(goods.map(({ from }) => chargedLots?.get(from.id)?.tollOf));
  const [owner] = [...owners].filter((one) => one !== undefined);
  if (owner === undefined) return undefined;
  if (owners.size > 1)
    throw conflict(
      'run_toll_mixed',
      `A toll run is of one member, and goods of ${owner} were charged with others: give charges back.`,
      'runId',
    );
  const tanked = outputs.find(({ tankId }) => tankId !== null);
  if (tanked)
    throw invalid(
      'toll_into_tank',
      `${tanked.outputId} goes home with ${owner}, and into no tank.`,
      'outputs',
    );
  return owner;
}

/** Refuses `piece_weight_differs` from what the product is listed with. */
export function requireListedWeight(
  { outputId, productId, grams, pieces }: ToldOutput,
  { pieceGrams }: RunSurroundings,
): void {
  const listed = pieceGrams?.get(productId);
  if (listed === undefined || pieces === null || grams === pieces * listed) return;
  throw invalid(
    'piece_weight_differs',
    `${outputId}: a piece of ${productId} is listed with ${listed} g, so ${pieces} are ${pieces * listed} g and not ${grams} g. Book what is over as loss.`,
    'outputs',
  );
}
