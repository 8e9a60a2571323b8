import type { ShipmentDeparted } from '@oce/contracts';
import { projected, rounds } from '@oce/testing';
import fc from 'fast-check';
import { custodyAggregate } from '../src/custody/domain/custody';
import { custodyProjection } from '../src/custody/reads/custody';
import { stopOf } from '../src/goods/domain/permit';
import { permitsProjection } from '../src/goods/reads/permits';
import { shipmentAggregate } from '../src/shipment/domain/shipment';
import { shipmentsProjection } from '../src/shipment/reads/shipments';
import { Dock, slugOf } from './transport-in-memory';

const LOTS = ['L-0', 'L-1'];
const UNITS = ['061100000000000017', '061100000000000024', '061100000000000031', '061100000000000048'];
const SHIPMENTS = ['SH-0', 'SH-1'];

const step = fc.record({
  do: fc.constantFrom(
    'scan',
    'scan',
    'scan',
    'scan',
    'unload',
    'depart',
    'depart',
    'hold',
    'release',
    'release',
    'recall',
    'reject',
    'refuse',
    'return',
    'receive',
    'cancel',
    'plan',
    'follow',
    'follow',
  ),
  unit: fc.nat(3),
  lot: fc.nat(1),
  to: fc.nat(1),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays one step; what is refused changes nothing. */
async function play(house: Dock, one: Step): Promise<void> {
  const [sscc, lotId, id] = [UNITS[one.unit]!, LOTS[one.lot]!, SHIPMENTS[one.to]!];
  const call = house.call();
  const doing: Readonly<Record<Step['do'], () => Promise<unknown>>> = {
    scan: () => house.scan(id, sscc),
    unload: () => house.dock.unload(id, { sscc, reason: 'wrong' }, call),
    depart: () => house.depart(id),
    hold: () => house.hold(lotId),
    release: () => house.release(lotId),
    // Seldom: it is for good.
    recall: () => (one.unit === 0 ? house.recall(lotId) : house.hold(lotId)),
    reject: () => house.reject(lotId),
    refuse: () => house.way.refuse(id, { reason: 'came late', refusedOn: '2026-11-28' }, call),
    return: () => house.way.comeBack(id, { stationId: 'ST-1', returnedOn: '2026-11-30' }, call),
    receive: () =>
      house.way.receive(id, { deliveryNoteNumber: id, differences: [], receivedOn: '2026-11-28' }, call),
    cancel: () => house.dock.cancel(id, { reason: 'no lorry' }, call),
    plan: () => house.plan(id, `O-${one.to}`),
    follow: () => house.office.step(),
  };
  await doing[one.do]();
}

/** A good day at the end: what may be released is, and what stands at the dock is loaded and sent. */
async function sendTheRest(house: Dock): Promise<void> {
  for (const lotId of LOTS) await house.release(lotId);
  for (const id of SHIPMENTS) for (const sscc of UNITS) await slugOf(house.scan(id, sscc));
  for (const id of SHIPMENTS) await slugOf(house.depart(id));
}

/** What the log says once everything has followed. */
async function check({ office }: Dock): Promise<number> {
  const commits = await office.commits();
  const departures = commits.flatMap(({ events }) =>
    events.filter((event): event is ShipmentDeparted => event.type === 'ShipmentDeparted'),
  );
  for (const { data } of departures) {
    const seen = commits.filter(({ position }) => position <= (data.seenTo ?? 0));
    const permits = projected(
      permitsProjection,
      seen.flatMap(({ events }) => [...events]),
    );
    for (const { lotId } of data.goods) expect(stopOf(permits[lotId], 'EU')).toBeUndefined();
  }
  const now = projected(
    permitsProjection,
    commits.flatMap(({ events }) => [...events]),
  );
  const holders = new Map<string, string>();
  for (const shipment of await office.documents('transport', shipmentsProjection)) {
    const { state } = await office.handler(shipmentAggregate).load(shipment.shipmentId);
    expect([...state.units.keys()]).toEqual(shipment.units);
    const isOpen = ['planned', 'departed', 'refused'].includes(state.status);
    for (const sscc of state.status === 'returned' ? [] : state.units.keys()) {
      expect(holders.get(sscc)).toBeUndefined();
      holders.set(sscc, shipment.shipmentId);
    }
    for (const lotId of shipment.lotIds) {
      const stop = stopOf(now[lotId], 'EU');
      // What stands against goods that have not ended is named on their shipment.
      if (isOpen && stop) expect(shipment.stops).toContainEqual(expect.objectContaining({ lotId, stop }));
    }
    for (const line of state.received?.lines ?? []) expect(line.receivedGrams).toBe(line.sentGrams);
  }
  for (const sscc of UNITS) {
    const { shipmentId } = (await office.handler(custodyAggregate).load(sscc)).state;
    expect(shipmentId).toBe(holders.get(sscc) ?? null);
    const shown = (await office.documents('transport', custodyProjection)).find((one) => one.sscc === sscc);
    expect(shown?.shipmentId ?? null).toBe(shipmentId);
  }
  expect(await office.attention()).toEqual([]);
  return departures.length;
}

describe('random histories of loading, holds, recalls, departures and returns', () => {
  it(
    'send nothing that was held, have each unit on one shipment, and are the same again',
    async () => {
      let departures = 0;
      const histories = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), {
        minLength: 15,
        maxLength: 25,
      });
      await fc.assert(
        fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
          const house = await Dock.open({ seed });
          try {
            for (const [at, id] of SHIPMENTS.entries()) {
              await house.order(`O-${at}`, { 'L-0': 24 * 458, 'L-1': 24 * 458 });
              await house.plan(id, `O-${at}`);
            }
            for (const [at, sscc] of UNITS.entries()) await house.unit(sscc, { [LOTS[at % 2]!]: 12 });
            for (const lotId of LOTS) await house.release(lotId);
            for (const together of history)
              await Promise.all(together.map((one) => slugOf(play(house, one))));
            await sendTheRest(house);
            await house.office.settle();
            departures += await check(house);
            const written = (await house.office.commits()).length;
            await house.office.again();
            expect(await house.office.commits()).toHaveLength(written);
          } finally {
            await house.office.close();
          }
        }),
        { numRuns: rounds(8, 300) },
      );
      expect(departures).toBeGreaterThan(3);
    },
    rounds(120_000, 600_000),
  );
});
