import { notFound } from '@oce/event-sourcing';
import type { PersonKeys } from '@oce/personal-data';

/**
 * Whoever is affiliated has a key before anything else is heard of them, and keeps its place when it is erased: money of
 * nobody is booked on no account.
 *
 * @throws DomainError `producer_unknown`
 */
export async function requireKnownProducer(
  keys: Pick<PersonKeys, 'knows'>,
  producerCode: string,
): Promise<void> {
  if (await keys.knows(producerCode)) return;
  throw notFound('producer_unknown', 'There is no such producer: affiliate them first.', 'producerCode');
}
