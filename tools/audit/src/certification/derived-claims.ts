import { businessDate, splitByLargestRemainder } from '@oce/quantities';
import type { DataOf } from '../events';
import type { Certificate } from './certificates';
import type { Run } from './passage';

export type Claim = DataOf<'LotReleased'>['claims'][number];
type Process = NonNullable<DataOf<'StandardPublished'>['processes']>[number];
export type Limit = Process & { readonly validFrom: string };

export interface RawLot {
  readonly productId: string;
  readonly closedOn: string;
  readonly members: readonly string[];
}

interface Facts {
  readonly origins: DataOf<'LotMadeAvailable'>['origins'];
  readonly rawLots: ReadonlyMap<string, RawLot>;
  readonly cooperatives: ReadonlyMap<string, string>;
  readonly runs: readonly Run[];
  readonly left: ReadonlySet<string>;
  readonly certificates: readonly Certificate[];
  readonly limits: readonly Limit[];
  readonly day: string;
}

const HOME = 'MA';
const CUSTODY = ['identity_preserved', 'segregated', 'mass_balance'] as const;

/** What may be said of a lot on a day: chain.md 5. */
export function derivedClaims(facts: Facts): Claim[] {
  const { origins, rawLots, certificates } = facts;
  if (origins.length === 0 || origins.some(({ lotId }) => !rawLots.has(lotId))) return [];
  const found: Claim[] = [];
  for (const name of new Set(certificates.map(({ granted }) => granted.claim))) {
    const own = certificates.filter(({ granted }) => granted.claim === name);
    const days = [facts.day, ...own.flatMap((one) => one.turnsAfter(facts.day)).sort()];
    const day = days.find((one) => namedOn(one, own, facts) !== undefined);
    if (day !== undefined) found.push(ofAll(name, day, namedOn(day, own, facts) ?? [], facts.day));
  }
  const years = new Set(origins.map(({ lotId }) => rawLots.get(lotId)?.closedOn.slice(0, 4) ?? ''));
  const [value = ''] = years;
  if (years.size === 1) found.push({ kind: 'same', claim: 'harvest_year', value });
  found.push(...shares('country', facts, () => HOME), ...shares('origin', facts, oneCooperative(facts)));
  return [...found, ...coldly(facts)];
}

/** The certificates that all origins and runs have on a day; undefined where one has none, or something else was left. */
function namedOn(day: string, own: readonly Certificate[], facts: Facts): Certificate[] | undefined {
  const standing = own.filter((one) => one.holds(day));
  const named = new Set<Certificate>();
  for (const { lotId } of facts.origins)
    for (const one of ofRawLot(lotId, standing, facts) ?? [undefined]) {
      if (one === undefined) return undefined;
      named.add(one);
    }
  for (const lotId of facts.left)
    if (ofRawLot(lotId, standing, facts)?.includes(undefined) !== false) return undefined;
  for (const { stationId, activity, completedAt } of facts.runs) {
    const on = businessDate(completedAt);
    const one = standing.find((certificate) => certificate.allows(stationId, activity, on));
    if (one === undefined) return undefined;
    named.add(one);
  }
  return [...named];
}

/** Of each member of a raw lot the certificate that covers the goods; undefined where nothing is known of the lot. */
function ofRawLot(
  lotId: string,
  standing: readonly Certificate[],
  { rawLots, cooperatives }: Facts,
): (Certificate | undefined)[] | undefined {
  const lot = rawLots.get(lotId);
  return lot?.members.map((member) =>
    standing.find((one) => one.covers(lot.productId, lot.closedOn, member, cooperatives.get(member))),
  );
}

function ofAll(claim: string, day: string, named: readonly Certificate[], today: string): Claim {
  const certificateIds = named.map(({ granted }) => granted.certificateId).sort();
  const [until = ''] = named.map((one) => one.holdsTo(day)).sort();
  const growers = new Set(
    named.flatMap(({ granted: { holder } }) => (holder.kind === 'cooperative' ? holder.id : [])),
  );
  const places = named.map(({ granted }) => CUSTODY.indexOf(granted.custody ?? 'segregated'));
  const custody = CUSTODY[Math.max(growers.size > 1 ? 1 : 0, ...places)] ?? 'segregated';
  const premiumFunds = [...new Set(named.flatMap(({ granted }) => granted.premiumFund ?? []))].sort();
  const said = { kind: 'all' as const, claim, certificateIds, until, custody };
  const begins = day > today ? { ...said, from: day } : said;
  return premiumFunds.length > 0 ? { ...begins, premiumFunds } : begins;
}

function shares(claim: string, { origins }: Facts, partOf: (lotId: string) => string | undefined): Claim[] {
  const sums = new Map<string, number>();
  for (const { lotId, grams } of origins) {
    const part = partOf(lotId);
    if (part === undefined) return [];
    sums.set(part, (sums.get(part) ?? 0) + grams);
  }
  const sorted = [...sums.entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const weights = sorted.map(([, grams]) => grams);
  const permilles = splitByLargestRemainder(1_000, weights);
  const parts = sorted.map(([of, grams], at) => ({ of, grams, permille: permilles[at] ?? 0 }));
  return [{ kind: 'share', claim, parts }];
}

const oneCooperative =
  ({ rawLots, cooperatives }: Facts) =>
  (lotId: string): string | undefined => {
    const own = new Set(rawLots.get(lotId)?.members.map((member) => cooperatives.get(member)));
    return own.size === 1 ? [...own][0] : undefined;
  };

/** Runs that were never warmer than the limit of their day. */
function coldly({ runs, limits }: Facts): Claim[] {
  const found: Claim[] = [];
  for (const claim of new Set(limits.map((limit) => limit.claim))) {
    const asked = runs.filter(({ activity }) =>
      limits.some((limit) => limit.claim === claim && limit.activity === activity),
    );
    const isCold = ({ activity, completedAt, highestDeciCelsius }: Run) => {
      const dated = limits
        .filter(
          (one) =>
            one.claim === claim && one.activity === activity && one.validFrom <= businessDate(completedAt),
        )
        .sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0));
      const most = dated.at(-1)?.maxDeciCelsius;
      return most !== undefined && highestDeciCelsius !== undefined && highestDeciCelsius <= most;
    };
    if (asked.length > 0 && asked.every(isCold))
      found.push({ kind: 'process', claim, runIds: asked.map(({ runId }) => runId).sort() });
  }
  return found;
}
