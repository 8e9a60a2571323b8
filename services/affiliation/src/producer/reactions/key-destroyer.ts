import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { PersonKeys } from '@oce/personal-data';
import { idsWith, InjectPersonKeys, type ViewSource } from '@oce/service-kit';
import type { DestroyedKeys } from './when-person-erased-then-confirm-key-destroyed';

/**
 * Destroys the keys of the persons that a batch erases. The event comes first and the key second: a crash in between is
 * made good, since the policy meets the event until this has succeeded; the other way round a key could be gone without
 * a word. Destroying what is destroyed already is harmless.
 */
@Injectable()
export class KeyDestroyer implements ViewSource<DestroyedKeys> {
  constructor(@InjectPersonKeys() private readonly keys: PersonKeys) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<DestroyedKeys> {
    const persons = idsWith(commits, 'PersonErased');
    for (const personId of persons) await this.keys.erase(personId);
    return new Set(persons);
  }
}
