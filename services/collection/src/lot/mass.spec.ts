import { rounds } from '@oce/testing';
import { contextInMemory, refusalOf, type OfficeInMemory } from '@oce/testing/in-memory';
import fc from 'fast-check';
import { addsUp, grade, lotOfDelivery, plain, reverse, weighIn } from '../../test/deliveries';
import { context } from '../context';
import { deliveryAggregate } from '../delivery/domain/delivery';
import type { DeliveryCommand } from '../delivery/domain/delivery.commands';
import type { DeliveryEvent } from '../delivery/domain/delivery.events';
import { lotAggregate } from './domain/lot';
import type { LotEvent } from './domain/lot.events';

const tickets = ['T-1', 'T-2'];
const lots = ['LOT-1', 'LOT-2'];
const ticketNumber = fc.constantFrom(...tickets, ...tickets, 'T-1C');
const lotId = fc.constantFrom(...lots);
const step = fc.oneof(
  fc.record({
    do: fc.constant('weigh' as const),
    ticketNumber,
    grossGrams: fc.integer({ min: 400_000, max: 2_000_000 }),
  }),
  fc.record({ do: fc.constant('grade' as const), ticketNumber, impuritiesPpm: fc.nat(100_000) }),
  fc.record({ do: fc.constant('reverse' as const), ticketNumber, tareGrams: fc.option(fc.nat(400_000)) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('take' as const), ticketNumber, lotId }) },
  fc.record({ do: fc.constant('close' as const), lotId }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('follow' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function play(office: OfficeInMemory, one: Step): Promise<void> {
  const id = 'ticketNumber' in one ? `TM-1_${one.ticketNumber}` : '';
  const send = async (command: DeliveryCommand) => {
    await refusalOf(office.send(deliveryAggregate, id, command));
  };
  switch (one.do) {
    case 'weigh':
      return send(weighIn({ ticketNumber: one.ticketNumber, grossGrams: one.grossGrams }));
    case 'grade':
      return send(grade({ impuritiesPpm: one.impuritiesPpm }));
    case 'reverse': {
      const { tareGrams, ticketNumber: of } = one;
      const corrected = {
        ticketNumber: `${of}C`.slice(0, 4),
        grossGrams: 1_860_000,
        tareGrams: tareGrams ?? 0,
      };
      return send(reverse('wrong tare', tareGrams === null ? undefined : corrected));
    }
    case 'take':
      return send(plain('TakeIntoLot', { ...lotOfDelivery, lotId: one.lotId }));
    case 'close': {
      const close = { type: 'CloseLot', data: { closedOn: '2026-10-02' } } as const;
      await refusalOf(office.send(lotAggregate, one.lotId, close));
      return;
    }
    case 'follow':
      await office.step();
  }
}

/** Every lot's deliveries as its own events leave them, and what each delivery says of itself. */
async function check(office: OfficeInMemory): Promise<void> {
  const inLots = new Map<string, string>();
  for (const lot of lots) {
    const { state } = await office.handler(lotAggregate).load(lot);
    for (const [deliveryId, held] of state.deliveries) {
      const { state: delivery } = await office.handler(deliveryAggregate).load(deliveryId);
      expect(inLots.has(deliveryId)).toBe(false);
      inLots.set(deliveryId, lot);
      expect(delivery.lotId).toBe(lot);
      expect(held).toMatchObject({
        netGrams: delivery.weighed?.netGrams,
        payableGrams: delivery.graded?.payableGrams,
      });
      // A reversed delivery is in a lot only where that was closed before.
      if (delivery.reversed) expect(state.closedOn).toBeDefined();
    }
  }
  for (const ticketNumber of [...tickets, 'T-1C', 'T-2C']) {
    const { state } = await office.handler(deliveryAggregate).load(`TM-1_${ticketNumber}`);
    if (state.lotId === undefined || inLots.has(`TM-1_${ticketNumber}`)) continue;
    // Only what was reversed is out of the lot that it says it is in.
    const lot = (await office.handler(lotAggregate).load(state.lotId)).state;
    expect([state.reversed?.reason, lot.takenOut.has(`TM-1_${ticketNumber}`)]).toEqual(['wrong tare', true]);
  }
  const events = (await office.events()) as (LotEvent | DeliveryEvent)[];
  for (const event of events) {
    if (event.type === 'LotClosed') {
      const { netGrams, deliveries } = event.data;
      expect(netGrams).toBe(deliveries.reduce((sum, one) => sum + one.netGrams, 0));
    }
    if (event.type === 'DeliveryGraded') expect(addsUp(event.data)).toBe(true);
  }
}

describe('mass', () => {
  it('is kept by any sequence of commands, however late, often and in what order the policies follow', async () => {
    let full = 0;
    const steps = fc.array(step, { minLength: 5, maxLength: 30, size: 'max' });
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), async (all, seed) => {
        const office = await contextInMemory(context, { seed });
        for (const lot of lots) {
          const data = { ...lotOfDelivery, lotId: lot, openedOn: '2026-10-01' };
          await office.send(lotAggregate, lot, { type: 'OpenLot', data });
        }
        const begun: Step[] = tickets.flatMap((ticketNumber) => [
          { do: 'weigh', ticketNumber, grossGrams: 1_860_000 },
          { do: 'grade', ticketNumber, impuritiesPpm: 32_000 },
        ]);
        for (const one of [...begun, ...all]) await play(office, one);
        await office.settle();
        await check(office);
        for (const lot of lots) full += (await office.handler(lotAggregate).load(lot)).state.deliveries.size;
        await office.close();
      }),
      { numRuns: rounds(60, 600) },
    );
    expect(full).toBeGreaterThan(10);
  });
});
