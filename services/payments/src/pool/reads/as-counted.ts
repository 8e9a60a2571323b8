import type { OwnDelivery } from '../domain/count-pool';
import type { PoolMemberDocument } from './pool-members';

/** The deliveries that others of a list stand for and that are not in it. */
export function missingOriginals(documents: readonly PoolMemberDocument[]): string[] {
  const replacing = documents.filter((one) => one.replaces !== null);
  if (replacing.length === 0) return [];
  const known = new Set(documents.map((one) => one.deliveryId));
  return [...new Set(replacing.flatMap(({ replaces }) => replaces ?? []))].filter((id) => !known.has(id));
}

/**
 * Deliveries as a pool counts them: what stands for another has its lot, and where it has none of its own its day of weighing,
 * over as many as stand between.
 *
 * @param originals those that are stood for and are not among the documents
 */
export function asCounted(
  documents: readonly PoolMemberDocument[],
  originals: readonly PoolMemberDocument[],
): readonly OwnDelivery[] {
  if (documents.every(isOriginal)) return documents;
  const byId = new Map([...documents, ...originals].map((one) => [one.deliveryId, one]));
  const first = (delivery: PoolMemberDocument): PoolMemberDocument => {
    const original = byId.get(delivery.replaces ?? '');
    if (original === undefined) return delivery;
    const { lotId, weighedOn } = first(original);
    return { ...delivery, lotId: lotId ?? delivery.lotId, weighedOn: delivery.weighedOn ?? weighedOn };
  };
  return documents.map((delivery) => (isOriginal(delivery) ? delivery : dated(first(delivery))));
}

type Dated = PoolMemberDocument & { readonly weighedOn: string };

const isOriginal = (one: PoolMemberDocument): one is Dated => one.replaces === null && one.weighedOn !== null;

function dated(delivery: PoolMemberDocument): Dated {
  const { weighedOn, deliveryId, replaces } = delivery;
  if (weighedOn === null) throw new Error(`${deliveryId} stands for ${replaces}, which was never graded`);
  return { ...delivery, weighedOn };
}
