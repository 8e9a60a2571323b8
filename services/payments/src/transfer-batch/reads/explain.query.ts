import { Controller, Get, Inject, Param } from '@nestjs/common';
import type {
  AdvancePosted,
  ClaimReversed,
  DebtsSetOff,
  CorrectionPosted,
  CorrectionTakenBack,
  FinalSharePosted,
  FinalShareTakenBack,
  PurchasePosted,
  SupplementPosted,
  SupplementTakenBack,
} from '@oce/contracts';
import type { EventStore } from '@oce/event-store';
import {
  EVENT_STORE,
  InjectProjection,
  MinPosition,
  notFoundProblem,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import type { AccountEvent } from '../../account/domain/account.events';
import { dispositionIdOf } from '../../cash/domain/cash-ids';
import { cashDispositionsProjection, type CashDispositionDocument } from '../../cash/reads/cash-dispositions';
import {
  poolEntriesProjection,
  type PoolEntryDocument,
  type ShownProceeds,
  type ShownSupplement,
} from '../../pool/reads/pool-entries';
import { poolsProjection, type PoolDocument } from '../../pool/reads/pools';
import { ProceedsByOrigin } from '../../pool/reads/proceeds-by-origin';
import { advanceStep, finalShareStep, purchaseStep, transferSteps } from './explain-steps';
import { type Step } from './explain-tree';
import { cashStep } from './explain-cash';
import { claimReversedStep, setOffStep } from './explain-claims';
import { correctionStep } from './explain-corrections';
import { arrearsSteps, supplementStep } from './explain-supplements';
import { takenBackStep } from './explain-taken-back';
import { ticketsOf } from './explain-tickets';
import { transfersProjection, type TransferDocument } from './transfers';

type Line =
  | AdvancePosted
  | PurchasePosted
  | FinalSharePosted
  | SupplementPosted
  | FinalShareTakenBack
  | SupplementTakenBack
  | CorrectionPosted
  | CorrectionTakenBack
  | ClaimReversed
  | DebtsSetOff;

/** A transfer, or cash, explained: every line of it, each down to weigh tickets, sales and named deductions, with its sums. */
export interface Explanation {
  readonly transferId: string;
  readonly producerCode: string;
  readonly amountCentimes: number;
  readonly status: string;
  readonly steps: readonly Step[];
  /** Whether every sum in the tree holds. */
  readonly addsUp: boolean;
}

/** Explains transfers out of the log: the account, its deliveries, the pools and the invoices behind them. */
@Scopes('payments:read')
@Controller('payments/explain')
export class ExplainController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @InjectProjection(transfersProjection) private readonly transfers: ProjectionView<TransferDocument>,
    @InjectProjection(cashDispositionsProjection)
    private readonly cash: ProjectionView<CashDispositionDocument>,
    @InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>,
    @InjectProjection(poolEntriesProjection) private readonly entries: ProjectionView<PoolEntryDocument>,
    private readonly byOrigin: ProceedsByOrigin,
  ) {}

  /** Why a transfer, or cash at a counter, is what it is, down to weigh tickets and sales. */
  @Get(':id')
  async transfer(@Param('id') id: string, @MinPosition() position: LogPosition): Promise<Explanation> {
    const views = [this.transfers, this.cash, this.pools, this.entries, this.byOrigin];
    await Promise.all(views.map((view) => view.at(position)));
    const payout = (await this.transfers.find(id)) ?? (await this.cash.find(dispositionIdOf(id)));
    if (!payout) throw notFoundProblem(id, 'transfer');
    const { transferId, producerCode, amountCentimes, status, lineIds } = payout;
    const ref = { context: 'payments', aggregate: 'account', id: producerCode };
    const commits = await this.store.load<AccountEvent>(ref);
    const wanted = new Set(lineIds);
    const posted = commits.flatMap((commit) => commit.events);
    const lines = posted.filter((event): event is Line => isLine(event) && wanted.has(event.data.lineId));
    const explained = await Promise.all(lines.map((line) => this.line(line, posted)));
    const first = 'batchId' in payout ? transferSteps(payout, lines) : cashStep(payout, lines);
    const steps = [first, ...explained];
    const addsUp = steps.every(holds);
    return { transferId, producerCode, amountCentimes, status, steps, addsUp };
  }

  /** @param posted all events of the account */
  private async line(line: Line, posted: readonly AccountEvent[]): Promise<Step> {
    switch (line.type) {
      case 'AdvancePosted':
        return withParts(
          advanceStep(line.data, await ticketsOf(this.store, [line.data.deliveryId])),
          arrearsSteps(posted, ({ deliveries }) => deliveries.includes(line.data.deliveryId)),
        );
      case 'PurchasePosted':
        return purchaseStep(line.data, await ticketsOf(this.store, [line.data.deliveryId]));
      case 'CorrectionPosted': {
        const ids = [line.data.deliveryId, line.data.counts?.deliveryId].flatMap((id) => id ?? []);
        return correctionStep(line.data, posted, await ticketsOf(this.store, ids));
      }
      case 'SupplementPosted': {
        const ids = line.data.deliveries.map((one) => one.deliveryId);
        const { poolId, number } = line.data;
        const distribution = (await this.distributions(poolId)).find((one) => one.number === number);
        const { unmetCentimes } = line.data;
        const hasLateGoods = posted.some(
          (event) =>
            event.type === 'SupplementPosted' &&
            event.data.poolId === poolId &&
            event.data.number <= number &&
            event.data.deliveries.length > 0,
        );
        return withParts(
          supplementStep(line.data, { distribution, hasLateGoods }, await ticketsOf(this.store, ids)),
          arrearsSteps(
            posted,
            (settled) => settled.poolId === poolId && !settled.isLate && unmetCentimes > 0,
          ),
        );
      }
      case 'FinalShareTakenBack':
      case 'SupplementTakenBack':
      case 'CorrectionTakenBack':
        return takenBackStep(line, posted);
      case 'ClaimReversed':
        return claimReversedStep(line.data, posted);
      case 'DebtsSetOff':
        return setOffStep(line.data);
      case 'FinalSharePosted':
        return this.finalShare(line.data);
    }
  }

  private async finalShare(data: FinalSharePosted['data']): Promise<Step> {
    const pool = await this.pools.get(data.poolId, 'pool');
    const pooled = await this.pooled(pool.poolId);
    const proceeds = await this.byOrigin.all(pooled.map((one) => one.proceedsId));
    const sold = pooled.flatMap(({ byOrigin }) => byOrigin.map(({ soldAs }) => soldAs));
    const lots = await this.byOrigin.lotsOf(sold);
    const ids = data.deliveries.map((one) => one.deliveryId);
    return finalShareStep(data, { pool, pooled, proceeds, lots }, await ticketsOf(this.store, ids));
  }

  private async distributions(poolId: string): Promise<ShownSupplement[]> {
    const found = await this.entries.all({ poolId, part: 'supplements' });
    return found.flatMap((one) => (one.part === 'supplements' ? one.entry : []));
  }

  /** What came into a pool, in the order in which it came. */
  private async pooled(poolId: string): Promise<ShownProceeds[]> {
    const found = await this.entries.all({ poolId, part: 'proceeds' }, { sort: { since: 1 } });
    return found.flatMap((one) => (one.part === 'proceeds' ? one.entry : []));
  }
}

const LINES: readonly string[] = [
  'AdvancePosted',
  'PurchasePosted',
  'FinalSharePosted',
  'SupplementPosted',
  'FinalShareTakenBack',
  'SupplementTakenBack',
  'CorrectionPosted',
  'CorrectionTakenBack',
  'ClaimReversed',
  'DebtsSetOff',
];
const isLine = (event: AccountEvent): event is Line => LINES.includes(event.type);

const withParts = (step: Step, parts: readonly Step[]): Step =>
  parts.length === 0 ? step : { ...step, parts: [...(step.parts ?? []), ...parts] };

const holds = (step: Step): boolean => step.sums.every((sum) => sum.holds) && (step.parts ?? []).every(holds);
