import type { PoolClosed } from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { ChargePosted, FixedShare, PoolOpened, ProceedsPooled } from './pool.events';

export type OpenPool = Command<'OpenPool', PoolOpened['data']>;
export type PostCharge = Command<'PostCharge', ChargePosted['data']>;
export type PoolProceeds = Command<
  'PoolProceeds',
  Pick<ProceedsPooled['data'], 'proceedsId' | 'invoiceNumber' | 'parts' | 'valueDate'> &
    Pick<PoolOpened['data'], 'kind' | 'campaignId'>
>;

/** An attempt writes each of its chunks once, so the number says which shares: they need not be part of the identity. */
export type FixShares = Command<'FixShares', { attempt: string; chunk: number; of: number }> & {
  readonly facts: { readonly shares: readonly FixedShare[] };
};

/** The facts name the attempt whose chunks count, with what they were computed from: computed anew at each try. */
export type ClosePool = Command<'ClosePool', { closedOn: string }> & {
  readonly facts: Omit<PoolClosed['data'], keyof PoolOpened['data'] | 'members' | 'closedOn' | 'postings'>;
};
export type PoolCommand = OpenPool | PostCharge | PoolProceeds | FixShares | ClosePool;
