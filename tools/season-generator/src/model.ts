/** The facts of a season, before they are written in anyone's file format. Grams, centimes, ppm, ISO dates. */
export type ProductId = 'OLIVE' | 'MIEL' | 'CAPRE';

export interface Cooperative {
  readonly cooperativeId: string;
  readonly shortCode: string;
  readonly name: string;
  readonly region: string;
  readonly ice: string;
  readonly conventionNumber: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly products: readonly ProductId[];
  readonly commissionCapPpm: number;
}

export interface Producer {
  readonly producerCode: string;
  readonly cooperativeId: string;
  readonly givenName: string;
  readonly familyName: string;
  /** Empty where the cooperative keeps no Arabic spelling. */
  readonly arabicName: string;
  readonly cin: string;
  readonly phone: string;
  readonly birthDate: string;
  readonly affiliatedOn: string;
  readonly products: readonly ProductId[];
  readonly rib: string;
}

export interface Station {
  readonly stationId: string;
  readonly name: string;
  readonly cooperativeId: string;
  readonly openedOn: string;
  readonly scales: readonly Scale[];
  readonly terminals: readonly Terminal[];
}

export interface Scale {
  readonly scaleId: string;
  readonly kind: 'weighbridge' | 'platform';
  readonly verifications: readonly { certificate: string; verifiedOn: string; validUntil: string }[];
}

export interface Terminal {
  readonly terminalId: string;
  readonly scaleId: string;
}

/** What becomes of a weigh ticket when the season is played. */
export type Fate = 'accepted' | 'refused' | 'unknown_producer' | 'expired_scale' | 'malformed';

export interface Containers {
  readonly kind: string;
  readonly count: number;
  readonly tareGramsEach: number;
}

export interface Delivery {
  readonly stationId: string;
  readonly terminalId: string;
  readonly ticketNumber: string;
  readonly producerCode: string;
  readonly campaignId: string;
  readonly productId: ProductId;
  readonly date: string;
  /** Local time, hh:mm:ss. */
  readonly time: string;
  readonly grossGrams: number;
  readonly tareGrams: number;
  readonly containers: Containers;
  readonly fate: Fate;
  readonly grading: Grading;
}

export interface Grading {
  readonly grade: string;
  readonly impuritiesPpm: number;
  readonly moisturePpm: number;
  /** Local, minutes after weighing. */
  readonly minutesLater: number;
  readonly refusalReason: string;
}

/** Grams on the scale without vehicle and containers. */
export function netGrams({ grossGrams, tareGrams }: Pick<Delivery, 'grossGrams' | 'tareGrams'>): number {
  return grossGrams - tareGrams;
}
