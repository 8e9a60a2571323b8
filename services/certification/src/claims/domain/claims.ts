import type { Claim, CustodyModel } from '@oce/contracts';
import type { Origins } from '@oce/origins';
import { inForceOn, splitByLargestRemainder } from '@oce/quantities';
import type { CertificateDocument } from '../../certificate/reads/certificates';
import type { ProcessLimit } from '../../standard/domain/standard';
import { coversProducer, daysToCome, holdsOn, holdsUntil } from './validity';

/** A raw lot with whose goods are in it. */
export interface RawLot {
  readonly lotId: string;
  readonly productId: string;
  readonly closedOn: string;
  /** Where it was harvested: a country by its code. */
  readonly country: string;
  readonly producers: readonly { readonly producerCode: string; readonly cooperativeId: string }[];
}

/** A run that goods came through. */
export interface PassedRun {
  readonly runId: string;
  readonly stationId: string;
  readonly lineId: string;
  readonly activity: string;
  readonly completedAt: string;
  readonly completedOn: string;
  /** When its line was last cleaned before it; null where that is not known. */
  readonly lineCleanedAt: string | null;
  /** Null where nobody measured it. */
  readonly highestDeciCelsius: number | null;
  /** Raw lots of which goods were in it. */
  readonly rawLotIds: readonly string[];
}

/** A limit of a process with the day from which on it is in force. */
export type DatedLimit = ProcessLimit & { readonly validFrom: string };

export interface ClaimFacts {
  readonly origins: Origins;
  readonly rawLots: ReadonlyMap<string, RawLot>;
  readonly runs: readonly PassedRun[];
  /** Raw lots of which something may have been left on the lines and in the tanks that they came through: not cleaned since. */
  readonly leftLotIds: readonly string[];
  readonly certificates: readonly CertificateDocument[];
  readonly limits: readonly DatedLimit[];
  /** The day on which it is asked: what is suspended then may not be said. */
  readonly today: string;
}

/**
 * What may be said of goods (chain.md 5): of all origins alike, by every certificate that they and the runs they came through
 * have; the shares of cooperatives and of countries, the largest first; the harvest year where it is one; how it was made.
 */
export function claimsOf(facts: ClaimFacts): Claim[] {
  const { origins, rawLots, certificates } = facts;
  const known = origins.flatMap(({ lotId }) => rawLots.get(lotId) ?? []);
  // Of what is not known yet nothing is claimed.
  if (known.length === 0 || known.length < origins.length) return [];
  const claims = [...new Set(certificates.map(({ claim }) => claim))].sort();
  return [
    ...claims.flatMap((claim) => ofAll(claim, known, facts)),
    ...ofShares('origin', facts, cooperativeOf),
    ...ofShares('country', facts, ({ country }) => country),
    ...sameYear(known),
    ...ofProcess(facts),
  ];
}

/** From the first day on which certificates give it, today or later. */
function ofAll(claim: string, known: readonly RawLot[], facts: ClaimFacts): Claim[] {
  const own = facts.certificates.filter((one) => one.claim === claim);
  for (const day of daysToCome(own, facts.today)) {
    const used = usedOn(day, own, known, facts);
    if (used === undefined) continue;
    const certificateIds = used.map(({ certificateId }) => certificateId).sort();
    const [until = ''] = used.map((one) => holdsUntil(one, day)).sort();
    const funds = [...new Set(used.flatMap(({ premiumFund }) => premiumFund ?? []))].sort();
    return [
      {
        kind: 'all',
        claim,
        certificateIds,
        ...(day > facts.today ? { from: day } : {}),
        until,
        custody: custodyOf(used),
        ...(funds.length > 0 ? { premiumFunds: funds } : {}),
      },
    ];
  }
  return [];
}

