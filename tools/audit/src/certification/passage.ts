import type { DataOf } from '../events';

/** A run as claims look at it. */
export interface Run {
  readonly runId: string;
  readonly stationId: string;
  readonly lineId: string;
  readonly activity: string;
  readonly completedAt: string;
  readonly lineCleanedAt: string;
  readonly highestDeciCelsius: number | undefined;
  readonly rawLotIds: readonly string[];
}

/** What goods came through: runs, and raw lots of which something was in the tanks that they were drawn of. */
interface Trail {
  readonly runs: Set<string>;
  readonly drawnOfTanks: Set<string>;
}

const emptyTrail = (): Trail => ({ runs: new Set(), drawnOfTanks: new Set() });

/** Follows goods from place to place: what was once in a place may be in all that leaves it later. */
export class Passage {
  readonly runs = new Map<string, Run>();
  private readonly trails = new Map<string, Trail>();

  drawn(
    from: string,
    { into }: { readonly into: DataOf<'LotDrawn'>['into'] },
    of: readonly string[] = [],
  ): void {
    if (into.kind === 'run' || into.kind === 'tank') this.joins(`${into.kind}:${into.id}`, from, of);
  }

  filled(tankId: string, lotId: string): void {
    this.joins(`tank:${tankId}`, `lot:${lotId}`, []);
  }

  completed(data: DataOf<'RunCompleted'>): void {
    const { runId, stationId, lineId, activity, completedAt } = data;
    const rawLotIds = [...new Set(data.inputs.flatMap(({ origins }) => origins.map(({ lotId }) => lotId)))];
    const { lineCleanedAt = '', highestDeciCelsius } = data;
    const run = {
      runId,
      stationId,
      lineId,
      activity,
      completedAt,
      lineCleanedAt,
      highestDeciCelsius,
      rawLotIds,
    };
    this.runs.set(runId, run);
    for (const { lotId } of data.outputs) {
      this.joins(`lot:${lotId}`, `run:${runId}`, []);
      this.trailOf(`lot:${lotId}`).runs.add(runId);
    }
  }

  /** The runs that a lot came through. */
  runsOf(lotId: string): Run[] {
    return [...this.trailOf(`lot:${lotId}`).runs].flatMap((runId) => this.runs.get(runId) ?? []);
  }

  /** Raw lots of which something may have been left where a lot came through: heels, and lines not cleaned since. */
  leftFor(lotId: string): ReadonlySet<string> {
    const left = new Set(this.trailOf(`lot:${lotId}`).drawnOfTanks);
    for (const run of this.runsOf(lotId))
      for (const other of this.runs.values()) {
        if (other.stationId !== run.stationId || other.lineId !== run.lineId) continue;
        if (other.completedAt <= run.lineCleanedAt || other.completedAt >= run.completedAt) continue;
        for (const one of other.rawLotIds) left.add(one);
      }
    return left;
  }

  private joins(into: string, from: string, drawnOfTanks: readonly string[]): void {
    const [trail, more] = [this.trailOf(into), this.trails.get(from)];
    for (const runId of more?.runs ?? []) trail.runs.add(runId);
    for (const lotId of more?.drawnOfTanks ?? []) trail.drawnOfTanks.add(lotId);
    for (const lotId of drawnOfTanks) trail.drawnOfTanks.add(lotId);
  }

  private trailOf(place: string): Trail {
    const known = this.trails.get(place) ?? emptyTrail();
    this.trails.set(place, known);
    return known;
  }
}
