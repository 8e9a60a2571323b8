import type { Event } from '@oce/event-sourcing';

/** A personal field: `enc:1:<person>:<ciphertext>`, encrypted with the person's own key. */
export type Encrypted = string;

export type CooperativeAffiliated = Event<
  'CooperativeAffiliated',
  { cooperativeId: string; name: string; region: string; ice: string; affiliatedOn: string },
  1
>;
export type ConventionSigned = Event<
  'ConventionSigned',
  {
    cooperativeId: string;
    conventionNumber: string;
    validFrom: string;
    validTo: string;
    products: readonly string[];
    /** Cap on the total of OCE's charges, as a share of the proceeds. */
    commissionCapPpm: number;
  },
  1
>;
export type ConventionEnded = Event<
  'ConventionEnded',
  { cooperativeId: string; conventionNumber: string; endedOn: string; reason: string },
  1
>;
export type ProducerAffiliated = Event<
  'ProducerAffiliated',
  {
    producerCode: string;
    cooperativeId: string;
    affiliatedOn: string;
    name: Encrypted;
    nameArabic?: Encrypted;
    cin: Encrypted;
    phone: Encrypted;
    birthDate: Encrypted;
    /** Keyed hash over the personal fields: tells the same affiliation from another, and nothing to whoever has no secret. */
    fingerprint?: string;
    /** Id of the claim that the CIN is this producer's alone. */
    cinClaim?: string;
  },
  1
>;
export type PlotDeclared = Event<
  'PlotDeclared',
  { producerCode: string; plotId: string; crop: string; areaSquareMetres: number; location: string },
  1
>;
export type ProducerContactChanged = Event<
  'ProducerContactChanged',
  { producerCode: string; phone: Encrypted; fingerprint?: string },
  1
>;
export type ProducerLeft = Event<'ProducerLeft', { producerCode: string; leftOn: string; reason: string }, 1>;
/** The name is gone from now on, the key that opens it a moment later. A producer's person id is the producer code. */
export type PersonErased = Event<
  'PersonErased',
  { personId: string; requestedOn: string; reason: string },
  1
>;
export type ExporterAffiliated = Event<
  'ExporterAffiliated',
  { exporterId: string; name: string; ice: string; affiliatedOn: string },
  1
>;
export type CampaignOpened = Event<
  'CampaignOpened',
  { campaignId: string; productId: string; name: string; opensOn: string; lastWeighingOn: string },
  1
>;
export type CampaignClosed = Event<'CampaignClosed', { campaignId: string; closedOn: string }, 1>;
export type ProductListed = Event<
  'ProductListed',
  {
    productId: string;
    name: string;
    gtin: string;
    unit: 'kg';
    grades: readonly { grade: string; name: string }[];
  },
  1
>;

/** What affiliation says to the others. */
export type AffiliationContractEvent =
  | CooperativeAffiliated
  | ConventionSigned
  | ConventionEnded
  | ProducerAffiliated
  | PlotDeclared
  | ProducerContactChanged
  | ProducerLeft
  | PersonErased
  | ExporterAffiliated
  | CampaignOpened
  | CampaignClosed
  | ProductListed;
