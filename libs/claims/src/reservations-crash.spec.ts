import { DomainError } from '@oce/event-sourcing';
import { MemoryEventStore } from '@oce/event-store/testing';
import fc from 'fast-check';
import { FailingStore, faultsOf, followAll, newId, Yard, type Failure } from '../test/yard';

const PLATES = ['p1', 'p2', 'p3'];
const LORRIES = ['a', 'b', 'c'];

/** What is asked of a yard, and what is there before; `again` is the same request once more. */
const requests: Record<
  string,
  { past: (yard: Yard) => Promise<unknown>; ask: (yard: Yard, id: string) => Promise<unknown> }
> = {
  'that is accepted': {
    past: () => Promise.resolve(),
    ask: (yard, commandId) => yard.come('a', ['p1', 'p2'], { commandId }),
  },
  'whose second value another has': {
    past: (yard) => yard.come('b', ['p2']),
    ask: (yard, commandId) => yard.come('a', ['p1', 'p2'], { commandId }),
  },
  'that its own rules refuse': {
    past: (yard) => yard.shutOut('a', true),
    ask: (yard, commandId) => yard.come('a', ['p1', 'p2'], { commandId }),
  },
  'that stands already': {
    past: (yard) => yard.come('a', ['p1', 'p2']),
    ask: (yard, commandId) => yard.come('a', ['p1', 'p2'], { commandId }),
  },
  'that replaces a value': {
    past: (yard) => yard.come('a', ['p1', 'p2']),
    ask: (yard, commandId) => yard.replace('a', 'p1', 'p3', commandId),
  },
};
const failures = [true, false].flatMap((isDeath) =>
  [true, false].map((takesEffect) => ({ isDeath, takesEffect })),
);

const settled = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    return error instanceof DomainError ? error.slug : error;
  }
};

/** One request that fails at a call; then, in a fresh process, whatever `after` asks. Answers how many calls there are. */
async function failAndTryAgain(
  { past, ask }: (typeof requests)[string],
  failure: Failure,
  after: (fresh: Yard, commandId: string) => Promise<unknown>,
): Promise<{ calls: number; last: unknown; log: MemoryEventStore }> {
  const log = new MemoryEventStore();
  await past(new Yard(log));
  const store = new FailingStore(log, failure);
  const commandId = newId();
  await settled(ask(new Yard(store), commandId));
  // Whatever happened: no fact is without its claim.
  const faults = await faultsOf(log, LORRIES, PLATES);
  expect(faults.filter((fault) => !fault.includes('is shut by'))).toEqual([]);
  const last = await settled(after(new Yard(log), commandId));
  await followAll(log);
  return { calls: store.calls, last, log };
}

describe.each(Object.entries(requests))('a request %s', (_name, request) => {
  describe.each(failures)('with death: $isDeath, effect: $takesEffect', (failing) => {
    it.each([
      ['tried again', (id: string) => id],
      ['asked for anew', () => newId()],
    ])('leaves nothing wrong once it is %s, whichever call failed', async (_again, idOf) => {
      const wanted = await failAndTryAgain(request, { at: Infinity, ...failing }, (yard, id) =>
        request.ask(yard, idOf(id)),
      );
      for (let at = 1; at <= wanted.calls; at++) {
        const { last, log } = await failAndTryAgain(request, { at, ...failing }, (yard, id) =>
          request.ask(yard, idOf(id)),
        );
        expect({ at, last }).toEqual({ at, last: wanted.last });
        expect({ at, faults: await faultsOf(log, LORRIES, PLATES) }).toEqual({ at, faults: [] });
      }
    });

    it('shuts no value where its next try is refused, whichever call failed', async () => {
      const refused = async (yard: Yard, id: string) => {
        await yard.shutOut('a', true);
        return request.ask(yard, id);
      };
      const { calls } = await failAndTryAgain(request, { at: Infinity, ...failing }, refused);
      for (let at = 1; at <= calls; at++) {
        const { log } = await failAndTryAgain(request, { at, ...failing }, refused);
        expect({ at, faults: await faultsOf(log, LORRIES, PLATES) }).toEqual({ at, faults: [] });
      }
    });
  });
});

type Wish = (yard: Yard, commandId: string) => Promise<unknown>;
const lorry = fc.constantFrom(...LORRIES);
const plate = fc.constantFrom(...PLATES);
const plates = fc.uniqueArray(plate, { minLength: 1, maxLength: 3 });
const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(lorry, plates, fc.constantFrom('red', 'blue')).map(
      ([id, wanted, colour]): Wish =>
        (yard, commandId) =>
          yard.come(id, wanted, { colour, commandId }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(lorry, plate, plate).map(
      ([id, before, after]): Wish =>
        (yard, commandId) =>
          yard.replace(id, before, after, commandId),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(lorry, fc.boolean()).map(
      ([id, isShut]): Wish =>
        (yard) =>
          yard.shutOut(id, isShut),
    ),
  },
  {
    weight: 1,
    arbitrary: lorry.map(
      (id): Wish =>
        (yard, commandId) =>
          yard.leave(id, commandId),
    ),
  },
);

describe('many requests for few values', () => {
  it('leave each value with its one holder or free, in whatever order the log answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(wish, { minLength: 2, maxLength: 8 }),
        async (scheduler, wishes) => {
          const log = new MemoryEventStore();
          const store = new FailingStore(log, undefined, () => scheduler.schedule(Promise.resolve()));
          const yard = new Yard(store);
          await scheduler.waitFor(Promise.all(wishes.map((ask) => settled(ask(yard, newId())))));
          await followAll(log);
          expect(await faultsOf(log, LORRIES, PLATES)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('do so where the process dies in the midst of them, and all is asked for again', async () => {
    const failure = fc.record({
      at: fc.integer({ min: 1, max: 40 }),
      isDeath: fc.boolean(),
      takesEffect: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(wish, { minLength: 2, maxLength: 6 }),
        failure,
        async (scheduler, wishes, failing) => {
          const log = new MemoryEventStore();
          const asked = wishes.map((ask) => ({ ask, commandId: newId() }));
          const store = new FailingStore(log, failing, () => scheduler.schedule(Promise.resolve()));
          const yard = new Yard(store);
          await scheduler.waitFor(
            Promise.all(asked.map(({ ask, commandId }) => settled(ask(yard, commandId)))),
          );
          const fresh = new Yard(log);
          for (const { ask, commandId } of asked) await settled(ask(fresh, commandId));
          await followAll(log);
          expect(await faultsOf(log, LORRIES, PLATES)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of one holder in two processes leave no fact without its claim, and no claim without its fact', async () => {
    const own = fc.tuple(plates, fc.constantFrom('red', 'blue')).map(
      ([wanted, colour]): Wish =>
        (yard, commandId) =>
          yard.come('a', wanted, { colour, commandId }),
    );
    const shut = fc.boolean().map(
      (isShut): Wish =>
        (yard) =>
          yard.shutOut('a', isShut),
    );
    const leave = fc.constant<Wish>((yard) => yard.leaveForGood('a'));
    const wishes = fc.array(fc.tuple(fc.oneof(own, own, shut, leave), fc.boolean()), {
      minLength: 2,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), wishes, async (scheduler, asked) => {
        const log = new MemoryEventStore();
        const store = new FailingStore(log, undefined, () => scheduler.schedule(Promise.resolve()));
        const [one, other] = [new Yard(store), new Yard(store)];
        await scheduler.waitFor(
          Promise.all(asked.map(([ask, isFirst]) => settled(ask(isFirst ? one : other, newId())))),
        );
        expect(await faultsOf(log, LORRIES, PLATES)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
