import { sumExactly } from '@oce/quantities';
import { command, projected } from '@oce/testing';
import { after, graded, granted, P, stateAfter } from '../../test/accounts';
import { accountOf, paymentsInMemory } from '../../test/payments-in-memory';
import { accountAggregate } from './domain/account';
import type { AccountCommand } from './domain/account.commands';
import { accountPage } from './reads/account-pages';
import { accountsProjection, type AccountDocument } from './reads/accounts';

const second = graded({ deliveryId: 'D2' });
const dispute = command('DisputeLine', {
  producerCode: P,
  disputeId: 'L1',
  lineId: 'ADV-D2',
  reason: 'grade',
});
const reserve = command('ReservePayout', {
  producerCode: P,
  transferId: 'T1',
  endToEndId: 'E1',
  amountCentimes: 354_684,
  lineIds: ['ADV-D1'],
});
const confirm = command('ConfirmPayout', { producerCode: P, transferId: 'T1', executedOn: '2026-10-16' });
const giveBack = command('ReturnPayout', { producerCode: P, transferId: 'T1', reasonCode: 'AC04' });
const decline = command('DeclinePayout', {
  producerCode: P,
  transferId: 'T1',
  endToEndId: 'E1',
  reason: 'person_erased',
});
const resolve: AccountCommand = {
  ...command('ResolveDispute', {
    producerCode: P,
    disputeId: 'L1',
    outcome: 'rejected' as const,
    resolution: 'weighed again',
    amountCentimes: null,
  }),
  facts: { deductions: null, published: [] },
};

const sums = (...commands: AccountCommand[]): AccountDocument | undefined =>
  projected(accountsProjection, after(...granted, graded(), ...commands))[P];

describe('the accounts', () => {
  it('say what is owed, reserved, paid and still claimed', () => {
    expect(sums()).toMatchObject({ balanceCentimes: 354_684, claimedCentimes: 81_564 });
    expect(sums(second)).toMatchObject({ balanceCentimes: 801_240, claimedCentimes: 0 });
    expect(sums(reserve)).toMatchObject({ balanceCentimes: 0, reservedCentimes: 354_684, paidCentimes: 0 });
    expect(sums(reserve, confirm)).toMatchObject({ reservedCentimes: 0, paidCentimes: 354_684 });
  });

  it.each([
    ['before the bank has paid', [reserve, giveBack]],
    ['after it', [reserve, confirm, giveBack]],
    ['because it was left out of its file', [reserve, decline]],
  ])('owe again what comes back %s', (_when, commands) => {
    expect(sums(...commands)).toMatchObject({
      balanceCentimes: 354_684,
      reservedCentimes: 0,
      paidCentimes: 0,
      reserved: [],
    });
  });

  it('keep what is under way alone, so that a document does not grow with its account', () => {
    const deliveries = Array.from({ length: 40 }, (_, at) => graded({ deliveryId: `D${at + 10}` }));
    const [small, large] = [
      sums(reserve, confirm),
      sums(reserve, confirm, second, dispute, resolve, ...deliveries),
    ];
    expect([large?.reserved, large?.disputed]).toEqual([[], []]);
    expect(Object.keys(large ?? {})).toEqual(Object.keys(small ?? {}));
  });

  it('say what may be paid out of them and what disputes freeze', async () => {
    const office = await paymentsInMemory();
    for (const each of [...granted, graded(), second, dispute]) await office.send(accountAggregate, P, each);
    await office.settle();
    expect(await accountOf(office, P)).toMatchObject({
      balanceCentimes: 801_240,
      payableCentimes: 354_684,
      frozenCentimes: 446_556,
    });
    await office.close();
  });
});

describe('what an account holds', () => {
  const state = stateAfter(
    ...granted,
    ...Array.from({ length: 25 }, (_, at) => graded({ deliveryId: `D${at}` })),
    command('DisputeLine', { producerCode: P, disputeId: 'L1', lineId: 'ADV-D3', reason: 'grade' }),
  );

  it('is shown by the page, each line once and in the order in which it came', () => {
    const seen: object[] = [];
    for (let after: string | null = '0'; after !== null;) {
      const page = accountPage(state, 'lines', { limit: 10, after });
      seen.push(...page.items);
      after = page.next;
    }
    const ids = seen.map((line) => (line as { lineId: string }).lineId);
    expect(ids).toEqual(Array.from({ length: 25 }, (_, at) => `ADV-D${at}`));
    const nets = seen.map((line) => (line as { netCentimes: number }).netCentimes);
    expect(sumExactly(nets)).toBe(state.payableCentimes + 528_120);
  });

  it.each([
    ['claims', 2, { kind: 'input_credit', reference: 'CR-1' }],
    ['deliveries', 25, { deliveryId: 'D0', lineId: 'ADV-D0' }],
    ['disputes', 1, { disputeId: 'L1', lineId: 'ADV-D3', isOpen: true }],
    ['payouts', 0, undefined],
  ] as const)('has pages of its %s', (part, count, first) => {
    const { items, next } = accountPage(state, part, { limit: 100 });
    expect([items.length, next]).toEqual([count, null]);
    if (first) expect(items[0]).toMatchObject(first);
    expect(accountPage(state, part, { limit: 100, after: '100' })).toEqual({ items: [], next: null });
  });
});
