import type { RecordedCommit } from '@oce/event-sourcing';
import type { LogSubscription } from '@oce/event-store';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Checkpoints } from './checkpoints';
import { unionOfFilters } from './filters';
import { firstBuild, isFirstBuild } from './first-build';
import { Held } from './held';
import type { HostOptions, ProjectionStatus } from './host-options';
import { keepTrying, pause } from './keep-trying';
import { LiveProjection } from './live-projection';
import { NotThereYet } from './position-gate';
import type { Projection } from './projection';
import { rebuild, type RebuildProgress } from './rebuild';
import { CannotFollow, NO_SKIPS, tellSafely, type Stop } from './stopped';

const FIRST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 5_000;
const WATCH_MS = 1_000;
const LOOK_AGAIN_MS = 500;
/** How long a reader waits before it asks the log whether there is anything to wait for. */
const GRACE_MS = 25;

/** From so many commits a batch on there is a stream of them: the next ones are let gather, for each write has its price. */
const STREAM_FROM = 12;
const GATHER_MS = 15;

/** Runs a context's projections: one reading of the log for all, each with its own checkpoint. */
export class ProjectionHost {
  private readonly live = new Map<string, LiveProjection>();
  private readonly rebuilding = new Set<string>();
  private readonly rebuildStops = new Map<string, Stop>();
  private readonly held = new Map<string, Held>();
  private readonly stopping = new AbortController();
  private subscription: LogSubscription | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private pending = 0;
  private isBusy = false;
  private watch: NodeJS.Timeout | undefined;
  private tellBuilt: () => void = () => undefined;

  /** Resolves once the first documents of a long log are there; soon after `start()` where there are none to be made. */
  readonly firstBuilt = new Promise<void>((resolve) => (this.tellBuilt = resolve));

  private readonly projections: Projection[];

  constructor(private readonly options: HostOptions) {
    this.projections = [...(options.projections ?? [])];
  }

  /** Adds a projection; only before `start()`. */
  add(projection: Projection): void {
    if (this.live.size > 0) throw new Error(`${projection.name} comes too late: the host has started`);
    this.projections.push(projection);
  }

  /** Whether it runs a projection of this name. */
  has(name: string): boolean {
    return this.projections.some((one) => one.name === name);
  }