/** The certificates by which all origins and all runs have it on a day, each once; undefined where one of them does not. */
function usedOn(
  day: string,
  certificates: readonly CertificateDocument[],
  known: readonly RawLot[],
  { runs, rawLots, leftLotIds }: ClaimFacts,
): CertificateDocument[] | undefined {
  const standing = certificates.filter((one) => holdsOn(one, day));
  const byProducer = (lot: RawLot) =>
    lot.producers.map((producer) => standing.find((one) => coversProducer(one, lot, producer)));
  const byStation = runs.map(({ stationId, activity, completedOn }) =>
    standing.find(
      ({ holder, activities, ...one }) =>
        holder.kind === 'station' &&
        holder.id === stationId &&
        activities.includes(activity) &&
        holdsOn({ holder, activities, ...one }, completedOn),
    ),
  );
  const needed = [...known.flatMap(byProducer), ...byStation];
  const used = needed.filter((one) => one !== undefined);
  // What was left of other goods goes into these: lines and tanks are cleaned after them.
  const isClean = leftLotIds.every((lotId) => {
    const lot = rawLots.get(lotId);
    return lot !== undefined && byProducer(lot).every((one) => one !== undefined);
  });
  return used.length === needed.length && isClean ? [...new Set(used)] : undefined;
}

const STRICTEST_FIRST: readonly CustodyModel[] = ['identity_preserved', 'segregated', 'mass_balance'];

/** The lowest of all; goods of several cooperatives keep no one's identity. */
function custodyOf(used: readonly CertificateDocument[]): CustodyModel {
  const places = used.map(({ custody }) => STRICTEST_FIRST.indexOf(custody ?? 'segregated'));
  const cooperatives = new Set(
    used.flatMap(({ holder }) => (holder.kind === 'cooperative' ? holder.id : [])),
  );
  return STRICTEST_FIRST[Math.max(...places, cooperatives.size > 1 ? 1 : 0)] ?? 'segregated';
}

/** A lot of several cooperatives has no share of one. */
function cooperativeOf({ producers }: RawLot): string {
  const cooperatives = new Set(producers.map((one) => one.cooperativeId));
  const [of = ''] = cooperatives;
  return cooperatives.size === 1 ? of : '';
}

function ofShares(claim: string, { origins, rawLots }: ClaimFacts, partOf: (lot: RawLot) => string): Claim[] {
  const grams = new Map<string, number>();
  for (const origin of origins) {
    const lot = rawLots.get(origin.lotId);
    const of = lot === undefined ? '' : partOf(lot);
    if (of === '') return [];
    grams.set(of, (grams.get(of) ?? 0) + origin.grams);
  }
  const largestFirst = [...grams].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const permilles = splitByLargestRemainder(
    1_000,
    largestFirst.map(([, each]) => each),
  );
  const parts = largestFirst.map(([of, each], at) => ({ of, grams: each, permille: permilles[at] ?? 0 }));
  return [{ kind: 'share', claim, parts }];
}

function sameYear(rawLots: readonly RawLot[]): Claim[] {
  const years = new Set(rawLots.map(({ closedOn }) => closedOn.slice(0, 4)));
  const [value = ''] = years;
  return years.size === 1 ? [{ kind: 'same', claim: 'harvest_year', value }] : [];
}

/** Cold extraction and its like: no run that did it was ever warmer than the limit of its day. */
function ofProcess({ runs, limits }: ClaimFacts): Claim[] {
  return [...new Set(limits.map(({ claim }) => claim))].sort().flatMap((claim): Claim[] => {
    const own = limits.filter((limit) => limit.claim === claim);
    const activities = new Set(own.map(({ activity }) => activity));
    const did = runs.filter(({ activity }) => activities.has(activity));
    const isKept = did.every(({ activity, completedOn, highestDeciCelsius }) => {
      const limit = inForceOn(
        own.filter((one) => one.activity === activity),
        completedOn,
      );
      return limit !== undefined && highestDeciCelsius !== null && highestDeciCelsius <= limit.maxDeciCelsius;
    });
    if (did.length === 0 || !isKept) return [];
    return [{ kind: 'process', claim, runIds: did.map(({ runId }) => runId).sort() }];
  });
}
