import { eventsOf } from '@oce/contracts';
import { definePolicy } from '@oce/policies';
import type { ProducerEvent } from '../producer/producer.events';

/** The persons of a batch whose key is gone. */
export type DestroyedKeys = ReadonlySet<string>;

/** Says that the key of an erased person is gone, which the view of this policy saw to. */
export const eraseKeyPolicy = definePolicy<ProducerEvent, DestroyedKeys>({
  name: 'erase-key',
  subjects: [eventsOf('affiliation', 'producer')],
  react(event, _envelope, destroyed) {
    if (event.type !== 'PersonErased') return [];
    const { personId } = event.data;
    if (!destroyed.has(personId)) throw new Error('a key that was not destroyed is not said to be');
    return [{ aggregate: 'producer', id: personId, type: 'ConfirmKeyDestroyed', data: { personId } }];
  },
});
