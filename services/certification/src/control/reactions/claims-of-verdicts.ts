import { Injectable } from '@nestjs/common';
import type { Claim } from '@oce/contracts';
import type { RecordedCommit } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import type { ViewSource } from '@oce/service-kit';
import { ClaimsReader } from '../../claims/reads/claims.reader';
import type { VerdictSigned } from '../domain/control.events';
import type { ClaimsOfLots } from './when-verdict-signed-then-release-or-reject';

/** Reads what may be said of the lots of verdicts, on the day of each. */
@Injectable()
export class ClaimsOfVerdicts implements ViewSource<ClaimsOfLots> {
  constructor(private readonly claims: ClaimsReader) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ClaimsOfLots> {
    const found = new Map<string, readonly Claim[]>();
    for (const { events, position } of commits)
      for (const event of events) {
        if (event.type !== 'VerdictSigned') continue;
        const { holder, signedAt, verdict } = (event as VerdictSigned).data;
        if (holder.kind !== 'lot' || verdict !== 'conform') continue;
        const claims = await this.claims.of([holder.id], businessDate(signedAt), position);
        found.set(holder.id, claims.get(holder.id) ?? []);
      }
    return found;
  }
}
