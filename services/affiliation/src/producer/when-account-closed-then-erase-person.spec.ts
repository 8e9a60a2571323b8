import { payments } from '@oce/contracts';
import { reactionsTo } from '@oce/testing';
import { whenAccountClosedThenErasePerson } from './reactions/when-account-closed-then-erase-person';

const closed = payments.erasure.AccountClosed({ producerCode: 'P-1', closedOn: '2027-05-02' });
const held = payments.erasure.ErasureHeld({
  producerCode: 'P-1',
  holds: [{ kind: 'balance', count: 1, amountCentimes: 354_684 }],
  awaited: [],
  heldOn: '2027-04-02',
});

describe('carrying out an erasure', () => {
  it('forgets the person once their account is closed', () => {
    expect(reactionsTo(whenAccountClosedThenErasePerson, closed)).toEqual([
      { aggregate: 'producer', id: 'P-1', type: 'CarryOutErasure', data: { personId: 'P-1' } },
    ]);
  });

  it('forgets nobody whose money is open', () => {
    expect(reactionsTo(whenAccountClosedThenErasePerson, held)).toEqual([]);
  });
});
