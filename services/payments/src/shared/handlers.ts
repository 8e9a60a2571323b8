import type { AggregateHandler } from '@oce/event-store';
import type { AccountCommand } from '../account/account.commands';
import type { AccountEvent } from '../account/account.events';
import type { AccountState } from '../account/account.state';
import type { BankDetailsCommand, BankDetailsState } from '../bank-details/bank-details.decider';
import type { BankDetailsEvent } from '../bank-details/bank-details.events';
import type { PoolCommand } from '../pool/pool.commands';
import type { PoolEvent } from '../pool/pool.events';
import type { PoolState } from '../pool/pool.state';
import type { ScheduleCommand, ScheduleState } from '../schedule/schedule.decider';
import type { ScheduleEvent } from '../schedule/schedule.events';
import type { TransferBatchCommand } from '../transfer-batch/transfer-batch.decider';
import type { TransferBatchEvent } from '../transfer-batch/transfer-batch.events';
import type { TransferBatchState } from '../transfer-batch/transfer-batch.state';

/** The handlers of this context's aggregates, by name. */
export type Accounts = AggregateHandler<AccountState, AccountCommand, AccountEvent>;
export type Pools = AggregateHandler<PoolState, PoolCommand, PoolEvent>;
export type Schedules = AggregateHandler<ScheduleState, ScheduleCommand, ScheduleEvent>;
export type BankDetails = AggregateHandler<BankDetailsState, BankDetailsCommand, BankDetailsEvent>;
export type TransferBatches = AggregateHandler<TransferBatchState, TransferBatchCommand, TransferBatchEvent>;
