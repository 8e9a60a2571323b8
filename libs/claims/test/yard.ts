import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  saysTheSame,
  unknownCommand,
  unknownEvent,
  type AggregateRef,
  type Command,
  type Commit,
  type Event,
  type EventOf,
  type RecordedCommit,
} from '@oce/event-sourcing';
import { testMeta } from '@oce/event-sourcing/testing';
import { AggregateHandler, StoreUnavailable, type EventStore } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { defineClaims, Reservations, type Held, type Reservation } from '../src';

const kind = { stream: 'LOG', context: 'yard', aggregate: 'lorry' };
/** A lorry that stands in the yard with plates of its own. It may be shut out for a time, and leaves for good. */
const lorryEvents = defineEvents(kind, {
  LorryCame: event<Came>(),
  PlateReplaced: event<{ before: string; after: string }>(),
  LorryShutOut: event<{ isShut: boolean }>(),
  LorryLeft: event<{ plates: readonly string[] }>(),
});
interface Came {
  readonly plates: readonly string[];
  readonly colour: string;
}
type LorryEvent = EventOf<typeof lorryEvents>;
type LorryCommand =
  | Command<'LetCome', Came>
  | Command<'ReplacePlate', { before: string; after: string }>
  | Command<'ShutOut', { isShut: boolean }>
  | Command<'LetLeave', object>;
export interface Lorry {
  readonly came?: Came;
  readonly plates: readonly string[];
  readonly hadPlates: readonly string[];
  readonly isShut: boolean;
  readonly hasLeft: boolean;
}

