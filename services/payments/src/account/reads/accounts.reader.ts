import { Inject, Injectable } from '@nestjs/common';
import type { HandlerOf, LogReader } from '@oce/event-store';
import { sumExactly } from '@oce/quantities';
import { EVENT_STORE, InjectAggregate } from '@oce/service-kit';
import { accountAggregate } from '../domain/account';
import type { AccountState } from '../domain/account.state';
import { payableLines, type PayableLines } from '../domain/payable-lines';
import type { AccountDocument } from './accounts';

/** Sums of an account as they are shown. */
export interface AccountSums extends Omit<AccountDocument, 'reserved' | 'disputed' | 'held'> {
  /** Of the balance, what may be paid out now. */
  readonly payableCentimes: number;
  /** Of the balance, what disputes freeze, and what is held while its closing is being taken back. */
  readonly frozenCentimes: number;
}

/** What one payout may pay of an account. */
export interface PayableAccount extends PayableLines {
  readonly producerCode: string;
}

/** Reads accounts: sums from their documents, and what stands behind them from the accounts themselves. */
@Injectable()
export class AccountsReader {
  constructor(
    @InjectAggregate(accountAggregate) private readonly accounts: HandlerOf<typeof accountAggregate>,
    @Inject(EVENT_STORE) private readonly log: LogReader,
  ) {}

  /** An account's lines and claims as the log has them now. */
  async state(producerCode: string): Promise<AccountState> {
    return (await this.accounts.load(producerCode)).state;
  }

  /** The sums of an account; only one with an open dispute or a held share is looked at line by line, for what these freeze. */
  async sums(document: AccountDocument): Promise<AccountSums> {
    const { producerCode, balanceCentimes, reservedCentimes, paidCentimes, claimedCentimes } = document;
    const isFree = document.disputed.length === 0 && document.held.length === 0;
    const frozenCentimes = isFree ? 0 : await this.frozen(document);
    const payableCentimes = balanceCentimes - frozenCentimes;
    return {
      producerCode,
      balanceCentimes,
      payableCentimes,
      frozenCentimes,
      reservedCentimes,
      paidCentimes,
      claimedCentimes,
    };
  }

  /** What may be paid out of each of these accounts as the log has them now. */
  async payable(producerCodes: readonly string[]): Promise<ReadonlyMap<string, PayableAccount>> {
    await this.accounts.warm(producerCodes, this.log);
    const found = await Promise.all(
      producerCodes.map(async (code) => payableOf(code, await this.state(code))),
    );
    return new Map(found.map((account) => [account.producerCode, account]));
  }

  private async frozen({ producerCode, disputed, held }: AccountDocument): Promise<number> {
    const { lines } = await this.state(producerCode);
    const lineIds = new Set([...disputed.map(({ lineId }) => lineId), ...held]);
    const frozen = [...lineIds].flatMap((lineId) => lines.get(lineId) ?? []);
    const unpaid = frozen.filter(({ status }) => status === 'payable' || status === 'held');
    return sumExactly(unpaid.map((line) => line.netCentimes));
  }
}

/** What one payout may pay of an account: corrections that lower the sum are among the lines. */
export const payableOf = (
  producerCode: string,
  state: Pick<AccountState, 'lines' | 'payableCentimes'>,
): PayableAccount => ({ producerCode, ...payableLines(state) });
