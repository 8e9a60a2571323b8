import { collection } from '@oce/contracts';
import { contextInMemory, type OfficeInMemory } from '@oce/testing/in-memory';
import fc from 'fast-check';
import {
  broken,
  departed,
  drawn,
  filled,
  fulfilled,
  loaded,
  made,
  packed,
  ran,
  rawLot,
  returned,
  sentBack,
  STORY,
  tankDrawn,
  tell,
  type Told,
} from '../../test/story';
import { context } from '../context';
import { drawEdgesProjection } from './reads/draw-edges';
import { ticketsProjection } from './reads/tickets';
import { traceNodesProjection } from './reads/trace-nodes';
import { TraceReader, type Trace } from './trace.reader';

const NOW = '2026-11-30T08:00:00.000Z';

async function afterStory(story: readonly Told[], seed?: number): Promise<OfficeInMemory> {
  const office = await contextInMemory(context, { now: NOW, ...(seed === undefined ? {} : { seed }) });
  await tell(office, story);
  await office.settle();
  return office;
}

const traceIn = (office: OfficeInMemory, id: string, asked: Parameters<TraceReader['trace']>[1] = {}) =>
  office.get<TraceReader>('traceability', TraceReader).trace(id, asked, 0);
const words = (edges: Trace['back']) =>
  edges.map(({ from, into, grams }) => `${from} > ${into} ${grams}`).sort();
const nodeOf = (trace: Trace, key: string) => trace.nodes.find((node) => node.key === key);

