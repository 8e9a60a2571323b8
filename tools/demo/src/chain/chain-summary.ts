import type { ChainOffice, Refusal } from './chain-office';
import type { ChainPlayed } from './play-chain';
import { RUNS } from './runs';
import { poolsOfChain } from './settle';
import { RAW_LOTS } from './story';

/** What came of the chain, asked of the office. */
export interface ChainSummary {
  readonly unbalanced: Refusal;
  readonly heldBack: Refusal;
  readonly runs: readonly ShownRun[];
  readonly shipments: readonly ShownShipment[];
  readonly invoices: ChainPlayed['invoices'];
  readonly origins: readonly OriginShare[];
  readonly transfer: { readonly transferId: string; readonly addsUp: boolean };
  readonly batch: ChainPlayed['batch'];
}

export interface ShownRun {
  readonly runId: string;
  readonly activity: string;
  readonly inputs: readonly {
    readonly productId: string;
    readonly grams: number;
    readonly pieces: number | null;
  }[];
  readonly outputs: readonly {
    readonly lotId: string;
    readonly productId: string;
    readonly grams: number;
    readonly pieces: number | null;
    readonly tankId: string | null;
  }[];
  readonly waste: readonly { readonly kind: string; readonly grams: number }[];
  readonly lossGrams: number;
  readonly yieldPpm: number;
  readonly materialsCostCentimes: number | null;
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
}

/** What of the money of a conditioned lot is for a raw lot, and what its members get of all that it earned. */
export interface OriginShare {
  readonly lotId: string;
  readonly members: number;
  readonly sold: readonly { readonly soldAs: string; readonly amountCentimes: number }[];
  readonly proceedsCentimes: number;
  readonly chargesCentimes: number;
  readonly sharedCentimes: number;
  readonly netGrams: number;
}

interface Pool {
  readonly proceedsCentimes: number;
  readonly closing: {
    readonly members: number;
    readonly distributableCentimes: number;
    readonly charges: readonly { readonly amountCentimes: number }[];
  } | null;
  readonly proceeds: readonly {
    readonly byOrigin: readonly {
      readonly lotId: string;
      readonly soldAs: string;
      readonly amountCentimes: number;
    }[];
  }[];
}

const SHOWN_MEMBER = 'P-TZM-0001';
const SHIPMENTS = ['EXP-CH-01'];

/** Asks the office what came of the chain. */
export async function summaryOfChain(office: ChainOffice, played: ChainPlayed): Promise<ChainSummary> {
  const { unbalanced, heldBack, invoices, batch } = played;
  const [runs, shipments, origins] = await Promise.all([
    Promise.all(RUNS.map(({ runId }) => office.get<ShownRun>(`conditioning/runs/${runId}`))),
    Promise.all(SHIPMENTS.map((id) => office.get<ShownShipment>(`transport/shipments/${id}`))),
    originsOf(office),
  ]);
  const transferId = `${batch.batchId}--${SHOWN_MEMBER}`;
  const { addsUp } = await office.get<{ addsUp: boolean }>(`payments/explain/${transferId}`);
  const { batchId, transfers, totalCentimes, file } = batch;
  return {
    unbalanced,
    heldBack,
    runs: runs.map(runOf),
    shipments: shipments.map(shipmentOf),
    invoices,
    origins,
    transfer: { transferId, addsUp },
    batch: { batchId, transfers, totalCentimes, file },
  };
}

/** Of every raw lot: what it was sold as, and what came of it. */
function originsOf(office: ChainOffice): Promise<OriginShare[]> {
  const read = poolsOfChain().map(async ({ poolId, lotIds, campaignId }): Promise<OriginShare> => {
    const pool = await office.get<Pool>(`payments/pools/${poolId}`);
    const of = RAW_LOTS.filter((lot) => (lotIds ?? []).includes(lot.lotId) || lot.campaignId === campaignId);
    const own =
      lotIds === undefined
        ? of.filter(({ settledAs }) => settledAs === 'pooled')
        : of.filter(({ lotId }) => lotIds.includes(lotId));
    const { closing, proceedsCentimes } = pool;
    const sold = pool.proceeds.flatMap(({ byOrigin }) => byOrigin);
    return {
      lotId: poolId,
      members: closing?.members ?? 0,
      sold: sold.map(({ soldAs, amountCentimes }) => ({ soldAs, amountCentimes })),
      proceedsCentimes,
      chargesCentimes: (closing?.charges ?? []).reduce((sum, one) => sum + one.amountCentimes, 0),
      sharedCentimes: closing?.distributableCentimes ?? 0,
      netGrams: own.reduce((sum, { netGrams }) => sum + netGrams, 0),
    };
  });
  return Promise.all(read);
}

const runOf = (run: ShownRun): ShownRun => ({
  runId: run.runId,
  activity: run.activity,
  inputs: run.inputs.map(({ productId, grams, pieces }) => ({ productId, grams, pieces })),
  outputs: run.outputs.map(({ lotId, productId, grams, pieces, tankId }) => ({
    lotId,
    productId,
    grams,
    pieces,
    tankId,
  })),
  waste: run.waste,
  lossGrams: run.lossGrams,
  yieldPpm: run.yieldPpm,
  materialsCostCentimes: run.materialsCostCentimes,
});

const shipmentOf = (one: ShownShipment): ShownShipment => ({
  shipmentId: one.shipmentId,
  status: one.status,
  temperature: one.temperature,
  received: one.received,
  differences: one.differences,
  endedFor: one.endedFor,
});
