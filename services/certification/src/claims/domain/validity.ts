import { addDays, inForceOn } from '@oce/quantities';
import type { CertificateDocument } from '../../certificate/reads/certificates';

/** Whether a certificate holds on a day: begun, not over, and not suspended or withdrawn from a day before. */
export function holdsOn({ validFrom, validTo, changes }: CertificateDocument, day: string): boolean {
  if (day < validFrom || day > validTo) return false;
  const last = changes.filter(({ effectiveFrom }) => effectiveFrom <= day).at(-1);
  return last === undefined || last.is === 'reinstated';
}

/** The last day up to which a certificate goes on to hold, from one on which it does. */
export function holdsUntil(certificate: CertificateDocument, day: string): string {
  const ends = certificate.changes
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((from) => from > day && !holdsOn(certificate, from))
    .sort();
  const [first] = ends;
  return first === undefined || first > certificate.validTo ? certificate.validTo : addDays(first, -1);
}

/** Days from today on from which certificates may begin to give what they do not give today. */
export function daysToCome(certificates: readonly CertificateDocument[], today: string): string[] {
  const days = certificates.flatMap(({ validFrom, changes }) => [
    validFrom,
    ...changes.map(({ effectiveFrom }) => effectiveFrom),
  ]);
  return [today, ...[...new Set(days)].filter((day) => day > today).sort()];
}

/** Whether a producer's goods are covered on a day: by the group's list, or by the cooperative that holds it. */
export function coversProducer(
  certificate: CertificateDocument,
  { productId, closedOn }: { readonly productId: string; readonly closedOn: string },
  { producerCode, cooperativeId }: { readonly producerCode: string; readonly cooperativeId: string },
): boolean {
  const { holder, productIds, lists, suspensions } = certificate;
  if (holder.kind !== 'cooperative' || !productIds.includes(productId)) return false;
  if (!holdsOn(certificate, closedOn) || holder.id !== cooperativeId) return false;
  if (lists.length === 0) return true;
  const isSuspended = suspensions.some(
    (one) =>
      one.producerCode === producerCode &&
      one.from <= closedOn &&
      (one.liftedFrom === null || closedOn < one.liftedFrom),
  );
  return !isSuspended && (inForceOn(lists, closedOn)?.producerCodes.includes(producerCode) ?? false);
}
