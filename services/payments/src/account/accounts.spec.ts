import { command, projected } from '@oce/testing';
import { after, graded, granted, P } from '../../test/accounts';
import type { AccountCommand } from './domain/account.commands';
import { accountsProjection } from './reads/accounts';

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

describe('the accounts', () => {
  it('say what is owed, payable, frozen, reserved, paid and still claimed', () => {
    const sums = (...commands: AccountCommand[]) =>
      projected(accountsProjection, after(...granted, graded(), ...commands))[P];
    expect(sums()).toMatchObject({
      balanceCentimes: 354_684,
      payableCentimes: 354_684,
      claimedCentimes: 81_564,
    });
    expect(sums(second, dispute)).toMatchObject({
      balanceCentimes: 801_240,
      payableCentimes: 354_684,
      frozenCentimes: 446_556,
      claimedCentimes: 0,
    });
    expect(sums(reserve)).toMatchObject({ balanceCentimes: 0, reservedCentimes: 354_684, paidCentimes: 0 });
    expect(sums(reserve, confirm)).toMatchObject({ reservedCentimes: 0, paidCentimes: 354_684 });
  });
});
