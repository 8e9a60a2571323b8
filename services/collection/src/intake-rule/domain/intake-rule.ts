import { addDays } from '@oce/quantities';
import { OCE, type MoistureMethod } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';

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

/** What is known of the outside when a rule is published. */
export interface IntakeRuleFacts {
  /** The last day on which the product was weighed; undefined where it never was. */
  readonly lastWeighedOn: string | undefined;
}
export type PublishIntakeRule = Command<'PublishIntakeRule', IntakeRulePublished['data']> & {
  readonly facts: IntakeRuleFacts;
};

export interface IntakeRuleState {
  readonly rules: readonly IntakeRulePublished['data'][];
}

/**
 * The intake rules of one product, each from its day on; a published rule is never changed, and none is backdated over
 * deliveries that have one.
 */
export const intakeRuleAggregate = defineAggregate<
  IntakeRuleState,
  PublishIntakeRule,
  typeof intakeRuleEvents
>(intakeRuleEvents, {
  initial: { rules: [] },

  decide({ data, facts }, { rules }) {
    const known = rules.find((rule) => rule.validFrom === data.validFrom);
    if (known === undefined) {
      refuseBackdated(data, facts, rules);
      return [intakeRuleEvents.IntakeRulePublished(data)];
    }
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

/** Terms are frozen by the day of the weighing: refuses `intake_rule_backdated`. What had no rule may get one. */
function refuseBackdated(
  { validFrom }: IntakeRulePublished['data'],
  { lastWeighedOn }: IntakeRuleFacts,
  rules: IntakeRuleState['rules'],
): void {
  if (lastWeighedOn === undefined || lastWeighedOn < validFrom) return;
  const inForce = rules.filter((rule) => rule.validFrom < validFrom).at(-1);
  if (inForce === undefined) return;
  const message = `Deliveries were weighed up to ${lastWeighedOn} under the rule of ${inForce.validFrom}, which stands for them. Publish this from ${addDays(lastWeighedOn, 1)} on.`;
  throw conflict('intake_rule_backdated', message, 'validFrom');
}
