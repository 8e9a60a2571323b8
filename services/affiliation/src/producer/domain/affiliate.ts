import type { ProducerAffiliated } from '@oce/contracts';
import { conflict, invalid, refuseIf, saysTheSame } from '@oce/event-sourcing';
import type { AffiliateProducer } from './producer.commands';
import { producerEvents } from './producer.events';
import type { ProducerState } from './producer.state';

/**
 * A producer of a cooperative under convention. The same again changes nothing, also after they have left or have another
 * telephone: a list is imported as often as one likes. Another under the code is refused.
 */
export function affiliate(
  { data, sealed, facts }: AffiliateProducer,
  { affiliated, erased }: ProducerState,
): ProducerAffiliated[] {
  const message = 'The person of this code was erased at their request. Affiliate under another code.';
  refuseIf(erased !== undefined, conflict('person_erased', message, 'producerCode'));
  if (affiliated !== undefined) {
    const isSame = saysTheSame(affiliated, data);
    const message = 'A producer of this code stands with another content.';
    refuseIf(!isSame, conflict('producer_code_taken', message, 'producerCode'));
    return [];
  }
  refuseIf(
    facts.cooperative === 'unknown',
    invalid('cooperative_unknown', 'No cooperative is affiliated under this id.', 'cooperativeId'),
  );
  refuseIf(
    facts.cooperative === 'without_convention',
    conflict(
      'convention_not_in_force',
      'The cooperative has no convention in force on this day.',
      'affiliatedOn',
    ),
  );
  return [producerEvents.ProducerAffiliated({ ...data, ...sealed })];
}