  /** Opens the checkpoints and begins to follow the log. */
  async start(): Promise<void> {
    const checkpoints = new Checkpoints(this.options.db);
    for (const projection of this.projections) {
      const { db, skips = NO_SKIPS } = this.options;
      this.live.set(projection.name, await LiveProjection.open(projection, db, checkpoints, skips));
    }
    const all = [...this.live.values()];
    const outdated = all.filter((live) => live.isOutdated).map((live) => live.projection.name);
    const rebuilds = outdated.map((name) =>
      this.insist(name, () => this.rebuildOutdated(name), this.heldRebuild(name)),
    );
    this.running = Promise.all([this.buildAndFollow(all), ...rebuilds]);
    this.watch = setInterval(() => this.followSwitches(all), WATCH_MS).unref();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.watch);
    await this.running;
    for (const live of this.live.values())
      await live.save().catch((error) => this.report(live.projection.name, error));
  }

  /** Filters of everything that is read here. */
  get subjects(): string[] {
    return this.projections.flatMap(({ source }) => [...source.subjects]);
  }

  /** The projection at work; throws for a name that is not here. @throws NotThereYet before `start()` has come to it */
  get(name: string): LiveProjection {
    const found = this.live.get(name);
    if (!found && this.projections.some((one) => one.name === name)) throw new NotThereYet(name, 0, 1);
    if (!found) throw new Error(`no projection ${name} here; there are ${[...this.live.keys()].join(', ')}`);
    return found;
  }

  status(): ProjectionStatus[] {
    return [...this.live.values()].map(({ projection: { name }, checkpoint, gate, stopped }) => {
      const held = this.heldOf(name).reason === undefined ? this.heldRebuild(name) : this.heldOf(name);
      return {
        name,
        collection: checkpoint.collection,
        position: gate.position,
        pending: this.pending,
        rebuilding: this.rebuilding.has(name),
        stopped: stopped ?? null,
        rebuildStopped: this.rebuildStops.get(name) ?? null,
        heldBy: held.reason ?? null,
        heldForMs: held.forMs,
      };
    });
  }

  private heldOf(name: string): Held {
    let held = this.held.get(name);
    if (!held) this.held.set(name, (held = new Held()));
    return held;
  }

  private heldRebuild(name: string): Held {
    return this.heldOf(`the rebuild of ${name}`);
  }

  /** Waits until a projection holds everything up to a position. @throws NotThereYet when it does not within the time */
  async waitFor(name: string, position: number, timeoutMs = 5_000): Promise<void> {
    const live = this.get(name);
    const { gate } = live;
    const deadline = performance.now() + timeoutMs;
    let patience = GRACE_MS;
    while (!(await gate.wait(position, Math.min(patience, Math.max(1, deadline - performance.now()))))) {
      if (live.stopped || performance.now() >= deadline)
        throw new NotThereYet(name, gate.position, position, live.stopped);
      // The position may be of a commit that this context does not follow: then there is nothing to wait for. Beyond
      // the log's end there is nothing to vouch for: what is still to come must not count as seen.
      await beforeDeadline(deadline, this.vouch(live, position));
      patience = Math.min(patience * 2, 500);
    }
  }

  private async vouch(live: LiveProjection, position: number): Promise<void> {
    const end = await this.options.log.lastPosition().catch(() => 0);
    if (await this.isCaughtUp(live)) live.gate.advance(Math.min(position, end));
  }

  /** Builds the next collection from the whole log while the present one serves, then switches. */
  async rebuild(name: string, onProgress?: (progress: RebuildProgress) => void): Promise<RebuildProgress> {
    const live = this.get(name);
    if (this.rebuilding.has(name)) throw new Error(`${name} is being rebuilt already`);
    this.rebuilding.add(name);
    try {
      const { log } = this.options;
      const { signal } = this.stopping;
      const tell = onProgress && ((one: RebuildProgress) => tellSafely(() => onProgress(one)));
      const progress = await rebuild(live, { log, signal, onProgress: tell });
      this.rebuildStops.delete(name);
      return progress;
    } catch (error) {
      if (error instanceof CannotFollow) this.rebuildStops.set(name, error.stop);
      throw error;
    } finally {
      this.rebuilding.delete(name);
    }
  }

  /** The rebuild that the present code needs: where it cannot pass, it begins again once an operator has decided. */
  private async rebuildOutdated(name: string): Promise<void> {
    const live = this.get(name);
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.rebuild(name);
        return;
      } catch (error) {
        if (!(error instanceof CannotFollow)) throw error;
        const was = live.stopped;
        live.stopAt(error.stop);
        this.tellStop(live, was);
        while (!signal.aborted && !live.isSkipped(error.position)) await pause(LOOK_AGAIN_MS, signal);
      }
    }
  }

  private async isCaughtUp(live: LiveProjection): Promise<boolean> {
    if (live.isOutdated || live.stopped || !(await this.subscription?.isCaughtUp().catch(() => false)))
      return false;
    // What was handed out may still be on its way into the documents, or wait for a database that is away.
    await nextTurn();
    await live.exclusive(() => Promise.resolve());
    await nextTurn();
    return !this.isBusy;
  }

  /** The first read models of a long log are built out of one reading of it, and followed from there. */
  private async buildAndFollow(all: readonly LiveProjection[]): Promise<void> {
    const { log } = this.options;
    const { signal } = this.stopping;
    if (await isFirstBuild(all, this.options)) {
      const names = all.map((live) => live.projection.name);
      for (const name of names) this.rebuilding.add(name);
      const failed = (error: unknown) => names.forEach((name) => this.report(name, error));
      const build = () => firstBuild(all, { log, signal });
      await keepTrying(build, { signal, pauseMs: FIRST_BACKOFF_MS, longestMs: LONGEST_BACKOFF_MS, failed });
      for (const name of names) this.rebuilding.delete(name);
    }
    this.tellBuilt();
    await this.follow(all);
  }

  /** A reading that ends by a failure is begun again behind what has been folded. */
  private async follow(all: readonly LiveProjection[]): Promise<void> {
    if (all.length === 0) return;
    const { signal } = this.stopping;
    const failed = (error: unknown) => all.forEach((live) => this.report(live.projection.name, error));
    await keepTrying(() => this.followOnce(all), { signal, pauseMs: LOOK_AGAIN_MS, failed });
  }

  private async followOnce(all: readonly LiveProjection[]): Promise<void> {
    this.isBusy = false;
    const subjects = unionOfFilters(all.flatMap((live) => live.projection.source.subjects));
    const after = Math.min(...all.map((live) => live.gate.position));
    this.subscription = this.options.log.read({ subjects, after, signal: this.stopping.signal });
    for await (const batch of this.subscription) {
      this.isBusy = true;
      await this.options.giveWay?.();
      this.pending = batch.pending;
      await Promise.all(
        all.map((live) => this.insist(live.projection.name, () => this.apply(live, batch.commits))),
      );
      this.isBusy = false;
      const isStream = batch.commits.length >= STREAM_FROM && batch.pending === 0;
      if (isStream) await pause(GATHER_MS, this.stopping.signal);
    }
  }

  private async apply(live: LiveProjection, commits: readonly RecordedCommit[]): Promise<void> {
    const was = live.stopped;
    await live.apply(commits);
    this.tellStop(live, was);
  }

  private tellStop(live: LiveProjection, was: Stop | undefined): void {
    const { stopped, projection } = live;
    if (!stopped || stopped === was) return;
    tellSafely(
      () => this.options.onStop?.(projection.name, stopped),
      (error) => this.report(projection.name, error),
    );
  }

  /** Another process may have rebuilt a projection and switched it, even where nothing comes in. */
  private followSwitches(all: readonly LiveProjection[]): void {
    const { log } = this.options;
    for (const live of all) {
      const was = live.stopped;
      live
        .followSwitch(log)
        .then(() => live.resume(log))
        .then(() => this.tellStop(live, was))
        .catch((error) => this.report(live.projection.name, error));
    }
  }

  /** Tries until it works: a database that is away holds the projection, and loses nothing. */
  private async insist(name: string, work: () => Promise<void>, held = this.heldOf(name)): Promise<void> {
    const { signal } = this.stopping;
    const failed = (error: unknown) => {
      held.failed(error);
      this.report(name, error);
    };
    const whole = () => work().then(() => held.worked());
    await keepTrying(whole, { signal, pauseMs: FIRST_BACKOFF_MS, longestMs: LONGEST_BACKOFF_MS, failed });
  }

  private report(name: string, error: unknown): void {
    tellSafely(() => this.options.onError?.(name, error));
  }
}

/** Waits for work until a time, and not longer: a database that is silent would hold it. */
async function beforeDeadline(deadline: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, deadline - performance.now()));
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
