import type { RecordedCommit } from '@oce/event-sourcing';
import { compileFilters, type LogReader } from '@oce/event-store';
import type { MemoryEventStore } from '@oce/event-store/testing';

/** Somebody who follows a stream: a projection, a view in memory, or a policy. */
export interface Follower {
  readonly name: string;
  readonly log: MemoryEventStore;
  readonly subjects: readonly string[];
  /** Whether it is given commits again now and then, as after the loss of a checkpoint. */
  readonly mayRepeat: boolean;
  take(commits: readonly RecordedCommit[]): Promise<void>;
}

interface Place {
  readonly follower: Follower;
  readonly passes: ReturnType<typeof compileFilters>;
  at: number;
}

/** Numbers from 0 to 1 in an order that its seed fixes (mulberry32); without a seed nothing is left to chance. */
export type Chance = () => number;
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const REPEATED_OF_TEN = 2;
/** How many commits are given once more, at the most: who were given half the log each time would never see its end. */
const MOST_REPEATED = 40;
const MOST_ROUNDS = 100_000;

/**
 * Hands the log to all who follow it. Without chance: each everything that it has not seen, in turn. With it: who comes
 * next, how far, and whether it is given what it had before once more, are a matter of the seed; the order of the log is
 * kept for each, as it is on the bus.
 */
export class Bus {
  private readonly places: Place[] = [];

  add(follower: Follower): void {
    this.places.push({ follower, passes: compileFilters(follower.subjects), at: 0 });
  }

  /** Lets everybody follow until nothing more comes. */
  async settle(chance?: Chance): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const behind = await this.behind();
      if (behind.length === 0) return;
      if (!chance) for (const place of behind) await this.advance(place, Infinity);
      else await this.step(behind, chance);
    }
    throw new Error('events lead to events without end');
  }

  /** One step of one follower, by chance; false where nobody is behind. */
  async stepOnce(chance: Chance): Promise<boolean> {
    const behind = await this.behind();
    if (behind.length > 0) await this.step(behind, chance);
    return behind.length > 0;
  }

  /** Brings one follower to the log's present end, and says where that is. */
  async catchUp(name: string): Promise<number> {
    let reached = 0;
    for (const place of this.places) {
      if (place.follower.name !== name) continue;
      await this.advance(place, Infinity);
      reached = Math.max(reached, place.at);
    }
    return reached;
  }

  /** Gives everything again to all who may be given it again, as after the loss of all checkpoints. */
  async again(): Promise<void> {
    for (const place of this.places) {
      if (!place.follower.mayRepeat) continue;
      place.at = 0;
      await this.advance(place, Infinity);
    }
  }

  private async behind(): Promise<Place[]> {
    const found: Place[] = [];
    for (const place of this.places)
      if ((await place.follower.log.lastPosition()) > place.at) found.push(place);
    return found;
  }

  private async step(behind: readonly Place[], chance: Chance): Promise<void> {
    const place = behind[Math.floor(chance() * behind.length)];
    if (!place) return;
    const isRepeated = place.follower.mayRepeat && chance() * 10 < REPEATED_OF_TEN;
    const back = isRepeated ? Math.floor(chance() * (Math.min(place.at, MOST_REPEATED) + 1)) : 0;
    place.at -= back;
    await this.advance(place, back + 1 + Math.floor(chance() * 8));
  }

  private async advance(place: Place, most: number): Promise<void> {
    const commits = await everyCommit(place.follower.log, place.at, most);
    const last = commits.at(-1);
    if (!last) return;
    const mine = commits.filter(({ ref }) => place.passes(ref));
    if (mine.length > 0) await place.follower.take(mine);
    place.at = Math.max(place.at, last.position);
  }
}

/** Every commit of a log behind a position, or the first of them. */
export async function everyCommit(log: LogReader, after = 0, most = Infinity): Promise<RecordedCommit[]> {
  const found: RecordedCommit[] = [];
  const maxBatch = most === Infinity ? {} : { maxBatch: most };
  for await (const { commits } of log.read({
    subjects: ['evt.>'],
    after,
    stopWhenCaughtUp: true,
    ...maxBatch,
  })) {
    found.push(...commits);
    if (found.length >= most) return found.slice(0, most);
  }
  return found;
}
