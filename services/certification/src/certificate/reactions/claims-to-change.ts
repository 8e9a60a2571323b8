import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { ClaimsReader } from '../../claims/reads/claims.reader';
import { lotStatusesProjection, type LotStatusDocument } from '../../status/reads/lot-statuses';
import type { Effect } from '../domain/certificate';
import type { ClaimsToChange } from './when-certificate-changes-then-change-claims';

/** Reads what may be said of lots from now on that a certificate was named for. */
@Injectable()
export class ClaimsToChangeSource implements ViewSource<ClaimsToChange> {
  constructor(
    private readonly claims: ClaimsReader,
    @InjectProjection(lotStatusesProjection) private readonly lots: ProjectionView<LotStatusDocument>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ClaimsToChange> {
    const changed = new Map<string, ClaimsToChange extends ReadonlyMap<string, infer V> ? V : never>();
    for (const { events, position, at } of commits)
      for (const { data } of events) {
        const { certificateId, effectiveFrom } = data as Effect & { certificateId: string };
        const affected = await this.lots.all({ claimedBy: certificateId, status: 'released' });
        const lotIds = affected.map(({ lotId }) => lotId);
        const today = businessDate(at);
        const day = effectiveFrom > today ? effectiveFrom : today;
        changed.set(certificateId, await this.claims.of(lotIds, day, position));
      }
    return changed;
  }
}
