import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

import { OCE } from './streams';

/**
 * What a product is (chain.md 1): members' goods as harvested, in bulk, packed or left of a run, which carry origins; a
 * material of runs; an input of farms.
 */
export type ProductKind = 'raw' | 'bulk' | 'packed' | 'by-product' | 'material' | 'input';

/** In what a product is sold and priced. */
export type SalesUnit = 'kg' | 'litre' | 'piece';

/** A piece and what it is packed in, from the inside out; a level that does not exist has neither count nor GTIN. */
export interface Packing {
  /** Net, of one piece. */
  readonly pieceGrams: number;
  /** Net at 20 C; null where the piece is declared by weight. */
  readonly pieceMillilitres: number | null;
  /** Of what is packed in liquid; null else. */
  readonly drainedGrams: number | null;
  readonly case: { readonly pieces: number; readonly gtin: string } | null;
  readonly pallet: { readonly cases: number; readonly gtin: string } | null;
}

/** A personal field: `enc:1:<person>:<ciphertext>`, encrypted with the person's own key. */
export type Encrypted = string;

/** What is said of the person behind a producer. */
const erasure = defineEvents(
  { stream: OCE, context: 'affiliation', aggregate: 'producer', id: 'personId' },
  {
    /** A person asks to be forgotten: done as soon as no money is on its way to them, which payments tells. */
    ErasureRequested: event<{ personId: string; requestedOn: string; reason: string }>(),
    /** The name is gone from now on, the key that opens it a moment later. A producer's person id is the producer code. */
    PersonErased: event<{ personId: string; requestedOn: string; reason: string }>(),
  },
);

/** What affiliation says to the others. */
export const affiliation = {
  cooperative: defineEvents(
    { stream: OCE, context: 'affiliation', aggregate: 'cooperative', id: 'cooperativeId' },
    {
      CooperativeAffiliated: event<{
        cooperativeId: string;
        name: string;
        region: string;
        ice: string;
        affiliatedOn: string;
      }>(),
      ConventionSigned: event<{
        cooperativeId: string;
        conventionNumber: string;
        validFrom: string;
        validTo: string;
        products: readonly string[];
        /** Cap on the total of OCE's charges, as a share of the proceeds. */
        commissionCapPpm: number;
      }>(),
      ConventionEnded: event<{
        cooperativeId: string;
        conventionNumber: string;
        endedOn: string;
        reason: string;
      }>(),
    },
  ),
  producer: defineEvents(
    { stream: OCE, context: 'affiliation', aggregate: 'producer', id: 'producerCode' },
    {
      ...erasure,
      ProducerAffiliated: event<{
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
      }>(),
      PlotDeclared: event<{
        producerCode: string;
        plotId: string;
        crop: string;
        areaSquareMetres: number;
        location: string;
      }>(),
      ProducerContactChanged: event<{ producerCode: string; phone: Encrypted; fingerprint?: string }>(),
      ProducerLeft: event<{ producerCode: string; leftOn: string; reason: string }>(),
    },
  ),
  exporter: defineEvents(
    { stream: OCE, context: 'affiliation', aggregate: 'exporter', id: 'exporterId' },
    {
      ExporterAffiliated: event<{ exporterId: string; name: string; ice: string; affiliatedOn: string }>(),
    },
  ),
  campaign: defineEvents(
    { stream: OCE, context: 'affiliation', aggregate: 'campaign', id: 'campaignId' },
    {
      CampaignOpened: event<{
        campaignId: string;
        productId: string;
        name: string;
        opensOn: string;
        lastWeighingOn: string;
      }>(),
      CampaignClosed: event<{ campaignId: string; closedOn: string }>(),
    },
  ),
  product: defineEvents(
    { stream: OCE, context: 'affiliation', aggregate: 'product', id: 'productId' },
    {
      /** Version 1 knew raw products that are sold by the kilogram alone. */
      ProductListed: event<{
        productId: string;
        name: string;
        /** Of what is sold one by one, or of the product as it is weighed. */
        gtin: string;
        kind: ProductKind;
        unit: SalesUnit;
        /** Of what is sold by the piece; null else. */
        packing: Packing | null;
        grades: readonly { grade: string; name: string }[];
      }>().version(2, { 1: (data) => ({ ...data, kind: 'raw', packing: null }) }),
    },
  ),
};

export type CooperativeAffiliated = EventOf<typeof affiliation.cooperative.CooperativeAffiliated>;
export type ConventionSigned = EventOf<typeof affiliation.cooperative.ConventionSigned>;
export type ConventionEnded = EventOf<typeof affiliation.cooperative.ConventionEnded>;
export type ProducerAffiliated = EventOf<typeof affiliation.producer.ProducerAffiliated>;
export type PlotDeclared = EventOf<typeof affiliation.producer.PlotDeclared>;
export type ProducerContactChanged = EventOf<typeof affiliation.producer.ProducerContactChanged>;
export type ProducerLeft = EventOf<typeof affiliation.producer.ProducerLeft>;
export type ErasureRequested = EventOf<typeof affiliation.producer.ErasureRequested>;
export type PersonErased = EventOf<typeof affiliation.producer.PersonErased>;
export type ExporterAffiliated = EventOf<typeof affiliation.exporter.ExporterAffiliated>;
export type CampaignOpened = EventOf<typeof affiliation.campaign.CampaignOpened>;
export type CampaignClosed = EventOf<typeof affiliation.campaign.CampaignClosed>;
export type ProductListed = EventOf<typeof affiliation.product.ProductListed>;

export type AffiliationContractEvent = EventOf<(typeof affiliation)[keyof typeof affiliation]>;
