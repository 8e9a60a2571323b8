import { projectionFrom } from '@oce/projections';
import { recallEvents, type RecallOpened } from '../domain/recall';

export type RecallDocument = RecallOpened['data'];

/** What was recalled, and why? */
export const recallsProjection = projectionFrom(recallEvents)<RecallDocument>({
  name: 'recalls',
  version: 2,
  indexes: [{ fields: { lotIds: 1 } }, { fields: { 'source.id': 1 } }],
  keys: (event) => [event.data.recallId],
  project(_document, { data: { recallId, source, reason, lotIds, openedBy, openedAt } }) {
    const { kind, id } = source;
    return { recallId, source: { kind, id }, reason, lotIds: [...lotIds], openedBy, openedAt };
  },
});
