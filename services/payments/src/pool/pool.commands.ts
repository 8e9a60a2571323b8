import type { PoolCharge } from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { ChargePosted, FixedShare, PooledPart, PoolOpened } from './pool.events';

export type OpenPool = Command<'OpenPool', PoolOpened['data']>;
export type PostCharge = Command<'PostCharge', ChargePosted['data']>;
export type PoolProceeds = Command<
  'PoolProceeds',
  {
    proceedsId: string;
    invoiceNumber: string;
    kind: PoolOpened['data']['kind'];
    campaignId: string;
    parts: readonly PooledPart[];
    valueDate: string;
  }
>;

/** An attempt writes each of its chunks once, so the number says which shares: they need not be part of the identity. */
export type FixShares = Command<'FixShares', { attempt: string; chunk: number; of: number }> & {
  readonly facts: { readonly shares: readonly FixedShare[] };
};

/** Names the attempt whose chunks count, with what they were computed from. */
export type ClosePool = Command<
  'ClosePool',
  {
    attempt: string;
    proceedsCentimes: number;
    charges: readonly PoolCharge[];
    distributableCentimes: number;
    points: string;
    deliveries: number;
    payableGrams: number;
    logPosition: number;
    closedOn: string;
  }
>;
export type PoolCommand = OpenPool | PostCharge | PoolProceeds | FixShares | ClosePool;
