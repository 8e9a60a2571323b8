import type { Posting } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import type { Outcome } from '@oce/event-store';
import { PersonKeys, type KeyStore } from '@oce/personal-data';
import { KEY_STORE, masterKeysOf } from '@oce/service-kit';
import { testPersonalData } from '@oce/service-kit/testing';
import { contextInMemory, type InMemoryOptions, type OfficeInMemory } from '@oce/testing/in-memory';
import type { AccountState } from '../src/account/domain/account.state';
import { accountsProjection } from '../src/account/reads/accounts';
import { AccountsReader, type AccountSums } from '../src/account/reads/accounts.reader';
import { context } from '../src/context';
import type { PoolEvent } from '../src/pool/domain/pool.events';
import { OUTSTANDING_KINDS, type OutstandingKind } from '../src/pool/domain/outstanding';
import type { Closing } from '../src/pool/http/close-pool';
import { poolsProjection, type PoolDocument } from '../src/pool/reads/pools';
import { PoolsService } from '../src/pool/http/pools.service';

/** Payments without servers, on a day after the season. */
export const paymentsInMemory = (options: InMemoryOptions = {}): Promise<OfficeInMemory> =>
  contextInMemory(context, {
    now: '2026-12-21T10:00:00.000Z',
    config: {
      OCE_DEBTOR_NAME: 'OCE',
      OCE_DEBTOR_IBAN: 'MA64011519000001205000534921',
      OCE_DEBTOR_BIC: 'ABCDMAMC',
    },
    ...options,
  });

/** The keys of persons of an office in memory: those who were encrypted with them are known to it. */
export const personKeysOf = (office: OfficeInMemory): Promise<PersonKeys> =>
  PersonKeys.over(office.get<KeyStore>('payments', KEY_STORE), {
    masterKeys: masterKeysOf(testPersonalData),
  });

const asClerk = { actor: 'staff:amal' };

/** Closes a pool as a clerk does who knows of everything that is outstanding. */
export const closePool = (
  office: OfficeInMemory,
  poolId: string,
  closing: Partial<Closing> = {},
): Promise<Outcome<PoolEvent>> => {
  const known = { closedOn: '2026-12-21', acknowledge: [...OUTSTANDING_KINDS], ...closing };
  return office.get('payments', PoolsService).close(poolId, known, office.meta(asClerk));
};

/** Shares what has come to a closed pool since. */
export const distribute = (
  office: OfficeInMemory,
  poolId: string,
  supplementId: string,
): Promise<Outcome<PoolEvent>> =>
  office.get('payments', PoolsService).distribute(poolId, supplementId, office.meta(asClerk));

/** Winds a pool up, as a clerk does who knows of everything that is outstanding. */
export const windUp = (
  office: OfficeInMemory,
  poolId: string,
  acknowledge: readonly OutstandingKind[] = OUTSTANDING_KINDS,
): Promise<Outcome<PoolEvent>> =>
  office.get('payments', PoolsService).windUp(poolId, acknowledge, office.meta(asClerk));

/** Takes the closing of a pool back. */
export const takeBack = (
  office: OfficeInMemory,
  poolId: string,
  reason = 'an invoice was forgotten',
): Promise<Outcome<PoolEvent>> =>
  office.get('payments', PoolsService).takeBack(poolId, reason, office.meta(asClerk));

/** An account with its sums as they are shown, and all that it holds. */
export interface WholeAccount extends AccountSums {
  readonly account: AccountState;
}

/** The accounts of producers: sums by their documents, the rest by the accounts themselves. */
export async function accountsOf(office: OfficeInMemory): Promise<WholeAccount[]> {
  const reader = office.get<AccountsReader>('payments', AccountsReader);
  const documents = await office.documents('payments', accountsProjection);
  return Promise.all(
    documents.map(async (document) => ({
      ...(await reader.sums(document)),
      account: await reader.state(document.producerCode),
    })),
  );
}

export async function accountOf(
  office: OfficeInMemory,
  producerCode: string,
): Promise<WholeAccount | undefined> {
  return (await accountsOf(office)).find((account) => account.producerCode === producerCode);
}

/** The pools, as their projection has them. */
export const poolsOf = (office: OfficeInMemory): Promise<PoolDocument[]> =>
  office.documents('payments', poolsProjection);

/** What the events of a type say, as specs look at it. */
export const dataOf = <E extends Event>(events: readonly Event[], type: E['type']): E['data'][] =>
  events.filter((event): event is E => event.type === type).map((event) => event.data);

/** What events post. */
export const postingsOf = ({ data }: Event): readonly Posting[] =>
  'postings' in data && Array.isArray(data.postings) ? data.postings : [];

/** The balances of the ledger after events. */
export function balancesOf(events: readonly Event[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { account, amountCentimes } of events.flatMap(postingsOf))
    sums.set(account, (sums.get(account) ?? 0) + amountCentimes);
  return sums;
}
