import { certification, type Claim } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { lotStatusAggregate } from '../../status/domain/lot-status';
import { certificateEvents } from '../domain/certificate';

/** By certificate or lot, what may be said from now on of each lot that it is about. */
export type ClaimsToChange = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

/**
 * A certificate, or a member of its group, is granted, suspended, withdrawn or stands again: what its lots may be said to be changes,
 * of those too that a clerk holds. Flow 6 of the map. A lot that was released in between is looked at again: its claims were
 * read before its release was written.
 */
export const whenCertificateChangesThenChangeClaims = policyOn(
  certificateEvents.CertificateGranted,
  certificateEvents.CertificateSuspended,
  certificateEvents.CertificateReinstated,
  certificateEvents.CertificateWithdrawn,
  certificateEvents.GroupMembersListed,
  certificateEvents.MemberSuspended,
  certificateEvents.MemberSuspensionLifted,
  certification.lotStatus.LotReleased,
)<ClaimsToChange>({
  name: 'change-claims',
  after: ['certificates', 'lot_statuses', 'lot_origins', 'raw_lots', 'passed_runs', 'goods_edges'],
  react({ type, data }, { at: changedAt }, changes) {
    const about = type === 'LotReleased' ? data.lotId : data.certificateId;
    const reason = `${about}: ${'reason' in data ? data.reason : 'what its certificates say'}`;
    return [...(changes.get(about) ?? [])].map(([lotId, claims]) =>
      sendTo(lotStatusAggregate, lotId, 'ChangeClaims', { claims, reason, changedAt }),
    );
  },
});
