import type { Posting } from '@oce/contracts';
import { DomainError, fold, type Event } from '@oce/event-sourcing';
import fc from 'fast-check';
import { command } from '@oce/testing';
import { balances, graded, P } from '../../test/accounts';
import { approveCash, cancelCash, COUNTER, expireCash, payCash, prepareCash } from '../../test/cash';
import { accountAggregate } from '../account/domain/account';
import type { AccountCommand } from '../account/domain/account.commands';
import type { AccountEvent } from '../account/domain/account.events';
import { holdsOf } from '../account/domain/erasure';
import { payableOf } from '../account/reads/accounts.reader';
import { whenCashChangesThenMovePayout } from '../account/reactions/when-cash-changes-then-move-payout';
import { cashDispositionAggregate } from './domain/cash-disposition';
import type { CashDispositionCommand } from './domain/cash-disposition.commands';
import type { CashDispositionEvent } from './domain/cash-disposition.events';

const CASH = `cash:${COUNTER.counterId}`;
const refusedIn = <T>(work: () => T, otherwise: T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof DomainError) return otherwise;
    throw error;
  }
};

/** An account and the cash prepared from it, with the policy between them, which may come late and twice. */
class Office {
  readonly account: AccountEvent[] = [];
  readonly cash = new Map<string, CashDispositionEvent[]>();
  private readonly waiting: CashDispositionEvent[] = [];
  private seen: CashDispositionEvent[] = [];

  constructor() {
    this.tell(graded());
  }

  tell(cmd: AccountCommand): void {
    const state = fold(accountAggregate, this.account);
    this.account.push(...refusedIn(() => accountAggregate.decide(cmd, state), []));
  }

  send(id: string, cmd: CashDispositionCommand): void {
    const events = this.cash.get(id) ?? [];
    const state = fold(cashDispositionAggregate, events);
    const decided = refusedIn(() => cashDispositionAggregate.decide(cmd, state), []);
    this.cash.set(id, [...events, ...decided]);
    this.waiting.push(...decided);
  }

  prepare(id: string): void {
    const payable = payableOf(P, fold(accountAggregate, this.account));
    this.send(id, prepareCash({ data: { dispositionId: id }, facts: { payable } }));
  }

  /** As the service does: follows first, and approves what the account has set aside. */
  approve(id: string): void {
    this.follow();
    const payout = fold(accountAggregate, this.account).payouts.get(`CASH_${id}`);
    this.send(id, approveCash({}, payout?.status === 'reserved' ? null : 'line_not_payable'));
  }

  follow(): void {
    this.seen = this.waiting.splice(0);
    this.deliver(this.seen);
  }

  again(): void {
    this.deliver(this.seen);
  }

  private deliver(events: readonly CashDispositionEvent[]): void {
    // The policy does not hear of approvals.
    for (const event of events.filter(({ type }) => type !== 'CashDispositionApproved'))
      for (const reaction of whenCashChangesThenMovePayout.react(
        event as never,
        {} as never,
        undefined as never,
      ))
        this.tell(command(reaction.type, reaction.data) as AccountCommand);
  }
}

const paidAt = (events: readonly Event[], account: string): number =>
  events
    .flatMap(({ data }) => (data as { postings?: readonly Posting[] }).postings ?? [])
    .filter((posting) => posting.account === account && posting.amountCentimes > 0)
    .reduce((sum, one) => sum + one.amountCentimes, 0);

const step = fc.record({
  id: fc.constantFrom('C1', 'C2', 'C3'),
  what: fc.constantFrom(
    'prepare',
    'approve',
    'pay',
    'pay otherwise',
    'cancel',
    'expire',
    'follow',
    'again',
    'transfer',
  ),
});

describe('the money of cash at a counter', () => {
  it('is on the account, set aside or paid, and is paid once, in whatever order things come', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const office = new Office();
        const run: Record<(typeof steps)[number]['what'], (id: string) => void> = {
          prepare: (id) => office.prepare(id),
          approve: (id) => office.approve(id),
          pay: (id) => office.send(id, payCash({ receiptNumber: `R${id}` })),
          'pay otherwise': (id) => office.send(id, payCash({ receiptNumber: `X${id}` })),
          cancel: (id) => office.send(id, cancelCash()),
          expire: (id) => office.send(id, expireCash()),
          follow: () => office.follow(),
          again: () => office.again(),
          transfer: (id) => {
            const { payableCentimes: amountCentimes, lineIds } = payableOf(
              P,
              fold(accountAggregate, office.account),
            );
            const ids = { transferId: `B1--${id}`, endToEndId: `OCE-${id}` };
            office.tell(command('ReservePayout', { producerCode: P, ...ids, amountCentimes, lineIds }));
          },
        };
        for (const { what, id } of steps) run[what](id);
        office.follow();
        const { 'advances:OLIVE-2026': advanced = 0, ...rest } = balances(office.account);
        expect(Object.keys(rest).every((name) => [`member:${P}`, 'in-transfer', CASH].includes(name))).toBe(
          true,
        );
        expect(Object.values(rest)).toEqual([-advanced]);
        const paid = [...office.cash.values()].flat().filter(({ type }) => type === 'CashPaidOut');
        expect(paid.length).toBeLessThanOrEqual(1);
        expect(paidAt(office.account, CASH)).toBe(paid.length * 528_120);
      }),
      { numRuns: 500 },
    );
  });

  it('goes from the member to the counter, never over the bank, and holds an erasure until then', () => {
    const office = new Office();
    office.prepare('C1');
    office.approve('C1');
    expect(balances(office.account)).toMatchObject({ 'in-transfer': 528_120 });
    const held = () => holdsOf(fold(accountAggregate, office.account), []).map(({ kind }) => kind);
    expect(held()).toContain('reserved_transfer');
    office.send('C1', payCash());
    office.follow();
    expect(balances(office.account)).toEqual({ 'advances:OLIVE-2026': -528_120, [CASH]: 528_120 });
    expect(office.account.at(-1)).toMatchObject({ type: 'PayoutConfirmed', data: { counter: COUNTER } });
    expect(held()).not.toContain('reserved_transfer');
  });

  it.each([['cancelled', cancelCash()] as const, ['expired', expireCash()] as const])(
    'comes back where it is %s, and may be paid by other means',
    (_how, cmd) => {
      const office = new Office();
      office.prepare('C1');
      office.approve('C1');
      office.send('C1', cmd);
      office.follow();
      expect(balances(office.account)).toMatchObject({ [`member:${P}`]: 528_120 });
      expect(payableOf(P, fold(accountAggregate, office.account)).lineIds).toEqual(['ADV-D1']);
      expect(office.account.slice(-2)).toMatchObject([
        { type: 'PayoutReturned', data: { counter: COUNTER } },
        { type: 'PayoutDeclined' },
      ]);
    },
  );
});
