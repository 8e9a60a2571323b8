import { Injectable } from '@nestjs/common';
import type { LotReleased } from '@oce/contracts';
import type { RecordedCommit } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { ClaimsReader } from '../../claims/reads/claims.reader';
import { lotStatusesProjection, type LotStatusDocument } from '../../status/reads/lot-statuses';
import type { CertificateEvent } from '../domain/certificate';
import type { ClaimsToChange } from './when-certificate-changes-then-change-claims';

/** Reads what may be said of lots from now on that a certificate was named for, and of those that were released. */
@Injectable()
export class ClaimsToChangeSource implements ViewSource<ClaimsToChange> {
  constructor(
    private readonly claims: ClaimsReader,
    @InjectProjection(lotStatusesProjection) private readonly lots: ProjectionView<LotStatusDocument>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ClaimsToChange> {
    const changed = new Map<string, Awaited<ReturnType<ClaimsReader['of']>>>();
    for (const { events, position, at } of commits)
      for (const event of events as readonly (CertificateEvent | LotReleased)[]) {
        if (event.type === 'LotReleased') {
          const { lotId, releasedAt } = event.data;
          changed.set(lotId, await this.claims.of([lotId], businessDate(releasedAt), position));
        } else {
          const lotIds = await this.lotsOf(event.data.certificateId);
          changed.set(event.data.certificateId, await this.claims.of(lotIds, dayOf(event, at), position));
        }
      }
    return changed;
  }

  /** What is not for ever out of sale: what a clerk holds may be released again. */
  private async lotsOf(certificateId: string): Promise<string[]> {
    const found = await this.lots.all({
      claimedBy: certificateId,
      status: { $in: ['released', 'held'] },
    });
    return found.map(({ lotId }) => lotId);
  }
}

/** The day from which on it is so, and no day that is over. */
function dayOf({ data }: CertificateEvent, at: string): string {
  const today = businessDate(at);
  return 'effectiveFrom' in data && data.effectiveFrom > today ? data.effectiveFrom : today;
}
