import { conflict, refuseIf, saysTheSame, type Command, type Decider } from '@oce/event-sourcing';
import type { IntakeRuleEvent, IntakeRulePublished } from './intake-rule.events';

export type PublishIntakeRule = Command<'PublishIntakeRule', IntakeRulePublished['data']>;

export interface IntakeRuleState {
  readonly rules: readonly IntakeRulePublished['data'][];
}

/** The intake rules of one product, each from its day on; a published rule is never changed. */
export const intakeRuleDecider: Decider<IntakeRuleState, PublishIntakeRule, IntakeRuleEvent> = {
  context: 'collection',
  aggregate: 'intake-rule',
  initial: { rules: [] },

  decide({ data }, { rules }) {
    const known = rules.find((rule) => rule.validFrom === data.validFrom);
    if (known === undefined) return [{ type: 'IntakeRulePublished', v: 1, data }];
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
};
