import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

import { OCE } from './streams';

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
      ProductListed: event<{
        productId: string;
        name: string;
        gtin: string;
        unit: 'kg';
        grades: readonly { grade: string; name: string }[];
      }>(),
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
