import type { Posting } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import type { Outcome } from '@oce/event-store';
import { PersonKeys, type KeyStore } from '@oce/personal-data';
import { KEY_STORE, masterKeysOf } from '@oce/service-kit';
import { testPersonalData } from '@oce/service-kit/testing';
import { contextInMemory, type InMemoryOptions, type OfficeInMemory } from '@oce/testing';
import type { AccountState } from '../src/account/domain/account.state';
import { accountsProjection } from '../src/account/reads/accounts';
import { AccountsReader, type AccountSums } from '../src/account/reads/accounts.reader';
import { context } from '../src/context';
import type { PoolEvent } from '../src/pool/domain/pool.events';
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

/** Closes a pool as a clerk does. */
export const closePool = (office: OfficeInMemory, poolId: string): Promise<Outcome<PoolEvent>> =>
  office.get('payments', PoolsService).close(poolId, '2026-12-21', office.meta({ actor: 'staff:amal' }));

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
