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

/** The facts name the attempt whose chunks count, with what they were computed from: computed anew at each try. */
export type ClosePool = Command<'ClosePool', { closedOn: string }> & {
  readonly facts: {
    readonly attempt: string;
    readonly proceedsCentimes: number;
    readonly charges: readonly PoolCharge[];
    readonly distributableCentimes: number;
    readonly points: string;
    readonly deliveries: number;
    readonly payableGrams: number;
    readonly logPosition: number;
  };
};
export type PoolCommand = OpenPool | PostCharge | PoolProceeds | FixShares | ClosePool;
