import { command, given } from '@oce/testing';
import {
  after,
  balances,
  deductions,
  graded,
  P,
  price,
  reversed,
  shared,
  stateAfter,
} from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand, ResolveDispute } from './domain/account.commands';

const facts = { deductions, published: [deductions] };
const sheet = { sampleId: 'S-2', grade: 'extra', impuritiesPpm: 10_000, moisturePpm: 500_000 };
const disputed = (lineId = 'ADV-D1', disputeId = 'L-1'): AccountCommand =>
  command('DisputeLine', { producerCode: P, disputeId, lineId, reason: 'impurities' });
const resolved = (data: Partial<ResolveDispute['data']> = {}, actor = 'staff:badr'): ResolveDispute => ({
  ...command(
    'ResolveDispute',
    {
      producerCode: P,
      disputeId: 'L-1',
      outcome: 'upheld' as const,
      resolution: 'counter-sample',
      amountCentimes: null,
      ...data,
    },
    { actor },
  ),
  facts,
});
const upheld = resolved({ sheet });
/** What collection's regrading leads to: case 1 with impurities within the tolerance, 1,500 kg payable. */
const regraded = (deliveryId = 'D1', byId = 'D1-R1'): AccountCommand =>
  command('PostCorrection', {
    producerCode: P,
    deliveryId,
    reason: 'counter-sample',
    ...facts,
    replacement: { deliveryId: byId, payableGrams: 1_500_000, regraded: { grade: 'extra', price } },
  });
const reserved = command('ReservePayout', {
  producerCode: P,
  transferId: 'T1',
  endToEndId: 'E1',
  amountCentimes: 528_120,
  lineIds: ['ADV-D1'],
});
const ends = (past: ReturnType<typeof after>) => past.filter(({ type }) => type === 'DisputeResolved');

describe('a quality dispute', () => {
  it('is upheld by the right sheet: the delivery is to be regraded, and the line is frozen until then', () => {
    const past = after(graded(), disputed(), upheld);
    expect(past.at(-1)).toMatchObject({
      type: 'QualityDisputeUpheld',
      data: {
        lineId: 'ADV-D1',
        deliveryId: 'D1',
        grade: 'extra',
        sample: { sampleId: 'S-2', impuritiesPpm: 10_000, moisturePpm: 500_000 },
        resolution: 'counter-sample',
        upheldBy: 'staff:badr',
      },
    });
    expect(stateAfter(graded(), disputed(), upheld).payableCentimes).toBe(0);
  });

  it('ends with the regrading, and is counted once: 1,500 kg instead of 1,467 kg are 118.80 more of the advance', () => {
    const commands = [graded(), disputed(), upheld, regraded()];
    const past = after(...commands);
    expect(past.slice(-2)).toMatchObject([
      {
        type: 'DisputeResolved',
        data: { outcome: 'upheld', correctionLineId: 'COR-D1', regradedDeliveryId: 'D1' },
      },
      { type: 'CorrectionPosted', data: { amountCentimes: 11_880, basis: 'replacement' } },
    ]);
    const right = graded({ payableGrams: 1_500_000 });
    expect(balances(past)).toEqual(balances(after(right)));
    expect(stateAfter(...commands).payableCentimes).toBe(540_000);
  });

  it('about a line that is paid ends too, and the difference is a new amount', () => {
    const past = after(graded(), reserved, disputed(), upheld, regraded());
    expect(ends(past)).toHaveLength(1);
    expect(past.find(({ type }) => type === 'CorrectionPosted')?.data).toMatchObject({
      netCentimes: 11_880,
      resettles: [],
    });
  });

  it('after the closing ends with the correction at the closed value', () => {
    const past = after(graded(), shared(), disputed(), upheld, regraded());
    expect(ends(past)).toHaveLength(1);
    // 33 kg x 1.05 points at 6.480944 a point.
    expect(past.find(({ type }) => type === 'CorrectionPosted')?.data).toMatchObject({
      poolId: 'POOL-1',
      amountCentimes: 22_456,
    });
  });

  it('speaks of the delivery that counts now, where it was replaced before', () => {
    const past = after(graded(), reversed('D1', 'D1B'), disputed('COR-D1'), upheld);
    expect(past.at(-1)?.data).toMatchObject({ deliveryId: 'D1B' });
    const ended = after(
      graded(),
      reversed('D1', 'D1B'),
      disputed('COR-D1'),
      upheld,
      regraded('D1B', 'D1-R1'),
    );
    expect(ends(ended)).toHaveLength(1);
  });

  it('is decided once: again it changes nothing, before the regrading and after it', () => {
    given(accountAggregate, after(graded(), disputed(), upheld))
      .when(upheld)
      .thenNothing();
    const past = after(graded(), disputed(), upheld, regraded());
    given(accountAggregate, past).when(upheld).thenNothing();
    for (const other of [
      { sheet: { ...sheet, grade: 'virgin' } },
      { amountCentimes: 11_880 },
      { outcome: 'rejected' as const },
    ])
      given(accountAggregate, past).when(resolved(other)).thenRefused('dispute_resolved_already');
  });

  it('may be decided anew while collection cannot regrade by the sheet, and nothing is counted twice', () => {
    const other = { ...sheet, grade: 'virgin' };
    const commands = [graded(), disputed(), upheld, resolved({ sheet: other })];
    expect(after(...commands).at(-1)?.data).toMatchObject({ grade: 'virgin' });
    given(accountAggregate, after(...commands, regraded()))
      .when(resolved({ sheet: other }))
      .thenNothing();
    const byAmount = [graded(), disputed(), upheld, resolved({ amountCentimes: 5_000 })];
    expect(ends(after(...byAmount))).toHaveLength(1);
    expect(balances(after(...byAmount, regraded()))).toEqual(
      balances(after(graded({ payableGrams: 1_500_000 }))),
    );
  });

  it('ends with any other correction of the delivery that came first', () => {
    const past = after(graded(), reserved, disputed(), upheld, reversed('D1', 'D1B'));
    expect(ends(past)).toHaveLength(1);
  });

  it.each([
    ['second_person_needed', [graded(), disputed()], resolved({ sheet }, 'staff:tester')],
    ['amount_not_wanted', [graded(), disputed()], resolved({ sheet, amountCentimes: 1 })],
    ['sheet_not_wanted', [graded(), disputed()], resolved({ sheet, outcome: 'rejected' })],
    ['sheet_not_wanted', [graded(), shared(), disputed('FIN-POOL-1-P-0001')], upheld],
    ['delivery_reversed', [graded(), reserved, reversed('D1'), disputed()], upheld],
  ])('is refused with %s', (slug, past, command_) => {
    given(accountAggregate, after(...past))
      .when(command_)
      .thenRefused(slug);
  });
});
