import type { AffiliationContractEvent } from '../../src/affiliation.events';
import type { ExamplesOf } from './example';

const encrypted = 'enc:1:P-0001:bm90IGEgcmVhbCBjaXBoZXJ0ZXh0';

export const affiliationExamples = {
  CooperativeAffiliated: {
    v: 1,
    data: {
      cooperativeId: 'C-OUEZZANE',
      name: 'Coopérative Ouazzane',
      region: 'Ouazzane',
      ice: '001526374000059',
      affiliatedOn: '2026-01-15',
    },
  },
  ConventionSigned: {
    v: 1,
    data: {
      cooperativeId: 'C-OUEZZANE',
      conventionNumber: 'CV-2026-01',
      validFrom: '2026-02-01',
      validTo: '2029-01-31',
      products: ['OLIVE'],
      commissionCapPpm: 40_000,
    },
  },
  ConventionEnded: {
    v: 1,
    data: {
      cooperativeId: 'C-OUEZZANE',
      conventionNumber: 'CV-2026-01',
      endedOn: '2028-06-30',
      reason: 'by mutual consent',
    },
  },
  ProducerAffiliated: {
    v: 1,
    data: {
      producerCode: 'P-0001',
      cooperativeId: 'C-OUEZZANE',
      affiliatedOn: '2026-02-03',
      name: encrypted,
      nameArabic: encrypted,
      cin: encrypted,
      phone: encrypted,
      birthDate: encrypted,
      fingerprint: 'yQ2vJmJYk0m4x0Jj0n8m2w',
      cinClaim: 'cin-3q2-7wAAAA',
    },
  },
  PlotDeclared: {
    v: 1,
    data: {
      producerCode: 'P-0001',
      plotId: 'PL-1',
      crop: 'olive',
      areaSquareMetres: 12_000,
      location: '34.7961,-5.5786',
    },
  },
  ProducerContactChanged: {
    v: 1,
    data: { producerCode: 'P-0001', phone: encrypted, fingerprint: 'yQ2vJmJYk0m4x0Jj0n8m2w' },
  },
  ProducerLeft: { v: 1, data: { producerCode: 'P-0001', leftOn: '2027-03-31', reason: 'gave up farming' } },
  ErasureRequested: {
    v: 1,
    data: { personId: 'P-0001', requestedOn: '2027-04-02', reason: 'asked for it' },
  },
  PersonErased: { v: 1, data: { personId: 'P-0001', requestedOn: '2027-04-02', reason: 'asked for it' } },
  ExporterAffiliated: {
    v: 1,
    data: {
      exporterId: 'X-1',
      name: 'Exportateur du Nord',
      ice: '001526374000059',
      affiliatedOn: '2026-03-01',
    },
  },
  CampaignOpened: {
    v: 1,
    data: {
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      name: 'Olives 2026',
      opensOn: '2026-10-01',
      lastWeighingOn: '2026-12-31',
    },
  },
  CampaignClosed: { v: 1, data: { campaignId: 'OLIVE-2026', closedOn: '2026-12-31' } },
  ProductListed: {
    v: 2,
    data: {
      productId: 'OLIVE',
      name: 'Olives à huile',
      gtin: '06291041500213',
      unit: 'kg',
      kind: 'raw',
      packing: null,
      grades: [
        { grade: 'extra', name: 'Extra' },
        { grade: 'virgin', name: 'Vierge' },
      ],
    },
  },
} satisfies ExamplesOf<AffiliationContractEvent>;
