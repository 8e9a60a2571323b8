import { Injectable } from '@nestjs/common';
import type { LotReleased } from '@oce/contracts';
import type { RecordedCommit } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { ClaimsReader } from '../../claims/reads/claims.reader';
import { lotStatusesProjection, type LotStatusDocument } from '../../status/reads/lot-statuses';
import { certificatesProjection, type CertificateDocument } from '../reads/certificates';
import type { CertificateEvent } from '../domain/certificate';
import type { ClaimsToChange } from './when-certificate-changes-then-change-claims';

/** Reads what may be said of lots from now on that a certificate was named for, and of those that were released. */
@Injectable()
export class ClaimsToChangeSource implements ViewSource<ClaimsToChange> {
  constructor(
    private readonly claims: ClaimsReader,
    @InjectProjection(certificatesProjection)
    private readonly certificates: ProjectionView<CertificateDocument>,
    @InjectProjection(lotStatusesProjection) private readonly lots: ProjectionView<LotStatusDocument>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ClaimsToChange> {
    const changed = new Map<string, Awaited<ReturnType<ClaimsReader['of']>>>();
    const released = new Map<string, string[]>();
    for (const { events, position, at } of commits)
      for (const event of events as readonly (CertificateEvent | LotReleased)[]) {
        const day = businessDate(at);
        if (event.type === 'LotReleased') {
          released.set(day, [...(released.get(day) ?? []), event.data.lotId]);
        } else {
          const { certificateId } = event.data;
          const lotIds = await this.lotsOf(certificateId, position);
          changed.set(certificateId, await this.claims.of(lotIds, day, position));
        }
      }
    // Lots are released by the hundred: what their claims stand on is read once for all.
    const end = commits.at(-1)?.position ?? 0;
    for (const [day, lotIds] of released) {
      const claims = await this.claims.of([...new Set(lotIds)], day, end);
      for (const [lotId, own] of claims) changed.set(lotId, new Map([[lotId, own]]));
    }
    return changed;
  }

  /**
   * What it was ever named for, and what it may be named for now: it may have come later than the goods, or stand again. Of
   * that, what was released once and is not for ever out of sale: what a clerk holds may be released again.
   */
  private async lotsOf(certificateId: string, position: number): Promise<string[]> {
    const certificate = await (await this.certificates.at(position)).find(certificateId);
    const touched = certificate ? await this.claims.touchedBy(certificate.holder, position) : [];
    const found = await (
      await this.lots.at(position)
    ).all({
      $or: [{ claimedBy: certificateId }, { lotId: { $in: touched }, 'claims.0': { $exists: true } }],
      status: { $in: ['released', 'held'] },
    });
    return found.map(({ lotId }) => lotId);
  }
}
