import { policyOn, sendTo } from '@oce/policies';
import { producerAggregate } from '../domain/producer';
import { producerEvents } from '../domain/producer.events';

/** The persons of a batch whose key is gone. */
export type DestroyedKeys = ReadonlySet<string>;

/** Says that the key of an erased person is gone, which the view of this policy saw to. */
export const whenPersonErasedThenConfirmKeyDestroyed = policyOn(producerEvents.PersonErased)<DestroyedKeys>({
  name: 'erase-key',
  react({ data: { personId } }, _envelope, destroyed) {
    if (!destroyed.has(personId)) throw new Error('a key that was not destroyed is not said to be');
    return [sendTo(producerAggregate, personId, 'ConfirmKeyDestroyed', { personId })];
  },
});
