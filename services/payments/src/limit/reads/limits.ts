import type { Limit } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { limitsEvents } from '../domain/limits';

/** What may one person do alone, from when on, beside the first limits? */
export const limitsProjection = projectionFrom(limitsEvents.LimitPublished)<Limit>({
  name: 'limits',
  version: 1,
  keys: ({ data }) => [data.version],
  project: (_document, { data: { version, kind, validFrom, limit } }) => ({
    version,
    kind,
    validFrom,
    limit,
  }),
});