const lorryAggregate = defineAggregate<Lorry, LorryCommand, typeof lorryEvents>(lorryEvents, {
  initial: { plates: [], hadPlates: [], isShut: false, hasLeft: false },
  decide(command, { came, plates, hadPlates, isShut, hasLeft }) {
    switch (command.type) {
      case 'LetCome':
        if (hasLeft) throw conflict('lorry_left', 'It left.');
        if (came && saysTheSame(came, command.data)) return [];
        if (came !== undefined) throw conflict('lorry_known', 'It came with other plates or another colour.');
        if (isShut) throw conflict('lorry_shut_out', 'It is shut out.');
        return [lorryEvents.LorryCame(command.data)];
      case 'ReplacePlate': {
        const { before, after } = command.data;
        if (plates.includes(after)) return [];
        if (hasLeft || isShut || !plates.includes(before))
          throw conflict('plate_not_there', 'No such plate.');
        if (hadPlates.includes(after)) throw conflict('plate_had_before', 'A plate does not come back.');
        return [lorryEvents.PlateReplaced(command.data)];
      }
      case 'ShutOut':
        return command.data.isShut === isShut ? [] : [lorryEvents.LorryShutOut(command.data)];
      case 'LetLeave':
        return came && !hasLeft ? [lorryEvents.LorryLeft({ plates })] : [];
      default:
        return unknownCommand(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'LorryCame':
        return { ...state, came: event.data, plates: event.data.plates };
      case 'PlateReplaced': {
        const { before, after } = event.data;
        const plates = state.plates.map((plate) => (plate === before ? after : plate));
        return { ...state, plates, hadPlates: [...state.hadPlates, before] };
      }
      case 'LorryShutOut':
        return { ...state, isShut: event.data.isShut };
      case 'LorryLeft':
        return { ...state, plates: [], hasLeft: true };
      default:
        return unknownEvent(event);
    }
  },
});

interface Plate extends Held {
  readonly plate: string;
}
const claimAggregate = defineClaims<Plate>('LOG', 'yard', ({ plate }, holder) =>
  conflict('plate_taken', `${plate} is on the lorry of ${holder}.`, 'plate'),
);

const reservationOf = (holder: string, plate: string): Reservation<Plate> => ({
  id: plate,
  claim: { plate, holder },
});

/** One process of the yard: what it has in memory is its own, the log is shared. */
export class Yard {
  readonly lorries: AggregateHandler<Lorry, LorryCommand, LorryEvent>;
  readonly claims;
  private readonly reservations: Reservations<Plate>;

  constructor(store: EventStore) {
    this.lorries = new AggregateHandler(store, lorryAggregate, { cacheSize: 50 });
    this.claims = new AggregateHandler(store, claimAggregate, { cacheSize: 50 });
    this.reservations = new Reservations(this.claims, ({ holder }) => ({ holder }));
  }

  come(id: string, plates: readonly string[], { colour = 'red', commandId = newId() } = {}) {
    const command = { type: 'LetCome' as const, data: { plates, colour }, meta: testMeta({ commandId }) };
    return this.write(id, plates, command);
  }

  replace(id: string, before: string, after: string, commandId = newId()) {
    const command = {
      type: 'ReplacePlate' as const,
      data: { before, after },
      meta: testMeta({ commandId }),
    };
    return this.write(id, [after], command);
  }

  shutOut(id: string, isShut: boolean) {
    const meta = testMeta({ commandId: newId() });
    return this.lorries.handle(id, { type: 'ShutOut', data: { isShut }, meta });
  }

  leave(id: string, commandId = newId()) {
    return this.lorries.handle(id, { type: 'LetLeave', data: {}, meta: testMeta({ commandId }) });
  }

  /** Leaves, and the policy follows at once. */
  async leaveForGood(id: string): Promise<void> {
    await this.leave(id);
    for (const commit of await this.lorries.history(id)) await this.follow(commit);
  }

  /** The policy on one commit: what a lorry gave up is given back. */
  async follow({ ref, events, commitId }: RecordedCommit): Promise<void> {
    if (ref.aggregate !== 'lorry') return;
    for (const event of events as readonly LorryEvent[])
      for (const plate of givenUpBy(event)) {
        const meta = testMeta({ commandId: `release-${commitId}-${plate}` });
        await this.claims.handle(plate, { type: 'ReleaseClaim', data: { holder: ref.id }, meta });
      }
  }

  /** What a policy does behind a fact that never ends: it takes the claim again. */
  keep(plate: string, holder: string) {
    const meta = testMeta({ commandId: newId() });
    return this.claims.handle(plate, { type: 'TakeClaim', data: { plate, holder }, meta });
  }

  async holderOf(plate: string): Promise<string | undefined> {
    return (await this.claims.load(plate)).state.holder;
  }

  private write(
    id: string,
    plates: readonly string[],
    command: Extract<LorryCommand, { type: 'LetCome' | 'ReplacePlate' }>,
  ) {
    return this.reservations.write(this.lorries, id, command, {
      values: plates.map((plate) => reservationOf(id, plate)),
      stands: (lorry, { claim }) => lorry.plates.includes(claim.plate),
    });
  }
}

function givenUpBy(event: LorryEvent): readonly string[] {
  if (event.type === 'LorryLeft') return event.data.plates;
  return event.type === 'PlateReplaced' ? [event.data.before] : [];
}

let ids = 0;
/** An id that no other command has. */
export const newId = (): string => `command-${++ids}`;

/** The process is gone: nothing of it comes any more. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** How a call to the log fails: the process dies or the log goes away, before it takes effect or after. */
export interface Failure {
  readonly at: number;
  readonly isDeath: boolean;
  readonly takesEffect: boolean;
}

/** The log of one process, whose n-th call fails. */
export class FailingStore implements EventStore {
  calls = 0;

  constructor(
    private readonly log: EventStore,
    private readonly failure?: Failure,
    private readonly before: () => Promise<void> = () => Promise.resolve(),
  ) {}

  load<E extends Event>(
    ref: AggregateRef,
    afterPosition?: number,
    most?: number,
  ): Promise<RecordedCommit<E>[]> {
    return this.call(() => this.log.load<E>(ref, afterPosition, most));
  }

  append(ref: AggregateRef, expectedPosition: number, commit: Commit): Promise<number> {
    return this.call(() => this.log.append(ref, expectedPosition, commit));
  }

  appendAll(ref: AggregateRef, expectedPosition: number, commits: readonly Commit[]): Promise<number[]> {
    return this.call(() => this.log.appendAll(ref, expectedPosition, commits));
  }

  private async call<T>(work: () => Promise<T>): Promise<T> {
    const number = ++this.calls;
    await this.before();
    if (!this.failure || number < this.failure.at) return work();
    const { at, isDeath, takesEffect } = this.failure;
    if (number === at && takesEffect) await work();
    if (isDeath) throw new ProcessDied();
    if (number === at) throw new StoreUnavailable('gone');
    return work();
  }
}

/** What must hold of claims and lorries once nobody is at work; answers what is wrong. */
export async function faultsOf(log: MemoryEventStore, lorries: readonly string[], plates: readonly string[]) {
  const yard = new Yard(log);
  const faults: string[] = [];
  for (const plate of plates) {
    const holder = await yard.holderOf(plate);
    const on: string[] = [];
    for (const id of lorries) if ((await yard.lorries.load(id)).state.plates.includes(plate)) on.push(id);
    if (on.length > 1) faults.push(`${plate} is on ${on.join(' and ')}`);
    if (on.length > 0 && holder === undefined) faults.push(`${plate} is on ${on[0]} without a claim`);
    if (on.length > 0 && holder !== undefined && !on.includes(holder))
      faults.push(`${plate} is on ${on[0]} and claimed by ${holder}`);
    if (on.length === 0 && holder !== undefined) faults.push(`${plate} is shut by ${holder}`);
  }
  return faults;
}

/** Lets the policies follow the whole log. */
export async function followAll(log: MemoryEventStore): Promise<void> {
  const yard = new Yard(log);
  const batches = log.read({ subjects: ['evt.yard.>'], after: 0, stopWhenCaughtUp: true });
  for await (const { commits } of batches) for (const commit of commits) await yard.follow(commit);
}
