import { affiliation, collection } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { accountAggregate } from '../domain/account';

/** Those of a batch whose erasure is asked for and not done, with the deliveries that their accounts wait for. */
export type AskedErasures = ReadonlyMap<string, readonly string[]>;

/**
 * A person asks to be forgotten: their account says what holds it, or closes. A delivery of theirs that comes or goes
 * meanwhile changes that; everything else that does happens on the account itself, which looks then.
 */
export const whenErasureRequestedThenSettle = policyOn(
  affiliation.producer.ErasureRequested,
  collection.delivery.DeliveryWeighedIn,
  collection.delivery.DeliveryRefused,
  collection.delivery.DeliveryReversed,
)<AskedErasures>({
  name: 'settle-erasures',
  after: ['held_erasures', 'awaited_deliveries'],
  react(event, _envelope, asked) {
    const producerCode = event.type === 'ErasureRequested' ? event.data.personId : event.data.producerCode;
    const awaited = asked.get(producerCode);
    if (awaited === undefined) return [];
    return [sendTo(accountAggregate, producerCode, 'SettleErasure', { producerCode, awaited })];
  },
});
