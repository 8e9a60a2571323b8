import { affiliation, collection } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface StationDocument {
  readonly stationId: string;
  readonly name: string;
  readonly cooperativeId: string;
}

/** Whose is a station that takes goods in? */
export const stationsProjection = projectionFrom(collection.station.StationOpened)<StationDocument>({
  name: 'stations',
  version: 1,
  keys: ({ data }) => [data.stationId],
  project: (_document, { data: { stationId, name, cooperativeId } }) => ({ stationId, name, cooperativeId }),
});

export interface CooperativeDocument {
  readonly cooperativeId: string;
  readonly name: string;
  readonly region: string;
}

/** Which cooperative is it, and of which region? */
export const cooperativesProjection = projectionFrom(
  affiliation.cooperative.CooperativeAffiliated,
)<CooperativeDocument>({
  name: 'cooperatives',
  version: 1,
  keys: ({ data }) => [data.cooperativeId],
  project: (_document, { data: { cooperativeId, name, region } }) => ({ cooperativeId, name, region }),
});
