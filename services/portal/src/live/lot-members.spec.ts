import { collection } from '@oce/contracts';
import { projected } from '@oce/testing';
import { lotMembers } from './reads/lot-members';

const delivery = (deliveryId: string, producerCode: string) => ({
  deliveryId,
  producerCode,
  netGrams: 1_000,
  payableGrams: 1_000,
});

describe('the members of a closed lot', () => {
  it('are the producers of its deliveries, each once', () => {
    const closed = collection.lot.LotClosed({
      lotId: 'LOT-1',
      stationId: 'ST-1',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
      netGrams: 3_000,
      deliveries: [delivery('D-1', 'P-1'), delivery('D-2', 'P-2'), delivery('D-3', 'P-1')],
      closedOn: '2026-10-02',
    });
    expect(projected(lotMembers, [closed])).toEqual({ 'LOT-1': { producerCodes: ['P-1', 'P-2'] } });
  });
});
