import type { Suspension } from './certificates';
import type { ChainOffice, Refusal } from './chain-office';
import { REJECTED } from './controls';
import { REFUSED, SHORT } from './dock';
import type { ChainPlayed } from './play-chain';
import { RAW_LOTS } from './raw-lots';
import type { Recalled } from './recall';
import { RUNS } from './runs-of-chain';
import { poolsOfChain, type Invoice } from './settle';

/** What came of the chain, asked of the office. */
export interface ChainSummary {
  readonly unbalanced: Refusal;
  readonly heldBack: Refusal;
  readonly runs: readonly ShownRun[];
  readonly units: { readonly pallets: number; readonly cases: number; readonly firstSscc: string };
  /** The lot that one market may not have and another has. */
  readonly rescued: { readonly lotId: string; readonly markets: readonly ShownMarket[] };
  readonly suspension: Suspension;
  readonly recalled: Recalled;
  readonly shipments: readonly ShownShipment[];
  readonly invoices: readonly Invoice[];
  readonly origins: readonly OriginShare[];
  readonly transfer: { readonly transferId: string; readonly addsUp: boolean };
  readonly batch: Omit<ChainPlayed['batch'], 'bank'>;
}

interface Goods {
  readonly productId: string;
  readonly grams: number;
  readonly pieces: number | null;
}
export interface ShownRun {
  readonly runId: string;
  readonly activity: string;
  readonly inputs: readonly (Goods & { readonly from: { readonly kind: string; readonly id: string } })[];
  readonly outputs: readonly (Goods & { readonly lotId: string; readonly tankId: string | null })[];
  readonly waste: readonly { readonly kind: string; readonly grams: number }[];
  readonly lossGrams: number;
  readonly yieldPpm: number;
}

export interface ShownMarket {
  readonly market: string;
  readonly grade: string | null;
  readonly rejectedFor: string | null;
}

export interface ShownShipment {
  readonly shipmentId: string;
  readonly status: string;
  readonly temperature: string | null;
  readonly received:
    readonly { readonly sentPieces: number | null; readonly receivedPieces: number | null }[] | null;
  readonly differences: readonly {
    readonly pieces: number | null;
    readonly kind: string;
    readonly owner: string;
    readonly note: string;
  }[];
  readonly endedFor: string | null;
  readonly returnedTo: string | null;
}

/** What of the money of conditioned lots is for the raw lots of a pool, and what their members get of it. */
export interface OriginShare {
  readonly poolId: string;
  readonly members: number;
  readonly sold: readonly { readonly soldAs: string; readonly amountCentimes: number }[];
  readonly proceedsCentimes: number;
  readonly chargesCentimes: number;
  readonly sharedCentimes: number;
  readonly netGrams: number;
}

/** Of whom a transfer is explained. */
const SHOWN_MEMBER = 'P-TZM-0001';

/** Asks the office what came of the chain. */
export async function summaryOfChain(office: ChainOffice, played: ChainPlayed): Promise<ChainSummary> {
  const { batchId, transfers, totalCentimes, file } = played.batch;
  const transferId = `${batchId}--${SHOWN_MEMBER}`;
  const [runs, shipments, origins, { markets }, { addsUp }] = await Promise.all([
    Promise.all(RUNS.map(({ runId }) => office.get<ShownRun>(`conditioning/runs/${runId}`))),
    Promise.all(
      [SHORT, REFUSED].map(({ shipmentId }) =>
        office.get<ShownShipment>(`transport/shipments/${shipmentId}`),
      ),
    ),
    Promise.all(poolsOfChain().map((pool) => originShareOf(office, pool))),
    office.get<{ markets: ShownMarket[] }>(`certification/lots/${REJECTED.lotId}`),
    office.get<{ addsUp: boolean }>(`payments/explain/${transferId}`),
  ]);
  const { unbalanced, heldBack, suspension, recalled, invoices, pallets } = played;
  return {
    unbalanced,
    heldBack,
    runs: runs.map(runOf),
    units: {
      pallets: pallets.length,
      cases: pallets.reduce((sum, { inside }) => sum + inside.length, 0),
      firstSscc: pallets[0]?.sscc ?? '',
    },
    rescued: { lotId: REJECTED.lotId, markets: markets.map(marketOf).sort(byRefusal) },
    suspension,
    recalled,
    shipments: shipments.map(shipmentOf),
    invoices,
    origins,
    transfer: { transferId, addsUp },
    batch: { batchId, transfers, totalCentimes, file },
  };
}

interface Pool {
  readonly proceedsCentimes: number;
  readonly closing: {
    readonly members: number;
    readonly distributableCentimes: number;
    readonly charges: readonly { readonly amountCentimes: number }[];
  } | null;
  readonly proceeds: readonly {
    readonly byOrigin: readonly { readonly soldAs: string; readonly amountCentimes: number }[];
  }[];
}

/** Of a pool: what its raw lots were sold as, and what came of it. */
async function originShareOf(
  office: ChainOffice,
  { poolId, kind, campaignId, lotIds }: ReturnType<typeof poolsOfChain>[number],
): Promise<OriginShare> {
  const { closing, proceedsCentimes, proceeds } = await office.get<Pool>(`payments/pools/${poolId}`);
  const own = RAW_LOTS.filter((lot) =>
    kind === 'traceable'
      ? lotIds?.includes(lot.lotId)
      : lot.campaignId === campaignId && lot.settledAs === 'pooled',
  );
  const charges = closing?.charges ?? [];
  return {
    poolId,
    members: closing?.members ?? 0,
    sold: soldAs(proceeds.flatMap(({ byOrigin }) => byOrigin)),
    proceedsCentimes,
    chargesCentimes: charges.reduce((sum, one) => sum + one.amountCentimes, 0),
    sharedCentimes: closing?.distributableCentimes ?? 0,
    netGrams: own.reduce((sum, { netGrams }) => sum + netGrams, 0),
  };
}

/** Each conditioned lot once, with all that came for it. */
function soldAs(parts: OriginShare['sold']): OriginShare['sold'] {
  const sums = new Map<string, number>();
  for (const { soldAs: lotId, amountCentimes } of parts)
    sums.set(lotId, (sums.get(lotId) ?? 0) + amountCentimes);
  return [...sums].map(([lotId, amountCentimes]) => ({ soldAs: lotId, amountCentimes }));
}

const goodsOf = ({ productId, grams, pieces }: Goods): Goods => ({ productId, grams, pieces });

const runOf = ({ runId, activity, inputs, outputs, waste, lossGrams, yieldPpm }: ShownRun): ShownRun => ({
  runId,
  activity,
  inputs: inputs.map((one) => ({ ...goodsOf(one), from: { kind: one.from.kind, id: one.from.id } })),
  outputs: outputs.map((one) => ({ ...goodsOf(one), lotId: one.lotId, tankId: one.tankId })),
  waste,
  lossGrams,
  yieldPpm,
});

const marketOf = ({ market, grade, rejectedFor }: ShownMarket): ShownMarket => ({
  market,
  grade,
  rejectedFor,
});

/** What was refused comes first: what saved the lot follows. */
const byRefusal = (one: ShownMarket, other: ShownMarket): number =>
  Number(one.rejectedFor === null) - Number(other.rejectedFor === null);

const shipmentOf = (one: ShownShipment): ShownShipment => {
  const { shipmentId, status, temperature, received, differences, endedFor, returnedTo } = one;
  return { shipmentId, status, temperature, received, differences, endedFor, returnedTo };
};
