import { OCE } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  invalid,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import { inForceOn } from '@oce/quantities';
import type { DocumentRule } from './rules';

export const checklistEvents = defineEvents(
  { stream: OCE, context: 'transport', aggregate: 'checklist', id: 'checklistId' },
  {
    ChecklistPublished: event<{
      checklistId: string;
      validFrom: string;
      rules: readonly DocumentRule[];
    }>(),
  },
);
export type ChecklistPublished = EventOf<typeof checklistEvents.ChecklistPublished>;
export type PublishChecklist = Command<'PublishChecklist', ChecklistPublished['data']>;

/** The office has one checklist. */
export const CHECKLIST_ID = 'office';

export interface ChecklistState {
  readonly versions: readonly ChecklistPublished['data'][];
}

/** Which documents go with goods, in dated versions. Refuses `checklist_published` and `rule_twice`. */
export const checklistAggregate = defineAggregate<ChecklistState, PublishChecklist, typeof checklistEvents>(
  checklistEvents,
  {
    initial: { versions: [] },
    decide({ data }, { versions }) {
      const known = versions.find(({ validFrom }) => validFrom === data.validFrom);
      if (known !== undefined) {
        if (saysTheSame(known, data)) return [];
        throw conflict(
          'checklist_published',
          'A checklist stands for this day: publish the next from a later one.',
          'validFrom',
        );
      }
      if (new Set(data.rules.map(({ ruleId }) => ruleId)).size !== data.rules.length)
        throw invalid('rule_twice', 'Two rules have one id.', 'rules');
      return [checklistEvents.ChecklistPublished(data)];
    },
    evolve: ({ versions }, { data }) => ({ versions: [...versions, data] }),
  },
);

/** The rules of a day; none where no checklist is in force. */
export const rulesOn = ({ versions }: ChecklistState, day: string): readonly DocumentRule[] =>
  inForceOn(versions, day)?.rules ?? [];
