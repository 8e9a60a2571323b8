import { accounts } from '@oce/contracts';
import { summed } from '../../pool/domain/settlement/summed';
import { accountEvents, type ReservedShareTakenBack, type ShareReserved } from './account.events';

/**
 * A share of a pool for an account that an erasure has closed, in the member's stead to the reserve: the person was settled
 * and is forgotten, and nothing of their advances is open, for that would have held the account. ADR 13.
 */
export function reservedShare(share: Omit<ShareReserved['data'], 'postings'>): ShareReserved {
  const { poolId, shareCentimes } = share;
  const postings = summed([
    { account: accounts.pool(poolId), amountCentimes: -shareCentimes },
    { account: accounts.reserve, amountCentimes: shareCentimes },
  ]);
  return accountEvents.ShareReserved({ ...share, postings });
}

/** Such a share comes back from the reserve with its closing. */
export function reservedShareBack(
  share: Omit<ReservedShareTakenBack['data'], 'postings'>,
): ReservedShareTakenBack {
  const { poolId, shareCentimes } = share;
  const postings = summed([
    { account: accounts.pool(poolId), amountCentimes: shareCentimes },
    { account: accounts.reserve, amountCentimes: -shareCentimes },
  ]);
  return accountEvents.ReservedShareTakenBack({ ...share, postings });
}
