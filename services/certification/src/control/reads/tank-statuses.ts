import { conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { controlEvents } from '../domain/control.events';

/** What is in a tank now: controlled as it is, or held again since it was filled. */
export interface TankStatusDocument {
  readonly tankId: string;
  readonly status: 'held' | 'conform' | 'rejected';
  readonly grade: string | null;
  readonly controlId: string | null;
  readonly market: string | null;
  readonly filledAt: string;
}

/** Was what is in a tank controlled as it is now? A sample belongs to a tank as it was then (chain.md 4). */
export const tankStatusesProjection = projectionFrom(
  conditioning.tank.TankFilled,
  controlEvents.VerdictSigned,
)<TankStatusDocument>({
  name: 'tank_statuses',
  version: 1,
  indexes: [{ fields: { status: 1, _id: 1 } }],
  keys(event) {
    if (event.type === 'TankFilled') return [event.data.tankId];
    return event.data.holder.kind === 'tank' ? [event.data.holder.id] : [];
  },
  project(document, event, { at }) {
    if (event.type === 'TankFilled') {
      const none = { grade: null, controlId: null, market: null };
      return { tankId: event.data.tankId, status: 'held', ...none, filledAt: at };
    }
    const { verdict: status, grade, controlId, market, sampledAt } = event.data;
    // Filled since: what was sampled is not what is in it.
    if (!document || sampledAt < document.filledAt) return document;
    return { ...document, status, grade, controlId, market };
  },
});
