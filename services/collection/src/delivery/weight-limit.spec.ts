import { fold } from '@oce/event-sourcing';
import { command, given, projected } from '@oce/testing';
import { waitingProjection } from '../limit/reads/waiting';
import { deliveryAggregate } from './domain/delivery';
import type { DeliveryCommand, ReverseDelivery, WeighInDelivery } from './domain/delivery.commands';
import type { DeliveryEvent } from './domain/delivery.events';

const terms = { impuritiesTolerancePpm: 20_000 };
const ticket = (
  grossGrams: number,
  limits: NonNullable<WeighInDelivery['facts']['limits']> = [],
): WeighInDelivery => ({
  ...command(
    'WeighInDelivery',
    {
      terminalId: 'TM1',
      ticketNumber: 'T1',
      producerCode: 'P1',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grossGrams,
      tareGrams: 10_000_000,
      weighedAt: '2026-10-01T08:00:00.000Z',
    },
    { actor: 'staff:amal' },
  ),
  facts: {
    producer: { affiliatedOn: '2026-01-01', leftOn: null },
    campaignProductId: 'OLIVE',
    terminal: { stationId: 'ST', scaleId: 'SC' },
    isScaleVerified: true,
    limits,
  },
});
const confirm = (actor: string, proposalId = 'weight-TM1_T1'): DeliveryCommand => ({
  ...command('ConfirmProposal', { deliveryId: 'TM1_T1', proposalId }, { actor }),
  facts: { terms, isNumberTaken: false },
});
const reject = command(
  'RejectProposal',
  { deliveryId: 'TM1_T1', proposalId: 'weight-TM1_T1', reason: 'the truck has no such axles' },
  { actor: 'staff:badr' },
);
const grade: DeliveryCommand = {
  ...command('GradeDelivery', { sampleId: 'S1', grade: 'extra', impuritiesPpm: 0, moisturePpm: 0 }),
  facts: { grades: ['extra'], terms, maxImpuritiesPpm: 100_000, maxMoisturePpm: 500_000 },
};
const reverse = (grossGrams: number): ReverseDelivery => ({
  ...command(
    'ReverseDelivery',
    { reason: 'wrong weight', correction: { ticketNumber: 'T2', grossGrams, tareGrams: 10_000_000 } },
    { actor: 'staff:amal' },
  ),
  facts: { terms, isNumberTaken: false },
});
const after = (...commands: DeliveryCommand[]): DeliveryEvent[] =>
  commands.reduce<DeliveryEvent[]>(
    (past, one) => [...past, ...deliveryAggregate.decide(one, fold(deliveryAggregate, past))],
    [],
  );
const typesOf = (events: readonly DeliveryEvent[]) => events.map(({ type }) => type);
const HEAVY = ticket(60_000_001);

describe('a weight above its limit', () => {
  it('of 60 t is none', () => {
    expect(typesOf(after(ticket(60_000_000), grade))).toEqual(['DeliveryWeighedIn', 'DeliveryGraded']);
  });

  it('is taken, nothing acknowledged is lost, and is not graded before a second person confirms it', () => {
    const past = after(HEAVY);
    expect(past).toMatchObject([
      { type: 'DeliveryWeighedIn', data: { grossGrams: 60_000_001 } },
      {
        type: 'SecondPersonAsked',
        data: { proposalId: 'weight-TM1_T1', kind: 'weight', amount: 60_000_001, askedBy: 'staff:amal' },
      },
    ]);
    given(deliveryAggregate, past).when(HEAVY).thenNothing();
    given(deliveryAggregate, past).when(grade).thenRefused('weight_not_confirmed');
    for (const actor of ['staff:amal', 'policy:confirm'])
      given(deliveryAggregate, past).when(confirm(actor)).thenRefused('second_person_needed');
    const done = after(HEAVY, confirm('staff:badr'));
    expect(typesOf(done)).toEqual(['DeliveryWeighedIn', 'SecondPersonAsked', 'ProposalConfirmed']);
    given(deliveryAggregate, done).when(confirm('staff:badr')).thenNothing();
    expect(typesOf(after(HEAVY, confirm('staff:badr'), grade)).at(-1)).toBe('DeliveryGraded');
  });

  it('of a terminal, which is no person, is confirmed by any person', () => {
    const ofTerminal = { ...HEAVY, meta: { ...HEAVY.meta, actor: 'terminal:TM1' } };
    expect(typesOf(after(ofTerminal, confirm('staff:amal'))).at(-1)).toBe('ProposalConfirmed');
  });

  it('that was rejected is not graded; the delivery is refused, or reversed with the right weight', () => {
    given(deliveryAggregate, after(HEAVY, reject)).when(grade).thenRefused('weight_not_confirmed');
    expect(typesOf(after(HEAVY, reject, reverse(16_000_000))).at(-1)).toBe('DeliveryReversed');
    const refuse = command('RefuseDelivery', { reason: 'mould' });
    expect(typesOf(after(HEAVY, refuse)).at(-1)).toBe('DeliveryRefused');
  });

  it('is judged by the limit of the day of the weighing', () => {
    const limits = [
      { version: 'L2', kind: 'weight', validFrom: '2026-10-02', limit: 90_000_000 },
      { version: 'L1', kind: 'weight', validFrom: '2026-09-01', limit: 30_000_000 },
    ];
    expect(typesOf(after(ticket(30_000_001, limits)))).toContain('SecondPersonAsked');
    expect(typesOf(after(ticket(30_000_000, limits)))).toEqual(['DeliveryWeighedIn']);
  });

  it('by a correction is reversed by two persons', () => {
    const begun = [ticket(20_000_000), grade, reverse(61_000_000)];
    const past = after(...begun);
    expect(past.at(-1)).toMatchObject({ type: 'SecondPersonAsked', data: { proposalId: 'correction-T2' } });
    given(deliveryAggregate, past).when(reverse(61_000_000)).thenNothing();
    const done = after(...begun, confirm('staff:badr', 'correction-T2'));
    expect(typesOf(done).slice(-2)).toEqual(['ProposalConfirmed', 'DeliveryReversed']);
    given(deliveryAggregate, done).when(reverse(61_000_000)).thenNothing();
  });

  it('above 100 t stays impossible', () => {
    given(deliveryAggregate, []).when(ticket(100_000_001)).thenRefused('weight_not_plausible');
  });

  it('is listed while it waits', () => {
    const key = 'delivery:x:weight-TM1_T1';
    expect(projected(waitingProjection, after(HEAVY))[key]).toMatchObject({ status: 'waiting' });
    const rejected = projected(waitingProjection, after(HEAVY, reject))[key];
    expect(rejected).toMatchObject({ status: 'rejected', decidedBy: 'staff:badr' });
  });
});
