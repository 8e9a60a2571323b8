import { command, given } from '@oce/testing';
import { intakeRuleAggregate as rules, type IntakeRulePublished } from './domain/intake-rule';

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

describe('the intake rules of a product', () => {
  it('are published, each from its day on', () => {
    given(rules, []).when(command('PublishIntakeRule', rule)).then(published(rule));
    given(rules, [published(rule)])
      .when(command('PublishIntakeRule', dried))
      .then(published(dried));
  });

  it('are not published twice, whatever the order of their members', () => {
    const { productId, ...rest } = dried;
    given(rules, [published(rule), published(dried)])
      .when(command('PublishIntakeRule', { ...rest, productId }))
      .thenNothing();
  });

  it('are never changed', () => {
    given(rules, [published(rule)])
      .when(command('PublishIntakeRule', { ...rule, maxMoisturePpm: 1 }))
      .thenRefused('intake_rule_published');
  });
});
