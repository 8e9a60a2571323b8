import { payments } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { producerAggregate } from '../domain/producer';

/** The account of a person who asked to be forgotten is settled and takes no more: they are forgotten now. */
export const whenAccountClosedThenErasePerson = policyOn(payments.erasure.AccountClosed)({
  name: 'carry-out-erasure',
  react({ data: { producerCode: personId } }) {
    return [sendTo(producerAggregate, personId, 'CarryOutErasure', { personId })];
  },
});
