import { conflict, defineAggregate, refuseIf, saysTheSame, type Command } from '@oce/event-sourcing';
import { intakeRuleEvents, type IntakeRulePublished } from './intake-rule.events';

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
    refuseIf(
      !same,
      conflict(
        'intake_rule_published',
        'A rule stands for this day: publish the next one from a later day.',
        'validFrom',
      ),
    );
    return [];
  },

  evolve: (state, event) => ({ rules: [...state.rules, event.data] }),
});
