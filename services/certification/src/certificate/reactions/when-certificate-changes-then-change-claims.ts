import type { Claim } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { lotStatusAggregate } from '../../status/domain/lot-status';
import { certificateEvents } from '../domain/certificate';

/** By certificate, what may be said from now on of each released lot that it was named for. */
export type ClaimsToChange = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

/** A certificate is suspended, withdrawn or stands again: what its lots may be said to be changes. Flow 6 of the map. */
export const whenCertificateChangesThenChangeClaims = policyOn(
  certificateEvents.CertificateSuspended,
  certificateEvents.CertificateReinstated,
  certificateEvents.CertificateWithdrawn,
)<ClaimsToChange>({
  name: 'change-claims',
  after: ['certificates', 'lot_statuses', 'lot_origins', 'raw_lots', 'passed_runs', 'goods_edges'],
  react({ data: { certificateId, reason } }, { at: changedAt }, changes) {
    return [...(changes.get(certificateId) ?? [])].map(([lotId, claims]) => {
      const data = { claims, reason: `${certificateId}: ${reason}`, changedAt };
      return sendTo(lotStatusAggregate, lotId, 'ChangeClaims', data);
    });
  },
});
