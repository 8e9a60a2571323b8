import { collection } from '@oce/contracts';
import { projected } from '@oce/testing';
import { lastWeighingsProjection } from './reads/last-weighings';

const weighed = (weighedAt: string, productId = 'OLIVE') =>
  collection.delivery.DeliveryWeighedIn({
    deliveryId: `D-${weighedAt}`,
    stationId: 'ST-1',
    terminalId: 'TM-1',
    scaleId: 'SC-1',
    ticketNumber: 'T-1',
    producerCode: 'P-1',
    campaignId: 'OLIVE-2026',
    productId,
    grossGrams: 2,
    tareGrams: 1,
    netGrams: 1,
    weighedAt,
  });
const last = (...events: ReturnType<typeof weighed>[]) => projected(lastWeighingsProjection, events);

describe('last weighings', () => {
  it('are of the latest day, in whatever order the deliveries come', () => {
    const days = ['2026-10-02', '2026-10-04', '2026-10-03'].map((day) => weighed(`${day}T08:00:00.000Z`));
    expect(last(...days)).toEqual({ OLIVE: { productId: 'OLIVE', weighedOn: '2026-10-04' } });
  });

  it('are kept for each product alone', () => {
    const fig = weighed('2026-09-01T08:00:00.000Z', 'FIG');
    expect(last(weighed('2026-10-02T08:00:00.000Z'), fig)).toEqual({
      OLIVE: { productId: 'OLIVE', weighedOn: '2026-10-02' },
      FIG: { productId: 'FIG', weighedOn: '2026-09-01' },
    });
  });

  it('go by the business date: half past midnight in Casablanca is the next day', () => {
    expect(last(weighed('2026-09-30T22:30:00.000Z'))).toMatchObject({ OLIVE: { weighedOn: '2026-09-30' } });
    expect(last(weighed('2026-09-30T23:30:00.000Z'))).toMatchObject({ OLIVE: { weighedOn: '2026-10-01' } });
  });
});
