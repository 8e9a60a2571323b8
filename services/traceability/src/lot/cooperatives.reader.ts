import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView, type LogPosition } from '@oce/service-kit';
import type { LotDocument } from './reads/lots';
import {
  cooperativesProjection,
  stationsProjection,
  type CooperativeDocument,
  type StationDocument,
} from './reads/places';

/** A cooperative with the raw lots that were closed at its stations. */
export interface CooperativeWithLots extends CooperativeDocument {
  readonly rawLotIds: readonly string[];
}

/** Reads whose goods raw lots are: cooperatives, never persons. */
@Injectable()
export class CooperativesReader {
  constructor(
    @InjectProjection(stationsProjection) private readonly stations: ProjectionView<StationDocument>,
    @InjectProjection(cooperativesProjection)
    private readonly cooperatives: ProjectionView<CooperativeDocument>,
  ) {}

  async at(position: LogPosition): Promise<this> {
    await Promise.all([this.stations.at(position), this.cooperatives.at(position)]);
    return this;
  }

  /** The cooperatives of raw lots, in the order of their ids. */
  async of(rawLots: readonly LotDocument[]): Promise<CooperativeWithLots[]> {
    const stationIds = [...new Set(rawLots.flatMap(({ stationId }) => stationId ?? []))];
    const stations = await this.stations.all({ _id: { $in: stationIds } });
    const ownerOf = new Map(stations.map(({ stationId, cooperativeId }) => [stationId, cooperativeId]));
    const lotsOf = new Map<string, string[]>();
    for (const { lotId, stationId } of rawLots) {
      const cooperativeId = ownerOf.get(stationId ?? '');
      if (cooperativeId !== undefined)
        lotsOf.set(cooperativeId, [...(lotsOf.get(cooperativeId) ?? []), lotId]);
    }
    const known = await this.cooperatives.all({ _id: { $in: [...lotsOf.keys()] } });
    const named = new Map(known.map((one) => [one.cooperativeId, one]));
    return [...lotsOf].sort(byKey).map(([cooperativeId, rawLotIds]) => {
      const { name, region } = named.get(cooperativeId) ?? { name: cooperativeId, region: '' };
      return { cooperativeId, name, region, rawLotIds: rawLotIds.sort() };
    });
  }
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
