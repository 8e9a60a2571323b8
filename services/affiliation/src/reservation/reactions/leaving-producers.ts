import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import { InjectAggregate, type ViewSource } from '@oce/service-kit';
import type { Producers } from '../../producer/http/affiliations';
import { producerAggregate } from '../../producer/domain/producer';
import type { LeavingProducers } from './when-producer-left-then-release-cin';

const LEAVING = new Set(['ProducerLeft', 'PersonErased']);

/** Reads the producers that a batch lets go. */
@Injectable()
export class LeavingProducersSource implements ViewSource<LeavingProducers> {
  constructor(@InjectAggregate(producerAggregate) private readonly producers: Producers) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<LeavingProducers> {
    const codes = commits
      .filter((commit) => commit.events.some((event) => LEAVING.has(event.type)))
      .map((commit) => commit.ref.id);
    const loaded = await Promise.all(
      codes.map(async (code) => [code, (await this.producers.load(code)).state] as const),
    );
    return new Map(loaded);
  }
}
