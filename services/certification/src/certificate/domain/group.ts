/** A farmer of an organic group, by what the regulation asks (EU 2018/848, article 36; chain.md 5). */
export interface GroupMember {
  readonly producerCode: string;
  readonly hectaresHundredths: number;
  readonly greenhouseHectaresHundredths: number;
  readonly grasslandHectaresHundredths: number;
  /** Organic turnover a year, in euro cents; null where it is not known. */
  readonly turnoverEuroCents: number | null;
  readonly standardOutputEuroCents: number | null;
  /** What certification alone would cost, as a share of the turnover or of the standard output, in ppm. */
  readonly certificationCostPpm: number | null;
}

export const MOST_MEMBERS = 2_000;
const MOST = { hectares: 500, greenhouse: 50, grassland: 1_500 };
const TURNOVER = 2_500_000;
const OUTPUT = 1_500_000;
const COST_PPM = 20_000;

/** Whether a farmer may be in a group: small enough, or of so little turnover that a certificate of their own costs too much. */
export function isEligible(member: GroupMember): boolean {
  const isSmall =
    member.hectaresHundredths <= MOST.hectares &&
    member.greenhouseHectaresHundredths <= MOST.greenhouse &&
    member.grasslandHectaresHundredths <= MOST.grassland;
  if (isSmall) return true;
  const { turnoverEuroCents, standardOutputEuroCents, certificationCostPpm } = member;
  const isPoor =
    (turnoverEuroCents !== null && turnoverEuroCents <= TURNOVER) ||
    (standardOutputEuroCents !== null && standardOutputEuroCents <= OUTPUT);
  return isPoor && certificationCostPpm !== null && certificationCostPpm > COST_PPM;
}