describe('the trace of goods', () => {
  let office: OfficeInMemory;
  beforeAll(async () => (office = await afterStory(STORY)));
  afterAll(() => office.close());

  it('goes from a pallet back to weigh tickets, controls and certificates, with grams on every edge', async () => {
    const trace = await traceIn(office, 'P1');
    expect(words(trace.back)).toEqual([
      'lot:A > run:PRESS-1 1000000',
      'lot:B > run:PRESS-2 1000000',
      'lot:BOT1 > unit:S1 40000',
      'lot:BOT2 > unit:S2 50000',
      'lot:OIL1 > tank:T1 200000',
      'lot:OIL2 > tank:T1 200000',
      'run:FILL-1 > lot:BOT1 100000',
      'run:FILL-2 > lot:BOT2 90000',
      'run:PRESS-1 > lot:OIL1 200000',
      'run:PRESS-2 > lot:OIL2 200000',
      'tank:T1 > run:FILL-1 100000',
      'tank:T1 > run:FILL-2 90000',
      'unit:S1 > unit:P1 40000',
      'unit:S2 > unit:P1 50000',
    ]);
    const raw = nodeOf(trace, 'lot:A');
    expect(raw?.tickets?.map(({ deliveryId, grams }) => [deliveryId, grams])).toEqual([
      ['D1', 600_000],
      ['D2', 400_000],
    ]);
    expect(nodeOf(trace, 'lot:BOT1')?.control).toMatchObject({
      status: 'released',
      releases: [{ market: 'EU', grade: 'extra_virgin', controlId: 'CT-1' }],
    });
    expect(trace.certificates).toMatchObject([{ certificateId: 'ORG-1', number: 'N-1', status: 'granted' }]);
  });

  it('goes from a weigh ticket forward to the buyer', async () => {
    const trace = await traceIn(office, 'D3');
    expect(trace.start).toMatchObject({ kind: 'ticket', id: 'D3' });
    expect(words(trace.forward)).toEqual([
      'lot:B > run:PRESS-2 1000000',
      'lot:BOT2 > unit:S2 50000',
      'lot:OIL2 > tank:T1 200000',
      'order:O-1 > buyer:B-1 89000',
      'run:FILL-2 > lot:BOT2 90000',
      'run:PRESS-2 > lot:OIL2 200000',
      'shipment:SH-1 > order:O-1 89000',
      'tank:T1 > run:FILL-2 90000',
      'ticket:D3 > lot:B 1000000',
      'unit:P1 > shipment:SH-1 90000',
      'unit:S2 > unit:P1 50000',
    ]);
    expect(trace.buyers).toMatchObject([{ buyerId: 'B-1', orderId: 'O-1', grams: 89_000 }]);
  });

  it('takes of a tank only what was in it when it was drawn', async () => {
    const trace = await traceIn(office, 'BOT1', { direction: 'back' });
    expect(words(trace.back).filter((one) => one.includes('tank:T1'))).toEqual([
      'lot:OIL1 > tank:T1 200000',
      'tank:T1 > run:FILL-1 100000',
    ]);
    expect(trace.forward).toEqual([]);
  });

  it('adds up at every node, differences named', async () => {
    const trace = await traceIn(office, 'P1');
    expect(trace.nodes.filter(({ holds }) => !holds)).toEqual([]);
    expect(trace.addsUp).toBe(true);
    expect(nodeOf(trace, 'run:PRESS-1')).toMatchObject({
      inGrams: 1_000_000,
      outGrams: 200_000,
      differences: [
        { name: 'margines', grams: 780_000 },
        { name: 'loss', grams: 20_000 },
      ],
    });
    expect(nodeOf(trace, 'tank:T1')).toMatchObject({
      inGrams: 400_000,
      outGrams: 190_000,
      stockGrams: 209_000,
      differences: [{ name: 'gauged', grams: 1_000 }],
    });
    expect(nodeOf(trace, 'lot:BOT1')).toMatchObject({
      inGrams: 100_000,
      outGrams: 40_000,
      stockGrams: 60_000,
    });
    expect(nodeOf(trace, 'shipment:SH-1')).toMatchObject({
      inGrams: 90_000,
      outGrams: 89_000,
      differences: [{ name: 'missing, carrier', grams: 1_000 }],
    });
  });

  it('says that nothing is known of what nobody told of, and finds by the kind that is said', async () => {
    await expect(traceIn(office, 'NOWHERE')).rejects.toMatchObject({ problem: { status: 404 } });
    await expect(traceIn(office, 'P1', { kind: 'lot' })).rejects.toMatchObject({ problem: { status: 404 } });
    expect((await traceIn(office, 'T1', { kind: 'tank' })).start.key).toBe('tank:T1');
  });

  it('shows nothing of persons but their code', async () => {
    expect(JSON.stringify(await traceIn(office, 'P1'))).not.toMatch(/enc:1:|phone|cin"/);
  });
});

describe('the trace of goods that go round', () => {
  it('ends at a return of a return: a case that was sent back, broken up, packed again and sent', async () => {
    const office = await afterStory([
      ...rawLot('A', { D1: 100_000 }),
      drawn('A', 'C1', { kind: 'run', id: 'R' }, 100_000),
      ran('R', [['C1', { kind: 'lot', id: 'A' }, 100_000]], { L: 100_000 }),
      made('L', 'R', 'OIL', { A: 100_000 }),
      drawn('L', 'S1_L', { kind: 'unit', id: 'S1' }, 10_000),
      packed('S1', { L: 10_000 }),
      loaded('S1', 'SH-1', { L: 10_000 }),
      departed('SH-1', 'O-1', ['S1'], { L: 10_000 }),
      sentBack('SH-1', 'O-1', ['S1'], { L: 10_000 }),
      loaded('S1', 'SH-2', { L: 10_000 }),
      departed('SH-2', 'O-2', ['S1'], { L: 10_000 }),
      sentBack('SH-2', 'O-2', ['S1'], { L: 10_000 }),
      broken('S1'),
      returned('L', 'S1_L', 10_000),
      drawn('L', 'S2_L', { kind: 'unit', id: 'S2' }, 10_000),
      packed('S2', { L: 10_000 }),
    ]);
    const trace = await traceIn(office, 'S1');
    expect(words(trace.forward)).toEqual([
      'lot:L > unit:S2 10000',
      'shipment:SH-1 > unit:S1 10000',
      'shipment:SH-2 > unit:S1 10000',
      'unit:S1 > lot:L 10000',
      'unit:S1 > shipment:SH-1 10000',
      'unit:S1 > shipment:SH-2 10000',
    ]);
    const forward = words((await traceIn(office, 'L', { direction: 'forward' })).forward);
    expect(forward).toContain('lot:L > unit:S2 10000');
    expect(trace.addsUp).toBe(true);
    await office.close();
  });

  it('shows a unit on its second way, and what came back of the first', async () => {
    const office = await afterStory([
      made('L', 'R', 'OIL', { A: 10_000 }),
      drawn('L', 'S1_L', { kind: 'unit', id: 'S1' }, 10_000),
      packed('S1', { L: 10_000 }),
      loaded('S1', 'SH-1', { L: 10_000 }),
      departed('SH-1', 'O-1', ['S1'], { L: 10_000 }),
      sentBack('SH-1', 'O-1', ['S1'], { L: 10_000 }),
      loaded('S1', 'SH-2', { L: 10_000 }),
    ]);
    const trace = await traceIn(office, 'S1');
    expect(words(trace.forward)).toEqual([
      'shipment:SH-1 > unit:S1 10000',
      'unit:S1 > shipment:SH-1 10000',
      'unit:S1 > shipment:SH-2 10000',
    ]);
    expect(trace.addsUp).toBe(true);
    await office.close();
  });

  it('keeps parts within parts: a run that is charged with another run’s lot, the tank drawn dry and filled anew', async () => {
    const office = await afterStory([
      made('X', 'R1', 'OIL', { A: 50_000 }),
      drawn('X', 'X', { kind: 'tank', id: 'T' }, 50_000),
      filled('T', 'X', 'X', { A: 50_000 }, 50_000),
      tankDrawn('T', 'C1', 'R2', { A: 50_000 }, 0),
      made('Y', 'R3', 'OIL', { B: 20_000 }),
      drawn('Y', 'Y', { kind: 'tank', id: 'T' }, 20_000),
      filled('T', 'Y', 'Y', { B: 20_000 }, 20_000),
      tankDrawn('T', 'C2', 'R4', { B: 10_000 }, 10_000),
      ran('R4', [['C2', { kind: 'tank', id: 'T' }, 10_000]], { Z: 10_000 }),
      made('Z', 'R4', 'OIL', { B: 10_000 }),
      tankDrawn('T', 'C3', 'R5', { B: 10_000 }, 0, ['A']),
      ran('R5', [['C3', { kind: 'tank', id: 'T' }, 10_000]], { W: 10_000 }),
      made('W', 'R5', 'OIL', { B: 10_000 }),
    ]);
    const clean = words((await traceIn(office, 'Z', { direction: 'back' })).back);
    expect(clean).toContain('lot:Y > tank:T 20000');
    expect(clean).not.toContain('lot:X > tank:T 50000');
    // A heel was in it: the old goods may be too.
    expect(words((await traceIn(office, 'W', { direction: 'back' })).back)).toContain('lot:X > tank:T 50000');
    await office.close();
  });

  it('keeps the origin of a lot that was sold before it was booked in', async () => {
    const sold = fulfilled('O-9', { A: 100_000 }, 'OLIVE-2026');
    const office = await afterStory([sold]);
    const early = await traceIn(office, 'A');
    expect(nodeOf(early, 'lot:A')).toMatchObject({
      differences: [{ name: 'not booked in yet', grams: -100_000 }],
      holds: true,
    });
    await tell(office, rawLot('A', { D1: 100_000 }));
    await office.settle();
    const trace = await traceIn(office, 'A');
    expect(nodeOf(trace, 'lot:A')).toMatchObject({
      inGrams: 100_000,
      outGrams: 100_000,
      tickets: [{ deliveryId: 'D1' }],
    });
    expect(trace.buyers).toMatchObject([{ buyerId: 'B-1' }]);
    await office.close();
  });

  it('names a weighing that was taken back, beside what stands for it', async () => {
    const { DeliveryReversed } = collection.delivery;
    const of = { deliveryId: 'D1', stationId: 'ST-1', producerCode: 'M-D1', campaignId: 'OLIVE-2026' };
    const what = { productId: 'OLIVE', grade: 'extra', netGrams: 100_000, payableGrams: 100_000 };
    const event = DeliveryReversed({ ...of, ...what, reason: 'wrong tare', replacement: null });
    const taken: Told = { of: DeliveryReversed, id: 'D1', events: [event] };
    const office = await afterStory([...rawLot('A', { D1: 100_000 }), taken]);
    const trace = await traceIn(office, 'A', { direction: 'back' });
    expect(nodeOf(trace, 'lot:A')?.tickets).toMatchObject([
      { deliveryId: 'D1', reversed: { reason: 'wrong tare', replacementId: null } },
    ]);
    await office.close();
  });
});

describe('the graph', () => {
  /** The story with contexts heard in another order; what one aggregate says stays in its own. */
  function shuffled(story: readonly Told[], dice: readonly number[]): Told[] {
    const queues = new Map<string, Told[]>();
    for (const one of story) {
      const name = `${one.of.kind.aggregate} ${one.id}`;
      queues.set(name, [...(queues.get(name) ?? []), one]);
    }
    const out: Told[] = [];
    for (let turn = 0; queues.size > 0; turn++) {
      const names = [...queues.keys()];
      const name = names[(dice[turn % dice.length] ?? 0) % names.length] ?? '';
      const [first, ...rest] = queues.get(name) ?? [];
      if (first) out.push(first);
      if (rest.length > 0) queues.set(name, rest);
      else queues.delete(name);
    }
    return out;
  }

  const graphOf = async (office: OfficeInMemory) => {
    // Where in the log something stands differs with the order.
    const withoutPlace = (document: Record<string, unknown>) => {
      const fills = document['fills'] as { lotId: string; grams: number }[] | undefined;
      const told = fills?.map(({ lotId, grams }) => [lotId, grams]);
      return { ...document, position: 0, at: 0, dryAt: [], fills: told };
    };
    const all = await Promise.all(
      [traceNodesProjection, drawEdgesProjection, ticketsProjection].map((one) =>
        office.documents('traceability', one as never),
      ),
    );
    return all.flat().map((one) => withoutPlace(one as Record<string, unknown>));
  };

  it('is the same in whatever order contexts are heard, late and twice', async () => {
    const office = await afterStory(STORY);
    const expected = await graphOf(office);
    await office.close();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 }),
        fc.nat(),
        async (dice, seed) => {
          const other = await afterStory(shuffled(STORY, dice), seed);
          await other.again();
          const found = await graphOf(other);
          await other.close();
          const byId = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
          expect([...found].sort(byId)).toEqual([...expected].sort(byId));
        },
      ),
      { numRuns: 15 },
    );
  });
});
