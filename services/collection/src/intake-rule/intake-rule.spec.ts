import { command, given } from '@oce/testing';
import {
  intakeRuleAggregate as rules,
  type IntakeRulePublished,
  type PublishIntakeRule,
} from './domain/intake-rule';

const rule: IntakeRulePublished['data'] = {
  productId: 'OLIVE',
  validFrom: '2026-09-01',
  impuritiesTolerancePpm: 10_000,
  maxImpuritiesPpm: 100_000,
  maxMoisturePpm: 600_000,
};
const dried: IntakeRulePublished['data'] = {
  ...rule,
  validFrom: '2026-10-01',
  moisture: { basePpm: 260_000, method: { kind: 'pencil_shrink', shrinkPpmPerPoint: 14_000 } },
};
const published = (data: IntakeRulePublished['data']): IntakeRulePublished => ({
  type: 'IntakeRulePublished',
  v: 1,
  data,
});

const publish = (data: IntakeRulePublished['data'], lastWeighedOn?: string): PublishIntakeRule => ({
  ...command('PublishIntakeRule', data),
  facts: { lastWeighedOn },
});

describe('the intake rules of a product', () => {
  it('are published, each from its day on', () => {
    given(rules, []).when(publish(rule)).then(published(rule));
    given(rules, [published(rule)])
      .when(publish(dried))
      .then(published(dried));
  });

  it('are not published twice, whatever the order of their members', () => {
    const { productId, ...rest } = dried;
    given(rules, [published(rule), published(dried)])
      .when(publish({ ...rest, productId }))
      .thenNothing();
  });

  it('are never changed', () => {
    given(rules, [published(rule)])
      .when(publish({ ...rule, maxMoisturePpm: 1 }))
      .thenRefused('intake_rule_published');
  });

  it('are not backdated over deliveries: from the day after the last weighing on one is taken', () => {
    const after = (lastWeighedOn: string, ...past: IntakeRulePublished[]) =>
      given(rules, past).when(publish(dried, lastWeighedOn));
    after('2026-10-01', published(rule)).thenRefused('intake_rule_backdated');
    after('2026-11-08', published(rule)).thenRefused('intake_rule_backdated');
    expect(after('2026-09-30', published(rule)).events()).toHaveLength(1);
    // What had no rule may get one.
    expect(after('2026-10-01').events()).toHaveLength(1);
    given(rules, [published(rule), published(dried)])
      .when(publish(dried, '2026-11-08'))
      .thenNothing();
  });
});
