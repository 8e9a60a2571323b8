import { policyOn, sendTo } from '@oce/policies';
import { reservationAggregate, ribReservationId } from '../../reservation/domain/reservation';
import { bankDetailsEvents } from '../domain/bank-details.events';

/**
 * An account that was refused, or replaced by another, may be somebody else's. Followed at once before the account is
 * reserved again: this policy, coming later, would give back the reservation of the account that is proposed then.
 */
export const whenAccountGivenUpThenReleaseReservation = policyOn(
  bankDetailsEvents.BankDetailsRefused,
  bankDetailsEvents.BankDetailsApproved,
)({
  name: 'release-rib-claims',
  atOnce: true,
  react({ type, data }) {
    const { producerCode: holder, ribHash } = data;
    const givenUp = type === 'BankDetailsRefused' ? ribHash : data.replacedHash;
    if (givenUp === null || (type === 'BankDetailsApproved' && givenUp === ribHash)) return [];
    return [sendTo(reservationAggregate, ribReservationId(givenUp), 'ReleaseClaim', { holder })];
  },
});
