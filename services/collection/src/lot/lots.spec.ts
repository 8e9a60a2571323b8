import type { LotEvent } from './domain/lot.events';
import { projected } from '@oce/testing';
import { lotsProjection } from './reads/lots';

const kind = { lotId: 'LOT-1', stationId: 'ST-1', campaignId: 'C', productId: 'OLIVE', grade: 'extra' };
const opened: LotEvent = { type: 'LotOpened', v: 1, data: { ...kind, openedOn: '2026-10-01' } };
const added = (deliveryId: string, netGrams: number, payableGrams: number): LotEvent => ({
  type: 'DeliveryAddedToLot',
  v: 1,
  data: { lotId: 'LOT-1', deliveryId, producerCode: 'P-1', netGrams, payableGrams },
});
const out = (deliveryId: string): LotEvent => ({
  type: 'DeliveryTakenOutOfLot',
  v: 1,
  data: { lotId: 'LOT-1', deliveryId, reason: 'wrong tare' },
});
const closed: LotEvent = {
  type: 'LotClosed',
  v: 1,
  data: { ...kind, netGrams: 300, deliveries: [], closedOn: '2026-10-02' },
};
const lot = (...events: LotEvent[]) => projected(lotsProjection, events)['LOT-1'];

describe('the list of raw lots', () => {
  it('has a lot from its opening on, empty', () => {
    expect(lot(opened)).toEqual({
      ...kind,
      openedOn: '2026-10-01',
      closedOn: null,
      status: 'open',
      deliveries: 0,
      netGrams: 0,
      payableGrams: 0,
      members: {},
    });
  });

  it('counts what comes and takes off exactly what goes', () => {
    expect(lot(opened, added('D-1', 100, 90), added('D-2', 200, 199))).toMatchObject({
      deliveries: 2,
      netGrams: 300,
      payableGrams: 289,
    });
    expect(lot(opened, added('D-1', 100, 90), added('D-2', 200, 199), out('D-1'))).toMatchObject({
      deliveries: 1,
      netGrams: 200,
      payableGrams: 199,
      members: { 'D-2': [200, 199] },
    });
  });

  it('is not moved by a delivery that goes before it came', () => {
    expect(lot(opened, added('D-1', 100, 90), out('D-7'))).toMatchObject({ deliveries: 1, netGrams: 100 });
  });

  it('says when a lot was closed', () => {
    expect(lot(opened, added('D-1', 300, 290), closed)).toMatchObject({
      status: 'closed',
      closedOn: '2026-10-02',
      netGrams: 300,
    });
  });

  it('does not count what a closed lot has turned away', () => {
    const before = lot(opened, added('D-1', 300, 290), closed);
    const data = { lotId: 'LOT-1', deliveryId: 'D-2' };
    const turnedAway: LotEvent = { type: 'DeliveryTurnedAway', v: 1, data };
    expect(lot(opened, added('D-1', 300, 290), closed, turnedAway)).toEqual(before);
  });

  it('has nothing of a lot whose opening it has not seen', () => {
    expect(lot(added('D-1', 1, 1), closed)).toBeUndefined();
  });
});
