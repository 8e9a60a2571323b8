import { payments } from '@oce/contracts';
import { reactionsTo } from '@oce/testing';
import { contextInMemory, type OfficeInMemory } from '@oce/testing/in-memory';
import { graded, weighed } from '../../test/deliveries';
import { context } from '../context';
import { deliveryAggregate } from './domain/delivery';
import { RegradingFacts } from './http/regrading-facts';
import { deliveryEvents } from './domain/delivery.events';
import { whenQualityDisputeUpheldThenRegrade } from './reactions/when-quality-dispute-upheld-then-regrade';

const { QualityDisputeUpheld } = payments.disputes;
const sample = { sampleId: 'S-2', impuritiesPpm: 10_000, moisturePpm: 500_000 };
const upheld = {
  producerCode: 'P-1',
  disputeId: 'L-1',
  lineId: 'ADV-TM-1_T-1',
  deliveryId: 'TM-1_T-1',
  grade: 'extra',
  sample,
  resolution: 'counter-sample',
  upheldBy: 'staff:badr',
  upheldOn: '2026-10-20',
};

describe('an upheld quality dispute', () => {
  let office: OfficeInMemory;

  beforeEach(async () => {
    office = await contextInMemory(context, { now: '2026-10-20T10:00:00.000Z' });
    jest.spyOn(office.get<RegradingFacts>('collection', RegradingFacts), 'factsOf').mockResolvedValue({
      grades: ['extra', 'virgin'],
      terms: { impuritiesTolerancePpm: 10_000 },
      maxImpuritiesPpm: 100_000,
      maxMoisturePpm: 600_000,
      gradedBy: 'staff:amal',
      ticketNumber: 'T-1-R1',
      isLotClosed: false,
    });
    await office.hear(deliveryEvents.DeliveryWeighedIn, 'TM-1_T-1', weighed);
    await office.hear(deliveryEvents.DeliveryGraded, 'TM-1_T-1', graded);
  });
  afterEach(() => office.close());

  const hear = (data: Partial<typeof upheld> = {}) =>
    office.hear(QualityDisputeUpheld, 'P-1', QualityDisputeUpheld({ ...upheld, ...data }));
  const stateOf = async (id: string) => (await office.handler(deliveryAggregate).load(id)).state;

  it('regrades the delivery by its sheet, in the name of whoever upheld it', async () => {
    await hear();
    await office.settle();
    expect((await stateOf('TM-1_T-1')).reversed).toMatchObject({
      reason: 'counter-sample',
      replacement: {
        deliveryId: 'TM-1_T-1-R1',
        payableGrams: 1_500_000,
        regraded: { grade: 'extra', sample, upheldBy: 'staff:badr' },
      },
    });
    expect((await stateOf('TM-1_T-1-R1')).graded).toMatchObject({ sample, replaces: 'TM-1_T-1' });
    expect(await office.attention()).toEqual([]);
  });

  it('is regraded once, though a second person upholds it by the same sheet', async () => {
    await hear();
    await hear({ upheldBy: 'staff:omar' });
    await office.settle();
    const reversals = (await office.events()).filter(({ type }) => type === 'DeliveryReversed');
    expect(reversals).toHaveLength(1);
    expect(await office.attention()).toEqual([]);
  });

  it.each([
    ['second_person_needed', { upheldBy: 'staff:amal' }],
    ['grade_unknown', { grade: 'gold' }],
    ['sheet_unchanged', { sample: graded.data.sample }],
  ])('is put before a clerk where the delivery cannot be regraded: %s', async (slug, change) => {
    await hear(change);
    await office.settle();
    expect(await office.attention()).toEqual([slug]);
    expect((await stateOf('TM-1_T-1')).reversed).toBeUndefined();
  });

  it('regrades nothing where the delivery is not known', () => {
    const event = QualityDisputeUpheld(upheld);
    expect(reactionsTo(whenQualityDisputeUpheldThenRegrade, event, new Map())).toEqual([]);
  });
});
