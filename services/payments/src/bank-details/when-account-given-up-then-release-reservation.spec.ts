import { command, reactionsTo } from '@oce/testing';
import { refusalOf, type OfficeInMemory } from '@oce/testing/in-memory';
import { ribOf } from '../../test/members';
import { paymentsInMemory, personKeysOf } from '../../test/payments-in-memory';
import { reservationAggregate, ribReservationId } from '../reservation/domain/reservation';
import { bankDetailsAggregate } from './domain/bank-details';
import { bankDetailsEvents } from './domain/bank-details.events';
import { BankDetailsProposals } from './http/propose-bank-details';
import { whenAccountGivenUpThenReleaseReservation } from './reactions/when-account-given-up-then-release-reservation';

describe('an account of a bank that was given up', () => {
  const approved = (replacedHash: string | null) =>
    bankDetailsEvents.BankDetailsApproved({
      producerCode: 'P1',
      ribHash: 'B',
      replacedHash,
      approvedBy: 'b',
      approvedOn: '2026-10-01',
      shareReason: null,
    });
  const released = (ribHash: string) => ({
    aggregate: 'claim',
    id: ribReservationId(ribHash),
    type: 'ReleaseClaim',
    data: { holder: 'P1' },
  });

  it('is the one that was refused, or replaced by another', () => {
    const refused = { producerCode: 'P1', ribHash: 'A', refusedBy: 'b', reason: 'no' };
    const react = (event: ReturnType<typeof approved>) =>
      reactionsTo(whenAccountGivenUpThenReleaseReservation, event);
    const event = bankDetailsEvents.BankDetailsRefused(refused);
    expect(reactionsTo(whenAccountGivenUpThenReleaseReservation, event)).toEqual([released('A')]);
    expect(react(approved('A'))).toEqual([released('A')]);
    expect(react(approved('B'))).toEqual([]);
    expect(react(approved(null))).toEqual([]);
  });
});

describe('the reservation of an account that was given up', () => {
  let office: OfficeInMemory;
  let proposals: BankDetailsProposals;

  beforeEach(async () => {
    office = await paymentsInMemory();
    const keys = await personKeysOf(office);
    for (const person of ['P1', 'P2']) await keys.encrypt(person, { name: person });
    proposals = office.get('payments', BankDetailsProposals);
  });
  afterEach(() => office.close());

  const propose = (person = 'P1') => proposals.propose(person, ribOf(1), office.meta());
  /** Refused, and the process died before anything followed. */
  const refuse = async (ribHash: string) => {
    const { meta: _meta, ...refusal } = command('RefuseBankDetails', { ribHash, reason: 'not the name' });
    await office.send(bankDetailsAggregate, 'P1', refusal, { actor: 'staff:badr' });
  };
  const holderOf = async (ribHash: string) =>
    (await office.handler(reservationAggregate).load(ribReservationId(ribHash))).state.holder;
  const releasedBy = async () =>
    (await office.commits())
      .filter(({ events: [one] }) => one?.type === 'ClaimReleased')
      .map((one) => one.actor);

  it('is given back before it is taken again, and the policy that comes later leaves it alone', async () => {
    const { ribHash } = await propose();
    await refuse(ribHash);
    expect((await propose()).outcome.events).toMatchObject([{ type: 'BankDetailsProposed' }]);
    await office.settle();
    await office.again();
    expect(await holderOf(ribHash)).toBe('P1');
    expect(await releasedBy()).toEqual(['policy:release-rib-claims']);
  });

  it('that a family shares is refused to others, and one of them giving it up frees nothing of the other', async () => {
    const { ribHash } = await propose('P1');
    await expect(propose('P2')).rejects.toMatchObject({ slug: 'rib_taken', field: 'rib' });
    const shared = await proposals.propose('P2', ribOf(1), office.meta(), true);
    expect(shared).toMatchObject({ ribHash, outcome: { events: [{ data: { isShared: true } }] } });
    await refuse(ribHash);
    await office.settle();
    const { state } = await office.handler(reservationAggregate).load(ribReservationId(ribHash));
    expect(state).toEqual({ holder: 'P2' });
    await expect(propose('P1')).rejects.toMatchObject({ slug: 'rib_taken' });
  });

  it('is taken again where the policy came first, by the same actor', async () => {
    const { ribHash } = await propose();
    await refuse(ribHash);
    await office.settle();
    expect(await holderOf(ribHash)).toBeUndefined();
    await propose();
    await office.settle();
    expect(await holderOf(ribHash)).toBe('P1');
    expect(await releasedBy()).toEqual(['policy:release-rib-claims']);
  });

  it('is refused to others until then, and not afterwards', async () => {
    const { ribHash } = await propose();
    expect(await refusalOf(propose('P2'))).toBe('rib_taken');
    await refuse(ribHash);
    await office.settle();
    await propose('P2');
    expect(await holderOf(ribHash)).toBe('P2');
  });

  it('stays with the member while the account is suspended, and goes where it is refused anew', async () => {
    const { ribHash } = await propose();
    const approve = { type: 'ApproveBankDetails', data: { ribHash }, facts: { coolingOffDays: 3 } } as const;
    await office.send(bankDetailsAggregate, 'P1', approve, { actor: 'staff:badr' });
    const failed = { producerCode: 'P1', transferId: 'T1', ribHash, reasonCode: 'AC01', returned: false };
    const data = { ...failed, suspendedOn: '2026-10-05' };
    await office.send(bankDetailsAggregate, 'P1', { type: 'SuspendBankDetails', data });
    await office.settle();
    expect(await holderOf(ribHash)).toBe('P1');
    expect(await refusalOf(propose('P2'))).toBe('rib_taken');
    await propose();
    await refuse(ribHash);
    await office.settle();
    expect(await holderOf(ribHash)).toBeUndefined();
    await propose('P2');
    expect(await holderOf(ribHash)).toBe('P2');
  });
});
