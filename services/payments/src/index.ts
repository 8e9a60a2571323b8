export { accountsProjection, type AccountDocument } from './accounts/accounts.projection';
export { PaymentsConfig } from './payments.config';
export { PaymentsModule } from './payments.module';
export { poolMembersProjection, type PoolMemberDocument } from './pool-members/pool-members.projection';
export { poolsProjection, type PoolDocument } from './pools/pools.projection';
export { proceedsProjection, type ProceedsDocument } from './proceeds/proceeds.projection';
export { transfersProjection, type TransferDocument } from './transfers/transfers.projection';
