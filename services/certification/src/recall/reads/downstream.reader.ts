import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import { lotOriginsProjection, type LotOriginsDocument } from '../../claims/reads/goods';
import { downstreamOf, lotsAmong, upstreamOf, type Edge } from '../domain/downstream';
import type { RecallSource } from '../domain/recall';
import { edgesProjection } from './edges';

/** Reads what became of goods, as far as the log is written. */
@Injectable()
export class DownstreamReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(edgesProjection) private readonly edges: ProjectionView<Edge>,
    @InjectProjection(lotOriginsProjection) private readonly origins: ProjectionView<LotOriginsDocument>,
  ) {}

  /**
   * The lots that goods of a source are in, itself among them where it is a lot; of a unit, the lots that are in it. None of
   * what nobody has heard of.
   *
   * @param upTo as far as this position at the least; as the log is written now where it is not said
   */
  async lotsOf({ kind, id }: RecallSource, upTo?: number): Promise<string[]> {
    const position = upTo ?? (await this.log.lastPosition());
    const view = await this.edges.at(position);
    const from = (places: readonly string[]) => view.all({ from: { $in: [...places] } });
    const start = `${kind}:${id}`;
    const sources = kind === 'unit' ? placesOfLots(await downstreamOf([start], from)) : [start];
    // What is beside it in a unit is not made of it.
    const made = async (places: readonly string[]) =>
      (await from(places)).filter(({ into }) => !into.startsWith('unit:'));
    const raw = kind === 'tank' ? [] : await this.rawLotsOf(lotsAmong(sources), position);
    if (kind === 'lot' && raw.length === 0 && (await made([start])).length === 0) return [];
    const found = await downstreamOf(sources, made, raw.length === 0 ? null : new Set(raw));
    return lotsAmong(found).sort();
  }

  /**
   * All places that goods in a place came from, over any depth: `lot:X`, `tank:T`, `run:R`. What came to a place after the
   * goods had left it is not among them.
   */
  async upstreamOf(place: string, position: number): Promise<ReadonlySet<string>> {
    const view = await this.edges.at(position);
    return upstreamOf(place, (places) => view.all({ into: { $in: [...places] } }));
  }

  /** Raw lots of which something was in tanks when goods were drawn of them into some places, heels too. */
  async drawnOfTanks(places: readonly string[], position: number): Promise<string[]> {
    const view = await this.edges.at(position);
    const edges = await view.all({ into: { $in: [...places] }, rawLotIds: { $ne: null } });
    return [...new Set(edges.flatMap(({ rawLotIds }) => rawLotIds ?? []))];
  }

  private async rawLotsOf(lotIds: readonly string[], position: number): Promise<string[]> {
    const view = await this.origins.at(position);
    const found = await view.all({ lotId: { $in: [...lotIds] } });
    // Of one that is not known all counts that its goods may have come to.
    if (found.length < lotIds.length) return [];
    return found.flatMap(({ origins }) => origins.map(({ lotId }) => lotId));
  }
}

const placesOfLots = (places: ReadonlySet<string>): string[] =>
  [...places].filter((place) => place.startsWith('lot:'));
