import { AtOnce, type CommandCall } from '@oce/service-kit';
import { rounds as drawn } from '@oce/testing';
import { contextInMemory, refusalOf, type OfficeInMemory } from '@oce/testing/in-memory';
import fc from 'fast-check';
import { grade, lotOfDelivery, plain, reverse, weighIn } from '../../test/deliveries';
import { context } from '../context';
import { deliveryAggregate } from '../delivery/domain/delivery';
import { deliveriesProjection } from '../delivery/reads/deliveries';
import { lotAggregate } from './domain/lot';
import { LotController } from './http/lot.controller';
import { lotsProjection } from './reads/lots';

const LOTS = ['LOT-1', 'LOT-2'];
const TICKETS = ['T-1', 'T-2', 'T-3'];
const idOf = (ticketNumber: string) => `TM-1_${ticketNumber}`;

async function openLot(office: OfficeInMemory, lotId: string): Promise<void> {
  const { campaignId, productId, grade: of, stationId } = lotOfDelivery;
  const data = { lotId, campaignId, productId, grade: of, stationId, openedOn: '2026-10-01' };
  await office.send(lotAggregate, lotId, { type: 'OpenLot', data });
}

async function deliver(office: OfficeInMemory, ticketNumber: string): Promise<void> {
  await office.send(deliveryAggregate, idOf(ticketNumber), weighIn({ ticketNumber }));
  await office.send(deliveryAggregate, idOf(ticketNumber), grade());
}

const closeLot = (office: OfficeInMemory, lotId: string) =>
  refusalOf(office.send(lotAggregate, lotId, { type: 'CloseLot', data: { closedOn: '2026-10-02' } }));

/** Takes a delivery into a lot: the whole way, or the first step of a request that dies behind it. */
function take(office: OfficeInMemory, ticketNumber: string, lotId: string, isWhole: boolean) {
  const command = plain('TakeIntoLot', { ...lotOfDelivery, lotId }, office.meta());
  const deliveries = office.handler(deliveryAggregate);
  return refusalOf(
    isWhole
      ? office.get('collection', AtOnce).handle(deliveries, idOf(ticketNumber), command)
      : deliveries.handle(idOf(ticketNumber), command),
  );
}

/** Deliveries that wait, and two lots that hold one each and may be closed. */
async function begun(office: OfficeInMemory): Promise<void> {
  for (const ticketNumber of TICKETS) await deliver(office, ticketNumber);
  for (const [at, lotId] of LOTS.entries()) {
    await openLot(office, lotId);
    await deliver(office, `IN-${at}`);
    await take(office, `IN-${at}`, lotId, true);
  }
}

