import { affiliation } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { accountAggregate } from '../domain/account';

/** Whoever leaves is settled in full from the day of it on, so that the account knows that day. */
export const whenProducerLeftThenNoteDeparture = policyOn(affiliation.producer.ProducerLeft)({
  name: 'note-departure',
  react({ data: { producerCode, leftOn } }) {
    return [sendTo(accountAggregate, producerCode, 'NoteDeparture', { producerCode, leftOn })];
  },
});
