import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import { InjectAggregate, type ViewSource } from '@oce/service-kit';
import { producerAggregate } from '../../producer/domain/producer';
import type { Producers } from '../../producer/http/affiliations';
import type { ReservedCins } from './when-producer-left-then-release-cin';

const LEAVING = new Set(['ProducerLeft', 'PersonErased']);

/** Reads which CIN was reserved for the producers that a batch lets go. */
@Injectable()
export class ReservedCinsSource implements ViewSource<ReservedCins> {
  constructor(@InjectAggregate(producerAggregate) private readonly producers: Producers) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ReservedCins> {
    const codes = commits
      .filter((commit) => commit.events.some((event) => LEAVING.has(event.type)))
      .map((commit) => commit.ref.id);
    const reserved = new Map<string, string>();
    for (const code of codes) {
      const { affiliated } = (await this.producers.load(code)).state;
      if (affiliated?.cinClaim !== undefined) reserved.set(code, affiliated.cinClaim);
    }
    return reserved;
  }
}
