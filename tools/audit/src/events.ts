import type { EventData } from './generated/events';

export type EventName = keyof EventData;
/** The data of an event type, in its present version. */
export type DataOf<T extends EventName> = EventData[T];

/** Shapes that several events share, each by an event that has it. */
export type Posting = DataOf<'AdvancePosted'>['postings'][number];
export type Settlement = DataOf<'AdvancePosted'>['settlement'];
export type DeductionTaken = Settlement['deductions'][number];
export type DeductionKind = DeductionTaken['kind'];
export type Reduction = DataOf<'DeliveryGraded'>['reductions'][number];
export type LotDelivery = DataOf<'LotClosed'>['deliveries'][number];
export type GoodsOnTheWay = DataOf<'UnitLoaded'>['goods'][number];
export type OrderLine = DataOf<'OrderFulfilled'>['lines'][number];
export type PricedLine = DataOf<'OrderPlaced'>['lines'][number];
export type ContractKind = DataOf<'SaleContractSigned'>['kind'];
export type PoolCharge = DataOf<'PoolClosed'>['charges'][number];
export type FixedShare = DataOf<'SharesFixed'>['shares'][number];
export type TransferLine = DataOf<'TransferBatchPrepared'>['transfers'][number];
