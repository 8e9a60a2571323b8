import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import { idsWith, InjectAggregate, type ViewSource } from '@oce/service-kit';
import { producerAggregate } from '../../producer/domain/producer';
import type { Producers } from '../../producer/http/affiliations';
import type { ReservedCins } from './when-producer-left-then-release-cin';

/** Reads which CIN was reserved for the producers that a batch lets go. */
@Injectable()
export class ReservedCinsSource implements ViewSource<ReservedCins> {
  constructor(@InjectAggregate(producerAggregate) private readonly producers: Producers) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ReservedCins> {
    const reserved = new Map<string, string>();
    for (const code of idsWith(commits, 'ProducerLeft', 'PersonErased')) {
      const { affiliated } = (await this.producers.load(code)).state;
      if (affiliated?.cinClaim !== undefined) reserved.set(code, affiliated.cinClaim);
    }
    return reserved;
  }
}
