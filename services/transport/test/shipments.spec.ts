import type { ShipmentReturned } from '@oce/contracts';
import { Readable } from 'node:stream';
import { custodyAggregate } from '../src/custody/domain/custody';
import { ChecklistController } from '../src/checklist/http/checklist.controller';
import { PapersController } from '../src/papers/http/papers.controller';
import { shipmentAggregate } from '../src/shipment/domain/shipment';
import { shipmentsProjection } from '../src/shipment/reads/shipments';
import { TemperatureTermsController } from '../src/temperature/http/temperature-terms.controller';
import { Dock, LATER, NOW, slugOf } from './transport-in-memory';

const [A, B, C, PALLET] = [
  '061100000000000017',
  '061100000000000024',
  '061100000000000031',
  '061100000000000048',
] as const;
const LOT = 'RUN-2_B';

describe('a shipment', () => {
  let house: Dock;
  const state = async (id = 'SH-1') => (await house.office.handler(shipmentAggregate).load(id)).state;
  const holder = async (sscc: string) =>
    (await house.office.handler(custodyAggregate).load(sscc)).state.shipmentId;
  const shown = async () => {
    await house.office.settle();
    return house.office.documents('transport', shipmentsProjection);
  };
  async function ready(): Promise<void> {
    await house.order('O-1', { [LOT]: 24 * 458 });
    await house.unit(A, { [LOT]: 12 });
    await house.release(LOT);
    await house.plan('SH-1', 'O-1');
  }
  async function departed(): Promise<void> {
    await ready();
    await house.scan('SH-1', A);
    await house.depart('SH-1');
  }

  beforeEach(async () => {
    house = await Dock.open();
  });
  afterEach(() => house.office.close());

  it('is planned for a confirmed order alone, one at a time, by the term of its contract', async () => {
    expect(await slugOf(house.plan('SH-1', 'O-1'))).toBe('order_unknown');
    await house.order('O-1', { [LOT]: 5_496 });
    await house.order('O-2', { [LOT]: 5_496 }, { incoterm: 'FOB' });
    await house.order('O-3', { [LOT]: 5_496 }, { destination: null });
    expect(await slugOf(house.plan('SH-2', 'O-2'))).toBe('incoterm_mode');
    await house.plan('SH-2', 'O-2', { mode: 'sea' });
    expect(await slugOf(house.plan('SH-3', 'O-3'))).toBe('destination_missing');
    expect(await slugOf(house.plan('SH-1', 'O-1', { destination: 'US' }))).toBe('destination_differs');
    await house.plan('SH-1', 'O-1');
    await house.plan('SH-1', 'O-1');
    expect(await slugOf(house.plan('SH-1', 'O-1', { carrier: 'Autre' }))).toBe('shipment_differs');
    expect(await slugOf(house.plan('SH-4', 'O-1'))).toBe('order_on_its_way');
    await house.cancelOrder('O-1');
    await house.dock.cancel('SH-1', { reason: 'no order' }, house.call());
    expect(await slugOf(house.plan('SH-4', 'O-1'))).toBe('order_cancelled');
  });

  it('takes a unit by one scan and two commits, with all that is within it, and once', async () => {
    await ready();
    await house.unit(B, { [LOT]: 12 });
    await house.unit(PALLET, {}, { [A]: 5_496, [B]: 5_496 });
    const before = (await house.office.commits()).length;
    await house.scan('SH-1', PALLET);
    expect((await house.office.commits()).length - before).toBe(2);
    await house.scan('SH-1', PALLET);
    expect((await house.office.commits()).length - before).toBe(2);
    expect((await state()).units.get(PALLET)).toMatchObject({
      within: [A, B],
      netGrams: 10_992,
      goods: [{ lotId: LOT, pieces: 24, grams: 10_992, origins: [{ lotId: 'LOT-1', grams: 10_992 }] }],
    });
    expect(await slugOf(house.scan('SH-1', A))).toBe('unit_within_another');
  });

  it('refuses what is unknown, broken, elsewhere, not ordered or beyond the order', async () => {
    await ready();
    expect(await slugOf(house.scan('SH-9', A))).toBe('shipment_unknown');
    expect(await slugOf(house.scan('SH-1', B))).toBe('unit_unknown');
    await house.unit(B, { OTHER: 12 });
    expect(await slugOf(house.scan('SH-1', B))).toBe('lot_not_ordered');
    await house.unit(C, { [LOT]: 25 });
    expect(await slugOf(house.scan('SH-1', C))).toBe('more_than_ordered');
    await house.breakUnit(C);
    expect(await slugOf(house.scan('SH-1', C))).toBe('unit_broken');
    await house.scan('SH-1', A);
    await house.order('O-2', { [LOT]: 5_496 });
    await house.plan('SH-2', 'O-2');
    expect(await slugOf(house.scan('SH-2', A))).toBe('unit_already_loaded');
    await house.dock.unload('SH-1', { sscc: A, reason: 'wrong lorry' }, house.call());
    await house.scan('SH-2', A);
    expect(await holder(A)).toBe('SH-2');
    await house.cancelOrder('O-1');
    expect(await slugOf(house.scan('SH-1', A))).toBe('order_cancelled');
  });

  it.each([
    ['never controlled', async () => undefined, 'lot_not_released'],
    ['released for another market', () => house.release(LOT, 'US'), 'lot_not_released'],
    ['held', () => house.hold(LOT), 'lot_held'],
    ['released and held again', async () => (await house.release(LOT), house.hold(LOT)), 'lot_held'],
    ['rejected', () => house.reject(LOT), 'lot_rejected'],
    ['recalled', async () => (await house.release(LOT), house.recall(LOT)), 'lot_recalled'],
  ])('takes nothing that is %s', async (_what, happen, slug) => {
    await house.order('O-1', { [LOT]: 5_496 });
    await house.unit(A, { [LOT]: 12 });
    await house.plan('SH-1', 'O-1');
    await happen();
    expect(await slugOf(house.scan('SH-1', A))).toBe(slug);
    expect(await holder(A)).toBeNull();
  });

  it('does not depart with what was held since, and names what is stopped on its way', async () => {
    await ready();
    expect(await slugOf(house.depart('SH-1'))).toBe('shipment_empty');
    await house.scan('SH-1', A);
    await house.hold(LOT);
    expect(await slugOf(house.depart('SH-1'))).toBe('lot_held');
    await house.release(LOT);
    await house.depart('SH-1');
    await house.depart('SH-1');
    expect(await slugOf(house.depart('SH-1', NOW))).toBe('shipment_departed');
    await house.recall(LOT);
    expect(await shown()).toMatchObject([
      {
        status: 'departed',
        stops: expect.arrayContaining([{ lotId: LOT, stop: 'lot_recalled', isOnItsWay: true }]),
      },
    ]);
  });

  it('bears a seal that none bore before, and departs in a container under seal alone', async () => {
    await house.order('O-1', { [LOT]: 5_496 });
    await house.unit(A, { [LOT]: 12 });
    await house.release(LOT);
    await house.plan('SH-1', 'O-1', { container: 'MSCU1234566' });
    await house.scan('SH-1', A);
    expect(await slugOf(house.depart('SH-1'))).toBe('seal_missing');
    const seal = (sealNumber: string, id = 'SH-1') =>
      house.dock.seal(id, { sealNumber, sealedAt: NOW }, house.call());
    await seal('AB-12');
    await seal('AB-12');
    expect(await slugOf(seal('AB-13'))).toBe('seal_differs');
    expect(await slugOf(house.dock.unload('SH-1', { sscc: A, reason: 'late' }, house.call()))).toBe(
      'shipment_sealed',
    );
    await house.dock.breakSeal('SH-1', { reason: 'customs' }, house.call());
    expect(await slugOf(seal('AB-12'))).toBe('seal_used');
    await house.order('O-2', { [LOT]: 5_496 });
    await house.plan('SH-2', 'O-2');
    expect(await slugOf(seal('ab-12', 'SH-2'))).toBe('seal_used');
    await seal('AB-13');
    await house.depart('SH-1');
  });

  it('loads goods in bulk by grams of a lot, with their origins', async () => {
    await house.order('O-1', { OIL: 600_000 });
    await house.lot('OIL', 900_000);
    await house.release('OIL');
    await house.plan('SH-1', 'O-1');
    const bulk = (lineId: string, grams: number) =>
      house.dock.bulk('SH-1', { lineId, lotId: 'OIL', grams, compartment: 'K1' }, house.call());
    expect(await slugOf(bulk('L-1', 600_001))).toBe('more_than_ordered');
    await bulk('L-1', 500_000);
    await bulk('L-1', 500_000);
    expect(await slugOf(bulk('L-1', 500_001))).toBe('bulk_differs');
    await house.dock.unloadBulk('SH-1', { lineId: 'L-1', reason: 'leaks' }, house.call());
    await bulk('L-2', 600_000);
    await house.depart('SH-1');
    expect((await state()).loads.get('OIL')).toEqual({ grams: 600_000, pieces: 0 });
  });

  it('departs with the documents that are due and valid', async () => {
    await ready();
    const rule = (kind: 'analysis' | 'invoice', due: 'loading' | 'departure') => ({
      ruleId: kind,
      kind,
      issuedBy: 'labo',
      due,
    });
    const rules = [
      rule('analysis', 'loading'),
      { ...rule('invoice', 'departure'), validDays: 1, destinations: ['EU'] },
    ];
    await house.get(ChecklistController).publish({ validFrom: '2026-09-01', rules }, house.call());
    const attach = (documentId: string, kind: 'analysis' | 'invoice', issuedOn: string) =>
      house.dock.attach(
        'SH-1',
        { documentId, kind, number: '1', issuer: 'labo', issuedOn, digest: 'a'.repeat(64) },
        house.call(),
      );
    expect(await slugOf(house.scan('SH-1', A))).toBe('document_missing');
    await attach('D-1', 'analysis', '2026-01-01');
    await house.scan('SH-1', A);
    await attach('D-2', 'invoice', '2026-11-20');
    expect(await slugOf(house.depart('SH-1'))).toBe('document_missing');
    expect(await slugOf(attach('D-2', 'invoice', '2026-11-21'))).toBe('document_differs');
    await attach('D-3', 'invoice', '2026-11-21');
    await house.depart('SH-1');
  });

  it('is received with differences that have owners: sent is received and what differs', async () => {
    await departed();
    const one = {
      sscc: A,
      lotId: LOT,
      kind: 'damaged' as const,
      owner: 'carrier' as const,
      note: 'a bottle is broken',
    };
    const receive = (...differences: object[]) =>
      house.way.receive(
        'SH-1',
        { deliveryNoteNumber: 'BL-77', differences: differences as never, receivedOn: '2026-11-28' },
        house.call(),
      );
    expect(await slugOf(receive({ ...one, pieces: 1, grams: 457 }))).toBe('pieces_broken');
    expect(await slugOf(receive({ ...one, pieces: 13, grams: 13 * 458 }))).toBe('more_than_sent');
    expect(await slugOf(receive({ ...one, sscc: B, pieces: 1, grams: 458 }))).toBe('unit_not_on_shipment');
    expect(await slugOf(receive({ ...one, lotId: 'OTHER', pieces: 1, grams: 458 }))).toBe(
      'lot_not_on_shipment',
    );
    await receive({ ...one, pieces: 1, grams: 458 });
    await receive({ ...one, pieces: 1, grams: 458 });
    expect(await slugOf(receive())).toBe('shipment_received');
    expect((await state()).received).toMatchObject({
      lines: [{ lotId: LOT, sentGrams: 5_496, sentPieces: 12, receivedGrams: 5_038, receivedPieces: 11 }],
      temperature: 'not_measured',
    });
    expect(await slugOf(house.scan('SH-1', A))).toBeUndefined();
  });

  it('passes from hand to hand, is cleared, refused, and comes back with its origins', async () => {
    await departed();
    const hand = (from: string, to: string, handedOverAt: string, ...sscc: string[]) =>
      house.way.handOver(
        'SH-1',
        { from, to, handedOverAt, reservations: sscc.map((one) => ({ sscc: one, note: 'wet' })) },
        house.call(),
      );
    await hand('OCE', 'Transit', NOW, A);
    expect(await slugOf(hand('OCE', 'Autre', LATER))).toBe('custody_of_another');
    expect(await slugOf(hand('Transit', 'Autre', LATER, B))).toBe('unit_not_on_shipment');
    await house.way.accept('SH-1', { handedOverAt: NOW, by: 'OCE', note: 'seen' }, house.call());
    const cleared = { number: 'DUM-1', clearedOn: '2026-11-24', currency: 'EUR', amountMinor: 100 };
    await house.way.clear('SH-1', cleared, house.call());
    await house.way.clear('SH-1', cleared, house.call());
    expect(await slugOf(house.way.clear('SH-1', { ...cleared, number: 'DUM-2' }, house.call()))).toBe(
      'customs_differ',
    );
    expect(
      await slugOf(house.way.comeBack('SH-1', { stationId: 'ST-1', returnedOn: '2026-12-01' }, house.call())),
    ).toBe('shipment_not_refused');
    await house.way.refuse('SH-1', { reason: 'came late', refusedOn: '2026-11-28' }, house.call());
    await house.way.comeBack('SH-1', { stationId: 'ST-1', returnedOn: '2026-12-01' }, house.call());
    const back = (await house.office.events()).find(
      ({ type }) => type === 'ShipmentReturned',
    ) as ShipmentReturned;
    expect(back.data).toMatchObject({
      units: [A],
      goods: [{ lotId: LOT, grams: 5_496, origins: [{ lotId: 'LOT-1', grams: 5_496 }] }],
    });
    expect(await holder(A)).toBeNull();
    // It stays on the list of what came back, and is loaded there no more.
    expect(await slugOf(house.scan('SH-1', A))).toBe('unit_left_shipment');
    expect(await holder(A)).toBeNull();
    await house.plan('SH-2', 'O-1');
    await house.scan('SH-2', A);
  });

  it('is judged by the total time out of range, and the receipt keeps the verdict', async () => {
    await house.get(TemperatureTermsController).publish(
      {
        productId: 'BOTTLE',
        validFrom: '2026-09-01',
        lowestMilliCelsius: 5_000,
        highestMilliCelsius: 25_000,
        mostMinutesOut: 30,
      },
      house.call(),
    );
    await departed();
    const csv = 'at;celsius\n2026-11-22T10:00:00Z;20,5\n2026-11-22T11:00:00Z;25.1\n2026-11-22T11:31:00Z;20\n';
    await house.way.temperatures('SH-1', Readable.from([Buffer.from(csv)]), 'text/csv', house.call());
    await house.way.temperatures('SH-1', Readable.from([Buffer.from(csv)]), 'text/csv', house.call());
    expect([...(await state()).series.values()]).toMatchObject([
      {
        readings: 3,
        highestMilliCelsius: 25_100,
        verdicts: [{ productId: 'BOTTLE', secondsOut: 1_860, isKept: false }],
      },
    ]);
    const ndjson = Readable.from([Buffer.from('{"at":"2026-11-22","celsius":4}')]);
    expect(await slugOf(house.way.temperatures('SH-1', ndjson, 'application/x-ndjson', house.call()))).toBe(
      'reading_malformed',
    );
    await house.way.receive(
      'SH-1',
      { deliveryNoteNumber: 'BL-1', differences: [], receivedOn: '2026-11-28' },
      house.call(),
    );
    expect(await shown()).toMatchObject([{ temperature: 'broken' }]);
  });

  it('has its papers as PDF', async () => {
    await departed();
    const reply = { type: () => reply } as never;
    const papers = house.get(PapersController);
    for (const paper of [papers.consignmentNote('SH-1', reply), papers.packingList('SH-1', reply)])
      expect((await paper).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
