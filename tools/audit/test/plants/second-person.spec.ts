import { findingsOf, type Planter } from '../season/planter';
import { describePlants } from '../season/plants';

const asked = (askedBy = 'clerk', amount = 20_000_000) => ({
  producerCode: 'P1',
  proposalId: 'credit-CR-BIG',
  kind: 'credit',
  amount,
  limit: 10_000_000,
  askedBy,
  command: { type: 'GrantInputCredit', data: {} },
});

/** A credit above its limit, asked for by one and confirmed by another in the commit that grants it; answers where. */
function bigCredit(log: Planter, amountCentimes = 20_000_000, confirmedBy = 'approver'): number {
  log.add('InputCreditGranted', 0, 'SecondPersonAsked', asked());
  const persons = { producerCode: 'P1', proposalId: 'credit-CR-BIG', askedBy: 'clerk', confirmedBy };
  const position = log.add('InputCreditGranted', 0, 'ProposalConfirmed', persons);
  const commit = log.commit('ProposalConfirmed');
  commit.actor = confirmedBy;
  const data = { ...log.data('InputCreditGranted'), creditId: 'CR-BIG', amountCentimes, limit: 10_000_000 };
  commit.events.push({ type: 'InputCreditGranted', v: 1, data });
  return position;
}

it('a credit above its limit that two persons granted is as it should be', () => {
  const { found } = findingsOf((log) => bigCredit(log));
  expect(found.filter((rule) => rule.startsWith('second-person/'))).toEqual([]);
});

const heavy = (deliveryId: string) => ({
  deliveryId,
  proposalId: `weight-${deliveryId}`,
  kind: 'weight',
  amount: 61_000_000,
  limit: 60_000_000,
  askedBy: 'clerk',
  command: { type: 'WeighInDelivery', data: {} },
});

/** Weights are asked about from the season's beginning on. */
const beginWeights = (log: Planter) =>
  log.addAt(0, 'DeliveryWeighedIn', 0, 'SecondPersonAsked', heavy('NONE'));

const limit = (validFrom: string, amount: number) => ({
  limitsId: 'office',
  version: 'L-1',
  kind: 'credit',
  validFrom,
  limit: amount,
});

describePlants('what needs a second person', [
  [
    'second-person/one-person',
    'a credit above its limit by one person',
    (log) =>
      log.edit('InputCreditGranted', 0, (data) => {
        data.limit = 10_000_000;
        data.amountCentimes = 10_000_001;
      }),
  ],
  [
    'second-person/one-person',
    'a charge above its limit by one person',
    (log) =>
      log.edit('ChargePosted', 0, (data) => {
        data.limit = 500_000_000;
        data.amountCentimes = 500_000_001;
      }),
  ],
  [
    'second-person/one-person',
    'milling above its limit by one person',
    (log) =>
      log.edit('PoolOpened', 0, (data) => {
        data.limit = 1_000;
        data.terms.milling.perKgCentimes = 1_001;
      }),
  ],
  [
    'second-person/one-person',
    'a price above its limit by one person',
    (log) =>
      log.edit('PriceSchedulePublished', 0, (data) => {
        data.limit = 200_000;
        data.grades.forEach((grade) => (grade.pricePerKgCentimes = 200_001));
      }),
  ],
  [
    'second-person/limit',
    'a limit that was never published',
    (log) => log.edit('InputCreditGranted', 0, (data) => (data.limit = 99_000_000)),
  ],
  [
    'second-person/limit',
    'a premium under the limit of credits',
    (log) => log.edit('PremiumDeclared', 0, (data) => (data.limit = 10_000_000)),
  ],
  [
    'second-person/limit',
    'a dispute under no limit of its kind',
    (log) => log.edit('DisputeResolved', 0, (data) => (data.limit = 1)),
  ],
  [
    'second-person/limit-missing',
    'a credit that says no limit, after others did',
    (log) => bigCredit(log) && log.again('InputCreditGranted', 0),
  ],
  [
    'second-person/one-person',
    'a proposal confirmed by who made it',
    (log) => bigCredit(log, 20_000_000, 'clerk'),
  ],
  ['second-person/asked', 'another amount than was asked for', (log) => bigCredit(log, 30_000_000)],
  [
    'second-person/asked',
    'something that waits below its limit',
    (log) => log.add('InputCreditGranted', 0, 'SecondPersonAsked', asked('clerk', 1)),
  ],
  [
    'second-person/asker',
    'asked for in the name of another',
    (log) => log.add('InputCreditGranted', 0, 'SecondPersonAsked', asked('somebody')),
  ],
  [
    'second-person/confirmer',
    'rejected in the name of another',
    (log) => {
      log.add('InputCreditGranted', 0, 'SecondPersonAsked', asked());
      const persons = { producerCode: 'P1', proposalId: 'credit-CR-BIG', askedBy: 'clerk' };
      return log.add('InputCreditGranted', 0, 'ProposalRejected', {
        ...persons,
        reason: 'no',
        rejectedBy: 'somebody',
      });
    },
  ],
  [
    'second-person/no-effect',
    'confirmed, and nothing done',
    (log) => {
      const position = bigCredit(log);
      log.commit('ProposalConfirmed').events.pop();
      return position;
    },
  ],
  [
    'second-person/unknown',
    'confirmed, and never asked for',
    (log) => {
      const position = bigCredit(log);
      return log.drop('SecondPersonAsked', 0, 'ProposalConfirmed') && position - 1;
    },
  ],
  [
    'second-person/weight',
    'a weight above its limit that nobody was asked about',
    (log) => {
      beginWeights(log);
      return log.edit('DeliveryWeighedIn', 0, (data) => (data.grossGrams = 61_000_000));
    },
  ],
  [
    'second-person/weight',
    'a weight corrected above its limit by one person',
    (log) => {
      beginWeights(log);
      const nth = [0, 1, 2].find((at) => log.data('DeliveryReversed', at).replacement) ?? 0;
      return log.edit('DeliveryReversed', nth, ({ replacement }) => {
        if (replacement) replacement.grossGrams = 61_000_000;
      });
    },
  ],
  [
    'second-person/graded',
    'a delivery graded while its weight waits',
    (log) => {
      const { deliveryId } = log.data('DeliveryGraded');
      log.addAt(log.where('DeliveryGraded') - 1, 'DeliveryGraded', 0, 'SecondPersonAsked', heavy(deliveryId));
      return log.where('DeliveryGraded');
    },
  ],
  [
    'second-person/one-person',
    'a sale above its limit by one person',
    (log) =>
      log.edit('SaleContractSigned', 0, (data) => {
        data.limit = 200_000;
        data.prices.forEach((price) => (price.unitPriceMinor = 200_001));
      }),
  ],
  [
    'second-person/raised',
    'a limit raised by one person',
    (log) => log.add('InputCreditGranted', 0, 'LimitPublished', limit('2027-01-01', 10_000_001)),
  ],
  [
    'second-person/limit-day',
    'a limit published for yesterday',
    (log) => log.add('InputCreditGranted', 0, 'LimitPublished', limit('2026-09-30', 1)),
  ],
]);
