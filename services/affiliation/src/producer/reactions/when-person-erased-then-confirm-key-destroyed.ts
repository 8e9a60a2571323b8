import { policyOn, sendTo } from '@oce/policies';
import { producerAggregate } from '../domain/producer';
import { producerEvents } from '../domain/producer.events';

/** The persons of a batch whose key is gone. */
export type DestroyedKeys = ReadonlySet<string>;

/** Says that the key of an erased person is gone, which the view of this policy saw to. */
export const eraseKeyPolicy = policyOn(producerEvents)<DestroyedKeys>({
  name: 'erase-key',
  react(event, _envelope, destroyed) {
    if (event.type !== 'PersonErased') return [];
    const { personId } = event.data;
    if (!destroyed.has(personId)) throw new Error('a key that was not destroyed is not said to be');
    return [sendTo(producerAggregate, personId, 'ConfirmKeyDestroyed', { personId })];
  },
});
