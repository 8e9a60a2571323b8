import { transport } from '@oce/contracts';
import { reactionsTo } from '@oce/testing';
import { invoiceTax } from '../../test/facts';
import { whenShipmentReceivedThenFulfilOrder } from './reactions/when-shipment-received-then-fulfil-order';

const lines = [
  { lotId: 'LOT-A', sentGrams: 900, sentPieces: null, receivedGrams: 800, receivedPieces: null },
];
const order = { shipmentId: 'SH-1', orderId: 'ORD-1' };
const received = transport.shipment.ShipmentReceived({
  ...order,
  buyerId: 'BUY-1',
  deliveryNoteNumber: 'BL-1',
  lines,
  differences: [],
  receivedOn: '2026-11-28',
});
const known = { tax: invoiceTax, stopped: null, lotIds: ['LOT-A', 'LOT-B'] };

describe('bill-what-was-received', () => {
  it('bills what came, and lets go what was not sent', () => {
    const view = new Map([['ORD-1', known]]);
    const { tax, stopped } = known;
    const data = { orderId: 'ORD-1', deliveryNoteNumber: 'BL-1', deliveredOn: '2026-11-28', received: lines };
    const rest = (lotId: string, keptGrams: number) => ({
      aggregate: 'lot-offer',
      id: lotId,
      type: 'ReleaseAllocation',
      data: { lotId, orderId: 'ORD-1', reason: 'it was not sent', keptGrams },
    });
    expect(reactionsTo(whenShipmentReceivedThenFulfilOrder, received, view)).toEqual([
      { aggregate: 'order', id: 'ORD-1', type: 'TakeReceipt', data: { ...data, tax, stopped } },
      rest('LOT-A', 900),
      rest('LOT-B', 0),
    ]);
  });

  it('cancels the order of what came back', () => {
    const returned = transport.shipment.ShipmentReturned({
      ...order,
      stationId: 'ST-1',
      units: [],
      goods: [],
      returnedOn: '2026-12-04',
    });
    expect(reactionsTo(whenShipmentReceivedThenFulfilOrder, returned, new Map())).toMatchObject([
      { aggregate: 'order', id: 'ORD-1', type: 'CancelOrder', data: { cancelledOn: '2026-12-04' } },
    ]);
  });
});
