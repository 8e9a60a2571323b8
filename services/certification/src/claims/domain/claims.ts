import type { Claim } from '@oce/contracts';
import type { Origins } from '@oce/origins';
import { inForceOn } from '@oce/quantities';
import type { CertificateDocument } from '../../certificate/reads/certificates';

/** A raw lot with whose goods are in it. */
export interface RawLot {
  readonly lotId: string;
  readonly productId: string;
  readonly closedOn: string;
  readonly producers: readonly { readonly producerCode: string; readonly cooperativeId: string }[];
}

/** A run that goods came through. */
export interface PassedRun {
  readonly runId: string;
  readonly stationId: string;
  readonly activity: string;
  readonly completedOn: string;
}

export interface ClaimFacts {
  readonly origins: Origins;
  readonly rawLots: ReadonlyMap<string, RawLot>;
  readonly runs: readonly PassedRun[];
  readonly certificates: readonly CertificateDocument[];
  /** The day on which it is asked: what is suspended then may not be said. */
  readonly today: string;
}

/** Whether a certificate holds on a day: begun, not over, and not suspended or withdrawn from a day before. */
export function holdsOn({ validFrom, validTo, changes }: CertificateDocument, day: string): boolean {
  if (day < validFrom || day > validTo) return false;
  const last = changes.filter(({ effectiveFrom }) => effectiveFrom <= day).at(-1);
  return last === undefined || last.is === 'reinstated';
}

/** Whether a producer's goods are covered on a day: by the group's list, or by the cooperative that holds it. */
function covers(
  certificate: CertificateDocument,
  { productId, closedOn }: RawLot,
  producer: RawLot['producers'][number],
) {
  const { holder, productIds, lists, suspensions } = certificate;
  if (holder.kind !== 'cooperative' || !productIds.includes(productId)) return false;
  if (!holdsOn(certificate, closedOn)) return false;
  const { producerCode, cooperativeId } = producer;
  if (holder.id !== cooperativeId) return false;
  if (lists.length === 0) return true;
  const isSuspended = suspensions.some(
    (one) =>
      one.producerCode === producerCode &&
      one.from <= closedOn &&
      (one.liftedFrom === null || closedOn < one.liftedFrom),
  );
  return !isSuspended && (inForceOn(lists, closedOn)?.producerCodes.includes(producerCode) ?? false);
}

/**
 * What may be said of goods (chain.md 5): of all origins alike, by every certificate that they and the runs they came through
 * have; the shares of cooperatives, the largest first; the harvest year where it is one.
 */
export function claimsOf(facts: ClaimFacts): Claim[] {
  const { origins, rawLots } = facts;
  const known = origins.flatMap(({ lotId }) => rawLots.get(lotId) ?? []);
  // Of what is not known yet nothing is claimed.
  if (known.length === 0 || known.length < origins.length) return [];
  const claims = [...new Set(facts.certificates.map(({ claim }) => claim))].sort();
  return [...claims.flatMap((claim) => ofAll(claim, known, facts)), ...ofShares(facts), ...sameYear(known)];
}

function ofAll(
  claim: string,
  rawLots: readonly RawLot[],
  { certificates, runs, today }: ClaimFacts,
): Claim[] {
  const standing = certificates.filter((one) => one.claim === claim && holdsOn(one, today));
  const used = new Set<string>();
  const isProduced = rawLots.every((lot) =>
    lot.producers.every((producer) => {
      const found = standing.find((one) => covers(one, lot, producer));
      if (found) used.add(found.certificateId);
      return found !== undefined;
    }),
  );
  const isHandled = runs.every(({ stationId, activity, completedOn }) => {
    const found = standing.find(
      (one) =>
        one.holder.kind === 'station' &&
        one.holder.id === stationId &&
        one.activities.includes(activity) &&
        holdsOn(one, completedOn),
    );
    if (found) used.add(found.certificateId);
    return found !== undefined;
  });
  return isProduced && isHandled ? [{ kind: 'all', claim, certificateIds: [...used].sort() }] : [];
}

function ofShares({ origins, rawLots }: ClaimFacts): Claim[] {
  const grams = new Map<string, number>();
  for (const origin of origins) {
    const cooperatives = new Set(rawLots.get(origin.lotId)?.producers.map((one) => one.cooperativeId));
    const [of = ''] = cooperatives.size === 1 ? cooperatives : [];
    // A lot of several cooperatives has no share of one.
    if (of === '') return [];
    grams.set(of, (grams.get(of) ?? 0) + origin.grams);
  }
  const parts = [...grams]
    .map(([of, each]) => ({ of, grams: each }))
    .sort((a, b) => b.grams - a.grams || (a.of < b.of ? -1 : 1));
  return [{ kind: 'share', claim: 'origin', parts }];
}

function sameYear(rawLots: readonly RawLot[]): Claim[] {
  const years = new Set(rawLots.map(({ closedOn }) => closedOn.slice(0, 4)));
  const [value = ''] = years;
  return years.size === 1 ? [{ kind: 'same', claim: 'harvest_year', value }] : [];
}
