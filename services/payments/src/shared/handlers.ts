import type { AggregateHandler } from '@oce/event-store';
import type { AccountCommand } from '../account/domain/account.commands';
import type { AccountEvent } from '../account/domain/account.events';
import type { AccountState } from '../account/domain/account.state';
import type { BankDetailsCommand, BankDetailsState } from '../bank-details/domain/bank-details';
import type { BankDetailsEvent } from '../bank-details/domain/bank-details.events';
import type { PoolCommand } from '../pool/domain/pool.commands';
import type { PoolEvent } from '../pool/domain/pool.events';
import type { PoolState } from '../pool/domain/pool.state';
import type { ScheduleCommand, ScheduleState } from '../schedule/domain/schedule';
import type { ScheduleEvent } from '../schedule/domain/schedule.events';
import type { TransferBatchCommand } from '../transfer-batch/domain/transfer-batch';
import type { TransferBatchEvent } from '../transfer-batch/domain/transfer-batch.events';
import type { TransferBatchState } from '../transfer-batch/domain/transfer-batch.state';

/** The handlers of this context's aggregates, by name. */
export type Accounts = AggregateHandler<AccountState, AccountCommand, AccountEvent>;
export type Pools = AggregateHandler<PoolState, PoolCommand, PoolEvent>;
export type Schedules = AggregateHandler<ScheduleState, ScheduleCommand, ScheduleEvent>;
export type BankDetails = AggregateHandler<BankDetailsState, BankDetailsCommand, BankDetailsEvent>;
export type TransferBatches = AggregateHandler<TransferBatchState, TransferBatchCommand, TransferBatchEvent>;