/** No delivery says that it is in a lot that has it not, and the lists say the same as the log. */
async function check(office: OfficeInMemory, lots = LOTS): Promise<void> {
  const rows = new Map(
    (await office.documents('collection', deliveriesProjection)).map((row) => [row.deliveryId, row]),
  );
  const lotRows = new Map(
    (await office.documents('collection', lotsProjection)).map((row) => [row.lotId, row]),
  );
  const held = new Map<string, string>();
  for (const lotId of lots) {
    const { state } = await office.handler(lotAggregate).load(lotId);
    for (const deliveryId of state.deliveries.keys()) held.set(deliveryId, lotId);
    expect(Object.keys(lotRows.get(lotId)?.members ?? {})).toEqual([...state.deliveries.keys()]);
    expect(lotRows.get(lotId)?.deliveries).toBe(state.deliveries.size);
  }
  for (const [deliveryId, row] of rows) {
    const { state } = await office.handler(deliveryAggregate).load(deliveryId);
    expect(row.lotId).toBe(state.lotId ?? null);
    // A reversed delivery is taken out of an open lot, which it goes on naming.
    if (!state.reversed) expect([deliveryId, state.lotId]).toEqual([deliveryId, held.get(deliveryId)]);
    if (!state.reversed) expect(row.status).toBe('graded');
  }
  expect(await office.attention()).toEqual([]);
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      ticketNumber: fc.constantFrom(...TICKETS),
      lotId: fc.constantFrom(...LOTS),
      isWhole: fc.boolean(),
      byOther: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      lotId: fc.constantFrom(...LOTS),
      byOther: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('reverse' as const), ticketNumber: fc.constantFrom(...TICKETS) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('follow' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function play(office: OfficeInMemory, other: OfficeInMemory, one: Step): Promise<void> {
  switch (one.do) {
    case 'take':
      await take(one.byOther ? other : office, one.ticketNumber, one.lotId, one.isWhole);
      return;
    case 'close':
      await closeLot(one.byOther ? other : office, one.lotId);
      return;
    case 'reverse':
      await refusalOf(office.send(deliveryAggregate, idOf(one.ticketNumber), reverse('wrong tare')));
      return;
    case 'follow':
      await office.step();
  }
}

const countOf = async (office: OfficeInMemory, type: string): Promise<number> =>
  (await office.events()).filter((event) => event.type === type).length;

describe('a lot that is closed while it is filled', () => {
  it('leaves no delivery that says it is in it and is not, however late and often the policies follow', async () => {
    let turnedAway = 0;
    // The steps of one list happen at the same time.
    const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rounds, fc.nat(), async (all, seed) => {
        const office = await contextInMemory(context, { seed });
        const other = await office.another();
        await begun(office);
        for (const round of all) await Promise.all(round.map((one) => play(office, other, one)));
        await office.settle();
        await check(office);
        expect(await countOf(office, 'DeliveryLeftLot')).toBe(await countOf(office, 'DeliveryTurnedAway'));
        turnedAway += await countOf(office, 'DeliveryTurnedAway');
        const written = (await office.commits()).length;
        await office.again();
        expect(await office.commits()).toHaveLength(written);
        await openLot(office, 'LOT-3');
        for (const ticketNumber of TICKETS) await take(office, ticketNumber, 'LOT-3', false);
        await office.settle();
        await check(office, [...LOTS, 'LOT-3']);
        for (const ticketNumber of TICKETS) {
          const { state } = await office.handler(deliveryAggregate).load(idOf(ticketNumber));
          if (!state.reversed) expect(state.lotId).toBeDefined();
        }
        await office.close();
      }),
      { numRuns: drawn(25, 250) },
    );
    expect(turnedAway).toBeGreaterThan(10);
  });
});

describe('the answer to a filling while the lot is closed', () => {
  /** A call as far as the controller looks at it. */
  const callOf = (office: OfficeInMemory, key: string) =>
    ({
      meta: async () => office.meta({ commandId: key }),
      metaOf: async (part: string) => office.meta({ commandId: `${key} ${part}` }),
      answer: () => undefined,
    }) as unknown as CommandCall;
  const pause = async (ticks: number) => {
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
  };
  const deliveryIds = TICKETS.map(idOf);

  it('names those as refused that did not get in, and them again to the same key', async () => {
    const told = { in: 0, turnedAway: 0, refusedBefore: 0 };
    // The lot is closed so many turns before or after the filling begins.
    for (let ticks = -20; ticks < 60; ticks++) {
      const office = await contextInMemory(context);
      await begun(office);
      const fill = () =>
        office.get('collection', LotController).fill('LOT-1', { deliveryIds }, callOf(office, 'key-1'));
      const [answer] = await Promise.all([
        pause(-ticks).then(fill),
        pause(ticks).then(() => closeLot(office, 'LOT-1')),
      ]);
      const { state } = await office.handler(lotAggregate).load('LOT-1');
      const [inIt, out] = [true, false].map((is) =>
        deliveryIds.filter((id) => state.deliveries.has(id) === is),
      );
      const refused = out?.map((deliveryId) => expect.objectContaining({ deliveryId, code: 'lot_closed' }));
      expect(answer).toMatchObject({ id: 'LOT-1', added: inIt, refused });
      // At once, before anybody follows: they are free, and stay out.
      for (const deliveryId of out ?? [])
        expect((await office.handler(deliveryAggregate).load(deliveryId)).state.lotId).toBeUndefined();
      expect(await fill()).toMatchObject({ added: inIt, refused });
      await office.settle();
      await check(office);
      const away = await countOf(office, 'DeliveryTurnedAway');
      told.in += inIt?.length ?? 0;
      told.turnedAway += away;
      told.refusedBefore += (out?.length ?? 0) - away;
      await office.close();
    }
    // Each of the three happened.
    expect(Object.values(told).every((count) => count > 0)).toBe(true);
  });
});
