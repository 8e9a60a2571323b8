export { accountsProjection, type AccountDocument } from './account/reads/accounts';
export { PaymentsConfig } from './payments.config';
export { PaymentsModule } from './payments.module';
export { poolMembersProjection, type PoolMemberDocument } from './pool/reads/pool-members';
export { poolsProjection, type PoolDocument } from './pool/reads/pools';
export { proceedsProjection, type ProceedsDocument } from './pool/reads/proceeds';
export { transfersProjection, type TransferDocument } from './transfer-batch/reads/transfers';
