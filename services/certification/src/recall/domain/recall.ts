import { OCE } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';

/** What a recall begins with. */
export interface RecallSource {
  readonly kind: 'lot' | 'tank' | 'unit';
  readonly id: string;
}

export const recallEvents = defineEvents(
  { stream: OCE, context: 'certification', aggregate: 'recall', id: 'recallId' },
  {
    /** `lotIds`: what it begins with and all that is made of it, as far as the log was written then. */
    RecallOpened: event<{
      recallId: string;
      source: RecallSource;
      reason: string;
      lotIds: readonly string[];
      openedBy: string;
      openedAt: string;
    }>(),
  },
);
export type RecallOpened = EventOf<typeof recallEvents.RecallOpened>;
export type OpenRecall = Command<'OpenRecall', Omit<RecallOpened['data'], 'lotIds' | 'openedBy'>> & {
  /** What is downstream, itself among it. */
  readonly facts: { readonly lotIds: readonly string[] };
};
export interface RecallState {
  readonly opened: RecallOpened['data'] | null;
}

/** A recall names everything downstream (chain.md 11). Refuses `recall_id_taken` and `nothing_to_recall`. */
export const recallAggregate = defineAggregate<RecallState, OpenRecall, typeof recallEvents>(recallEvents, {
  initial: { opened: null },
  decide({ data, facts: { lotIds }, meta }, { opened }) {
    if (opened !== null) {
      const { lotIds: _lots, openedBy: _by, ...told } = opened;
      if (saysTheSame(told, data)) return [];
      throw conflict('recall_id_taken', 'Another recall has this id: choose another.', 'recallId');
    }
    if (lotIds.length === 0)
      throw conflict(
        'nothing_to_recall',
        `Nothing is known of the ${data.source.kind} ${data.source.id}.`,
        'id',
      );
    return [recallEvents.RecallOpened({ ...data, lotIds, openedBy: meta.actor })];
  },
  evolve: (_state, { data }) => ({ opened: data }),
});
