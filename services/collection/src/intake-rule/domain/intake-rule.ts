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
import type { MoistureMethod } from '../../delivery/domain/reductions';

export const intakeRuleEvents = defineEvents(
  { stream: OCE, context: 'collection', aggregate: 'intake-rule', id: 'productId' },
  {
    /** What a product may have in it, from a day on. */
    IntakeRulePublished: event<{
      productId: string;
      validFrom: string;
      impuritiesTolerancePpm: number;
      maxImpuritiesPpm: number;
      maxMoisturePpm: number;
      /** How water above the base is taken off; absent where moisture only refuses. */
      moisture?: { basePpm: number; method: MoistureMethod };
    }>(),
  },
);
export type IntakeRulePublished = EventOf<typeof intakeRuleEvents.IntakeRulePublished>;

export type PublishIntakeRule = Command<'PublishIntakeRule', IntakeRulePublished['data']>;

export interface IntakeRuleState {
  readonly rules: readonly IntakeRulePublished['data'][];
}

/** The intake rules of one product, each from its day on; a published rule is never changed. */
export const intakeRuleAggregate = defineAggregate<
  IntakeRuleState,
  PublishIntakeRule,
  typeof intakeRuleEvents
>(intakeRuleEvents, {
  initial: { rules: [] },

  decide({ data }, { rules }) {
    const known = rules.find((rule) => rule.validFrom === data.validFrom);
    if (known === undefined) return [intakeRuleEvents.IntakeRulePublished(data)];
    const same = saysTheSame(known, data);
    if (!same)
      throw conflict(
        'intake_rule_published',
        'A rule stands for this day: publish the next one from a later day.',
        'validFrom',
      );
    return [];
  },

  evolve: (state, event) => ({ rules: [...state.rules, event.data] }),
});
