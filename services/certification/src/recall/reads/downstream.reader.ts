import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import { downstreamOf, lotsAmong, type Edge } from '../domain/downstream';
import type { RecallSource } from '../domain/recall';
import { edgesProjection } from './edges';

/** Reads what became of goods, as far as the log is written now. */
@Injectable()
export class DownstreamReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(edgesProjection) private readonly edges: ProjectionView<Edge>,
  ) {}

  /** The lots that goods of a source are in, itself among them where it is a lot; of a unit, the lots that are in it. */
  async lotsOf({ kind, id }: RecallSource): Promise<string[]> {
    const view = await this.edges.at(await this.log.lastPosition());
    const from = (places: readonly string[]) => view.all({ from: { $in: [...places] } });
    const sources =
      kind === 'unit' ? placesOfLots(await downstreamOf([`unit:${id}`], from)) : [`${kind}:${id}`];
    // What is beside it in a unit is not made of it.
    const made = async (places: readonly string[]) =>
      (await from(places)).filter(({ into }) => !into.startsWith('unit:'));
    return lotsAmong(await downstreamOf(sources, made)).sort();
  }

  /** The places that goods came from straight into some places: `lot:X`, `tank:T`. */
  async sourcesOf(places: readonly string[], position: number): Promise<readonly Edge[]> {
    const view = await this.edges.at(position);
    return view.all({ into: { $in: [...places] } });
  }
}

const placesOfLots = (places: ReadonlySet<string>): string[] =>
  [...places].filter((place) => place.startsWith('lot:'));
