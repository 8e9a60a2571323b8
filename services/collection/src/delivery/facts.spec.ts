import type { Event } from '@oce/event-sourcing';
import { MemoryEventStore } from '@oce/event-store/testing';
import { MemoryView, type Projection } from '@oce/projections';
import { ticket } from '../../test/deliveries';
import { Facts } from './reads/facts';
import {
  campaignReferences,
  equipmentReferences,
  intakeRuleReferences,
  limitReferences,
  plotReferences,
  producerReferences,
  productReferences,
} from './reads/references';

describe('the facts of an intake', () => {
  let store: MemoryEventStore;
  let facts: Facts;
  let views: MemoryView<object>[];
  let commits = 0;

  const says = async (context: string, aggregate: string, id: string, type: string, data: object) => {
    const ref = { context, aggregate, id };
    const past = await store.load(ref);
    const event: Event = { type, v: 1, data };
    const commit = {
      commitId: `c${++commits}`,
      commandId: `c${commits}`,
      commandHash: 'h',
      actor: 'test',
      at: '2026-09-01T08:00:00.000Z',
      correlationId: 'c',
      version: past.length + 1,
      events: [event],
    };
    await store.append(ref, past.at(-1)?.position ?? 0, commit);
  };
  const scale = (certificate: string, verifiedOn: string, validUntil: string) =>
    says('collection', 'station', 'ST-1', 'ScaleVerified', {
      stationId: 'ST-1',
      scaleId: 'SC-1',
      kind: 'weighbridge',
      certificate,
      verifiedOn,
      validUntil,
    });
  const rule = (validFrom: string, impuritiesTolerancePpm: number) =>
    says('collection', 'intake-rule', 'OLIVE', 'IntakeRulePublished', {
      productId: 'OLIVE',
      validFrom,
      impuritiesTolerancePpm,
      maxImpuritiesPpm: 100_000,
      maxMoisturePpm: 600_000,
    });

  beforeEach(async () => {
    store = new MemoryEventStore();
    const all = [
      producerReferences,
      campaignReferences,
      productReferences,
      equipmentReferences,
      intakeRuleReferences,
      limitReferences,
      plotReferences,
    ];
    views = (all as unknown as Projection[]).map((one) => new MemoryView<object>(store, one));
    facts = new Facts(...(views as never as ConstructorParameters<typeof Facts>));
    for (const view of views) view.start();
    const member = { producerCode: 'P-1', affiliatedOn: '2026-03-02' };
    await says('affiliation', 'producer', 'P-1', 'ProducerAffiliated', member);
    await says('affiliation', 'campaign', 'OLIVE-2026', 'CampaignOpened', {
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      opensOn: '2026-09-01',
      lastWeighingOn: '2026-10-31',
    });
    await says('affiliation', 'product', 'OLIVE', 'ProductListed', {
      productId: 'OLIVE',
      grades: [{ grade: 'extra', name: 'Extra' }],
    });
    await scale('V-1', '2026-09-01', '2026-10-15');
    await says('collection', 'station', 'ST-1', 'TerminalInstalled', {
      stationId: 'ST-1',
      terminalId: 'TM-1',
      scaleId: 'SC-1',
    });
  });
  afterEach(() => Promise.all(views.map((view) => view.stop())));

  const at = (weighedAt: string) => facts.ofTicket({ ...ticket, weighedAt });

  it('are complete for a ticket that is all right, also where it was all said a moment ago', async () => {
    expect(await facts.ofTicket(ticket)).toEqual({
      producer: { affiliatedOn: '2026-03-02', leftOn: null },
      campaignProductId: 'OLIVE',
      terminal: { stationId: 'ST-1', scaleId: 'SC-1' },
      isScaleVerified: true,
      limits: [],
    });
  });

  it('are known without waiting once they are in memory', async () => {
    await facts.ofTicket(ticket);
    expect(facts.ofTicket(ticket)).not.toBeInstanceOf(Promise);
  });

  it.each([
    ['2026-08-31T22:59:59.999Z', undefined],
    ['2026-08-31T23:00:00.000Z', 'OLIVE'],
    ['2026-10-31T22:59:59.999Z', 'OLIVE'],
    ['2026-10-31T23:00:00.000Z', undefined],
  ])('find the campaign open by the day of the weighing: %s', async (weighedAt, campaignProductId) => {
    expect(await at(weighedAt)).toMatchObject({ campaignProductId });
  });

  it('find the scale verified by the verification that covers the moment, not by the last', async () => {
    await scale('V-2', '2026-10-20', '2027-10-15');
    expect(await at('2026-10-15T22:59:00.000Z')).toMatchObject({ isScaleVerified: true });
    expect(await at('2026-10-16T08:00:00.000Z')).toMatchObject({ isScaleVerified: false });
    expect(await at('2026-10-20T08:00:00.000Z')).toMatchObject({ isScaleVerified: true });
  });

  it('say what is missing', async () => {
    const stranger = { ...ticket, producerCode: 'P-9', terminalId: 'TM-9', campaignId: 'FIG-2026' };
    expect(await facts.ofTicket(stranger)).toEqual({
      producer: undefined,
      campaignProductId: undefined,
      terminal: undefined,
      isScaleVerified: false,
      limits: [],
    });
  });

  it('know the plots of a producer, those declared a moment ago too', async () => {
    const plot = { producerCode: 'P-1', plotId: 'A', crop: 'olive', areaSquareMetres: 10, location: 'x' };
    expect(await facts.ofTicket({ ...ticket, plotId: 'A' })).toMatchObject({ isOwnPlot: false });
    await says('affiliation', 'producer', 'P-1', 'PlotDeclared', plot);
    expect(await facts.ofTicket({ ...ticket, plotId: 'A' })).toMatchObject({ isOwnPlot: true });
    const ofOther = { ...ticket, plotId: 'A', producerCode: 'P-2' };
    expect(await facts.ofTicket(ofOther)).toMatchObject({ isOwnPlot: false });
  });

  it('of a grading are those of the day of the weighing', async () => {
    await rule('2026-09-01', 10_000);
    await rule('2026-10-10', 20_000);
    const tolerance = async (weighedAt: string) => (await facts.ofGrading('OLIVE', weighedAt)).terms;
    expect(await tolerance('2026-10-09T22:59:00.000Z')).toEqual({ impuritiesTolerancePpm: 10_000 });
    expect(await tolerance('2026-10-09T23:00:00.000Z')).toEqual({ impuritiesTolerancePpm: 20_000 });
    expect(await tolerance('2026-08-01T08:00:00.000Z')).toBeUndefined();
    expect(await facts.ofGrading('OLIVE', ticket.weighedAt)).toMatchObject({
      grades: ['extra'],
      maxImpuritiesPpm: 100_000,
      maxMoisturePpm: 600_000,
    });
  });
});
