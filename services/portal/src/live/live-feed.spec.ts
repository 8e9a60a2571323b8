import { collection, sales } from '@oce/contracts';
import { MemoryEventStore } from '@oce/event-store/testing';
import { eventually } from '@oce/testing';
import { contextInMemory, type OfficeInMemory } from '@oce/testing/in-memory';
import { invoiceIssued, lotClosed, weighed } from '../../test/events';
import { context } from '../context';
import { LiveStream } from './http/live-stream';
import { LiveHub } from './live-hub';

const { DeliveryWeighedIn } = collection.delivery;
/** An event that collection keeps to itself. */
const takenIntoLot = {
  type: 'DeliveryTakenIntoLot',
  v: 1,
  data: { deliveryId: 'new', producerCode: 'P-1', lotId: 'LOT-1' },
};

describe('the live feed', () => {
  let office: OfficeInMemory;
  let hub: LiveHub;
  let told: string;

  /** The portal on a log that has something already, with an open page of P-1. */
  beforeEach(async () => {
    const store = new MemoryEventStore();
    const before = await contextInMemory(context, { newStore: () => store });
    await before.hear(collection.lot.LotClosed, 'LOT-1', lotClosed());
    await before.hear(DeliveryWeighedIn, 'old', weighed('old'));
    await before.close();
    office = await contextInMemory(context, { newStore: () => store });
    hub = office.get('portal', LiveHub);
    await eventually(() => expect(hub.position).toBe(2));
    told = '';
    const write = (chunk: string) => (told += chunk);
    const stream = new LiveStream({ writableLength: 0, write, end: write, destroy: () => undefined });
    hub.join('P-1', stream);
    stream.open(2, []);
  });
  afterEach(() => office.close());

  it('passes on what comes after it started, and nothing of before', async () => {
    await office.hear(DeliveryWeighedIn, 'new', weighed('new'));
    await eventually(() => expect(told).toContain('"deliveryId":"new"'));
    expect(told).toContain('id: 3');
    expect(told).not.toContain('"deliveryId":"old"');
  });

  it('knows from the past who has something in a lot, when it is sold', async () => {
    await office.hear(sales.invoice.InvoiceIssued, 'F-2026-1', invoiceIssued());
    await eventually(() => expect(told).toContain('event: sale'));
    expect(told).toContain('"amountCentimes":1800000');
  });

  it('knows a lot that is closed while it follows', async () => {
    const { data } = lotClosed();
    await office.hear(collection.lot.LotClosed, 'LOT-9', {
      ...lotClosed(),
      data: { ...data, lotId: 'LOT-9' },
    });
    await office.hear(sales.invoice.InvoiceIssued, 'F-2026-1', invoiceIssued());
    await eventually(() => expect(told).toContain('"amountCentimes":90000'));
  });

  it('says nothing of what other contexts keep to themselves', async () => {
    await office.hear(DeliveryWeighedIn, 'new', takenIntoLot);
    await eventually(() => expect(hub.position).toBe(3));
    expect(told).not.toContain('event:');
  });

  it('stops at a commit that says nothing it can pass on, and the portal lives on', async () => {
    const torn = { type: 'LotClosed', v: 1, data: { lotId: 'LOT-8' } };
    await office.hear(collection.lot.LotClosed, 'LOT-8', torn);
    await office.hear(DeliveryWeighedIn, 'new', weighed('new'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(hub.position).toBe(2);
    expect(told).not.toContain('"deliveryId":"new"');
  });
});
