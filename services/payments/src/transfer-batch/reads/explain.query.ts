import { Controller, Get, Inject, Param } from '@nestjs/common';
import type {
  AdvancePosted,
  ClaimReversed,
  DebtsSetOff,
  CorrectionPosted,
  FinalSharePosted,
  FinalShareTakenBack,
  SupplementPosted,
} from '@oce/contracts';
import type { EventStore } from '@oce/event-store';
import {
  EVENT_STORE,
  InjectProjection,
  MinPosition,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import type { AccountEvent } from '../../account/domain/account.events';
import { poolsProjection, type PoolDocument } from '../../pool/reads/pools';
import { proceedsProjection, type ProceedsDocument } from '../../pool/reads/proceeds';
import { advanceStep, correctionStep, finalShareStep, transferSteps, type Step } from './explain-steps';
import { claimReversedStep, setOffStep } from './explain-claims';
import { supplementStep, takenBackStep } from './explain-supplements';
import { ticketsOf } from './explain-tickets';
import { transfersProjection, type TransferDocument } from './transfers';

type Line =
  | AdvancePosted
  | FinalSharePosted
  | SupplementPosted
  | FinalShareTakenBack
  | CorrectionPosted
  | ClaimReversed
  | DebtsSetOff;

/** A transfer explained: every line of it, each down to weigh tickets, sales and named deductions, with its sums. */
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
    @InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>,
    @InjectProjection(proceedsProjection) private readonly proceeds: ProjectionView<ProceedsDocument>,
  ) {}

  /** Why a transfer is what it is, down to weigh tickets and sales. */
  @Get(':id')
  async transfer(
    @Param('id') transferId: string,
    @MinPosition() position: LogPosition,
  ): Promise<Explanation> {
    const transfer = await (await this.transfers.at(position)).get(transferId, 'transfer');
    await Promise.all([this.pools, this.proceeds].map((view) => view.at(position)));
    const { producerCode, amountCentimes, status, lineIds } = transfer;
    const ref = { context: 'payments', aggregate: 'account', id: producerCode };
    const commits = await this.store.load<AccountEvent>(ref);
    const wanted = new Set(lineIds);
    const posted = commits.flatMap((commit) => commit.events);
    const lines = posted.filter((event): event is Line => isLine(event) && wanted.has(event.data.lineId));
    const explained = await Promise.all(lines.map((line) => this.line(line, posted)));
    const steps = [transferSteps(transfer, lines), ...explained];
    const addsUp = steps.every(holds);
    return { transferId, producerCode, amountCentimes, status, steps, addsUp };
  }

  /** @param posted all events of the account */
  private async line(line: Line, posted: readonly AccountEvent[]): Promise<Step> {
    switch (line.type) {
      case 'AdvancePosted':
        return advanceStep(line.data, await ticketsOf(this.store, [line.data.deliveryId]));
      case 'CorrectionPosted': {
        const ids = [line.data.deliveryId, line.data.counts?.deliveryId].flatMap((id) => id ?? []);
        return correctionStep(line.data, await ticketsOf(this.store, ids));
      }
      case 'SupplementPosted': {
        const ids = line.data.deliveries.map((one) => one.deliveryId);
        return supplementStep(line.data, await ticketsOf(this.store, ids));
      }
      case 'FinalShareTakenBack':
        return takenBackStep(line.data);
      case 'ClaimReversed':
        return claimReversedStep(line.data, posted);
      case 'DebtsSetOff':
        return setOffStep(line.data);
      case 'FinalSharePosted': {
        const pool = await this.pools.get(line.data.poolId, 'pool');
        const found = await Promise.all(pool.proceeds.map((one) => this.proceeds.find(one.proceedsId)));
        const proceeds = found.flatMap((one) => one ?? []);
        const ids = line.data.deliveries.map((one) => one.deliveryId);
        return finalShareStep(line.data, pool, proceeds, await ticketsOf(this.store, ids));
      }
    }
  }
}

const LINES: readonly string[] = [
  'AdvancePosted',
  'FinalSharePosted',
  'SupplementPosted',
  'FinalShareTakenBack',
  'CorrectionPosted',
  'ClaimReversed',
  'DebtsSetOff',
];
const isLine = (event: AccountEvent): event is Line => LINES.includes(event.type);

const holds = (step: Step): boolean => step.sums.every((sum) => sum.holds) && (step.parts ?? []).every(holds);
