import { DomainError, testMeta, type Event, type RecordedCommit } from '@oce/event-sourcing';
import { AggregateHandler, MemoryEventStore } from '@oce/event-store';
import { policyCommandId, type AnyHandler, type Policy } from '@oce/policies';
import fc from 'fast-check';
import type { DeliveryCommand } from '../delivery/delivery.commands';
import { deliveryDecider } from '../delivery/delivery.decider';
import { addsUp, grade, lotOfDelivery, plain, reverse, weighIn } from '../delivery/spec-delivery';
import { fillLotPolicy } from '../fill-lot/fill-lot.policy';
import { followReversalPolicy } from '../follow-reversal/follow-reversal.policy';
import { lotDecider } from './lot.decider';

/** Deliveries and lots on a log in memory; the two policies run when the sequence says so, each at its own pace. */
class Station {
  readonly store = new MemoryEventStore();
  readonly deliveries = new AggregateHandler(this.store, deliveryDecider);
  readonly lots = new AggregateHandler(this.store, lotDecider);
  private readonly reached = { fill: 0, follow: 0 };
  private commands = 0;

  async send(handler: AnyHandler, id: string, command: { type: string; data: object }): Promise<void> {
    const meta = testMeta({ commandId: `c${++this.commands}` });
    await handler.handle(id, { ...command, meta }).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
  }

  async run(name: 'fill' | 'follow'): Promise<void> {
    const commits = (await this.log()).filter((one) => one.position > this.reached[name]);
    for (const commit of commits) {
      if (commit.ref.aggregate === 'delivery') await this.react(name, commit);
      this.reached[name] = commit.position;
    }
  }

  async log(): Promise<RecordedCommit[]> {
    const all: RecordedCommit[] = [];
    const reading = this.store.read({ subjects: ['evt.>'], after: 0, stopWhenCaughtUp: true });
    for await (const { commits } of reading) all.push(...commits);
    return all;
  }

  private async react(name: 'fill' | 'follow', commit: RecordedCommit): Promise<void> {
    const policy = (name === 'fill' ? fillLotPolicy : followReversalPolicy) as unknown as Policy<
      Event,
      unknown
    >;
    const { state } = await this.deliveries.load(commit.ref.id);
    const view = new Map([[commit.ref.id, state]]);
    const reactions = commit.events.flatMap((event) => policy.react(event, commit, view));
    for (const [number, { aggregate, id, type, data }] of reactions.entries()) {
      const handler: AnyHandler = aggregate === 'lot' ? this.lots : this.deliveries;
      const meta = testMeta({ commandId: policyCommandId(policy.name, commit.commitId, number) });
      await handler.handle(id, { type, data, meta }).catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
      });
    }
  }
}

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
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('run' as const), policy: fc.constantFrom('fill', 'follow') }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function play(station: Station, one: Step): Promise<void> {
  const id = 'ticketNumber' in one ? `TM-1_${one.ticketNumber}` : '';
  const send = (command: DeliveryCommand) => station.send(station.deliveries, id, command);
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
    case 'close':
      return station.send(station.lots, one.lotId, { type: 'CloseLot', data: { closedOn: '2026-10-02' } });
    case 'run':
      return station.run(one.policy as 'fill' | 'follow');
  }
}

/** Every lot's deliveries as its own events leave them, and what each delivery says of itself. */
async function check(station: Station): Promise<void> {
  const inLots = new Map<string, string>();
  for (const lot of lots) {
    const { state } = await station.lots.load(lot);
    for (const [deliveryId, held] of state.deliveries) {
      const { state: delivery } = await station.deliveries.load(deliveryId);
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
  for (const { events } of await station.log()) {
    for (const event of events as readonly unknown[] as readonly { type: string; data: never }[]) {
      if (event.type === 'LotClosed') {
        const closed: { netGrams: number; deliveries: { netGrams: number }[] } = event.data;
        expect(closed.netGrams).toBe(closed.deliveries.reduce((sum, one) => sum + one.netGrams, 0));
      }
      if (event.type === 'DeliveryGraded') expect(addsUp(event.data)).toBe(true);
    }
  }
}

describe('mass', () => {
  it('is kept by any sequence of commands, however far the policies lag behind', async () => {
    let full = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), async (steps) => {
        const station = new Station();
        for (const lot of lots) {
          const data = { ...lotOfDelivery, lotId: lot, openedOn: '2026-10-01' };
          await station.send(station.lots, lot, { type: 'OpenLot', data });
        }
        const begun: Step[] = tickets.flatMap((ticketNumber) => [
          { do: 'weigh', ticketNumber, grossGrams: 1_860_000 },
          { do: 'grade', ticketNumber, impuritiesPpm: 32_000 },
        ]);
        for (const one of [...begun, ...steps]) await play(station, one);
        for (const policy of ['follow', 'fill', 'follow'] as const) await station.run(policy);
        await check(station);
        for (const lot of lots) full += (await station.lots.load(lot)).state.deliveries.size;
      }),
      { numRuns: 150 },
    );
    expect(full).toBeGreaterThan(10);
  });
});
