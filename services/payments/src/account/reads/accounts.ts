import { projectionFrom } from '@oce/projections';
import { sumExactly } from '@oce/quantities';
import { accountEvents } from '../domain/account.events';
import { evolveAccount } from '../domain/account.evolve';
import type { Line } from '../domain/account.state';
import { recordsOf, stateOf, type AccountRecords } from './account-records';

/** An account with its sums. The state is the decider's own, folded by the same function. */
export interface AccountDocument {
  readonly producerCode: string;
  /** What OCE owes to the member. */
  readonly balanceCentimes: number;
  /** Of it, what may be paid out now. */
  readonly payableCentimes: number;
  /** Of it, what disputes freeze, and what is held while its closing is being taken back. */
  readonly frozenCentimes: number;
  readonly reservedCentimes: number;
  readonly paidCentimes: number;
  /** What later settlements may still take. */
  readonly claimedCentimes: number;
  readonly account: AccountRecords;
}

/** What does OCE owe to each member, line by line? */
export const accountsProjection = projectionFrom(accountEvents)<AccountDocument>({
  name: 'accounts',
  version: 4,
  indexes: [{ fields: { payableCentimes: 1 } }],
  keys: (event) => [event.data.producerCode],
  project(document, event) {
    const account = recordsOf(evolveAccount(stateOf(document?.account), event));
    return { producerCode: event.data.producerCode, ...sumsOf(account), account };
  },
});

function sumsOf({ lines, claims }: AccountRecords): Omit<AccountDocument, 'producerCode' | 'account'> {
  const all = Object.values(lines);
  const sum = (chosen: (line: Line) => boolean) =>
    sumExactly(all.filter(chosen).map((line) => line.netCentimes));
  return {
    balanceCentimes: sum((line) => line.status === 'payable' || line.status === 'held'),
    payableCentimes: sum((line) => line.status === 'payable' && line.disputeId === null),
    frozenCentimes: sum(
      (line) => line.status === 'held' || (line.status === 'payable' && line.disputeId !== null),
    ),
    reservedCentimes: sum((line) => line.status === 'reserved'),
    paidCentimes: sum((line) => line.status === 'paid'),
    claimedCentimes: sumExactly(Object.values(claims).map((claim) => claim.leftCentimes)),
  };
}
