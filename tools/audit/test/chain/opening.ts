import { iceKey, withGs1CheckDigit } from '@oce/identifiers';

/** When everything happens. */
export const NOW = '2026-11-20T08:00:00Z';
export const TODAY = '2026-11-20';

const ICES = [1, 2, 3].map((at) => {
  const body = `00998877${String(70_000 + at).padStart(5, '0')}`;
  return `${body}${iceKey(body)}`;
});
const OLIVES = { campaignId: 'OLIVE-2026', productId: 'OLIVE' };
const GRADES = [{ grade: 'extra', name: 'Extra' }];

/** Raw lots, with whose olives are in each: P-1 and P-2 are of one cooperative, P-9 of another. */
const DELIVERED: Readonly<Record<string, string>> = {
  'LOT-1': 'P-1',
  'LOT-2': 'P-2',
  'LOT-3': 'P-9',
  'LOT-4': 'P-1',
};

const cooperative = (cooperativeId: string, at: number) => ({
  cooperativeId,
  name: `Coopérative ${at}`,
  region: 'Ouazzane',
  ice: ICES[at],
  affiliatedOn: '2026-01-01',
});
const producer = (producerCode: string, cooperativeId: string, at: number) => ({
  producerCode,
  cooperativeId,
  name: `Membre ${producerCode}`,
  cin: `ZY66010${at}`,
  phone: `+21260077790${at}`,
  birthDate: '1970-01-01',
  affiliatedOn: '2026-01-02',
});
const convention = (conventionNumber: string) => ({
  conventionNumber,
  validFrom: '2026-01-01',
  validTo: '2028-12-31',
  products: ['OLIVE'],
  commissionCapPpm: 50_000,
});
const standard = (market: string) => ({
  standardId: `STD-${market}`,
  version: '1',
  market,
  productIds: ['OLIVE', 'OIL', 'BOTTLE'],
  validFrom: '2026-01-01',
  source: 'Rules of the trials',
  general: [{ parameter: 'mouldy', unit: '%', decimals: 1, max: '3.0' }],
  categories: [],
  counterAssessmentDays: 15,
});
const certificate = (certificateId: string, holder: object, more: object = {}) => ({
  certificateId,
  claim: 'organic',
  standard: { standardId: 'organic-eu', version: '2018-848' },
  body: 'CCPB',
  number: certificateId,
  holder,
  productIds: ['OLIVE'],
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  ...more,
});
const contract = (contractId: string, productId: string, more: object) => ({
  contractId,
  buyerId: 'B-1',
  kind: 'pooled',
  productId,
  currency: 'MAD',
  incoterm: 'FCA',
  place: 'Ouazzane',
  signedOn: '2026-10-01',
  paymentDays: 30,
  prices: ['extra', 'conform'].map((grade) => ({ grade, unitPriceMinor: 900 })),
  ...more,
});

/** What stands before anything happens: in this order, for each stands on those before. */
export const OPENING: readonly (readonly [path: string, body: object])[] = [
  [
    'affiliation/products',
    {
      productId: 'OLIVE',
      name: 'Olives',
      gtin: withGs1CheckDigit('0611999000902'),
      unit: 'kg',
      grades: GRADES,
    },
  ],
  [
    'affiliation/campaigns',
    { ...OLIVES, name: 'Campagne', opensOn: '2026-09-01', lastWeighingOn: '2026-12-31' },
  ],
  ['affiliation/cooperatives', cooperative('C-1', 0)],
  ['affiliation/cooperatives', cooperative('C-2', 1)],
  ['affiliation/cooperatives/C-1/conventions', convention('CV-1')],
  ['affiliation/cooperatives/C-2/conventions', convention('CV-2')],
  ['affiliation/producers', producer('P-1', 'C-1', 1)],
  ['affiliation/producers', producer('P-2', 'C-1', 2)],
  ['affiliation/producers', producer('P-9', 'C-2', 9)],
  [
    'collection/stations',
    { stationId: 'ST-1', name: 'Station', cooperativeId: 'C-1', openedOn: '2026-01-01' },
  ],
  [
    'collection/stations/ST-1/scales',
    {
      scaleId: 'SC-1',
      kind: 'weighbridge',
      certificate: 'V-1',
      verifiedOn: '2026-01-01',
      validUntil: '2027-01-01',
    },
  ],
  ['collection/stations/ST-1/terminals', { terminalId: 'TM-1', scaleId: 'SC-1' }],
  [
    'collection/intake-rules',
    {
      productId: 'OLIVE',
      validFrom: '2026-09-01',
      impuritiesTolerancePpm: 10_000,
      maxImpuritiesPpm: 100_000,
      maxMoisturePpm: 600_000,
    },
  ],
  ...Object.entries(DELIVERED).flatMap(([lotId, producerCode]) => delivered(lotId, producerCode)),
  ['conditioning/stations', { stationId: 'PRESS', name: 'Moulin', lineIds: ['L1'], openedOn: '2026-09-01' }],
  [
    'conditioning/product-terms',
    {
      productId: 'OIL',
      validFrom: '2026-09-01',
      densityGramsPerLitre: 916,
      yieldBand: { fromPpm: 82_440, toPpm: 247_320 },
    },
  ],
  [
    'conditioning/tanks',
    { tankId: 'T-1', stationId: 'PRESS', capacityMillilitres: 10_000_000, installedOn: '2026-09-01' },
  ],
  ['conditioning/tanks/T-1/assign', { productId: 'OIL', assignedOn: '2026-10-01' }],
  ['certification/standards', standard('MA')],
  ['certification/standards', standard('EU')],
  ['certification/certificates', certificate('CERT-1', { kind: 'cooperative', id: 'C-1' })],
  [
    'certification/certificates',
    certificate('CERT-P', { kind: 'station', id: 'PRESS' }, { activities: ['press', 'bottle'] }),
  ],
  [
    'sales/buyers',
    { buyerId: 'B-1', name: 'Huilerie', ice: ICES[2], city: 'Fès', limitCentimes: 1_000_000_000 },
  ],
  ['sales/contracts', contract('CT-OLIVE', 'OLIVE', { campaignId: OLIVES.campaignId })],
  ['sales/contracts', contract('CT-OIL', 'OIL', { productKind: 'packed' })],
  [
    'sales/contracts',
    contract('CT-BOTTLE', 'BOTTLE', { market: 'export', destination: 'EU', productKind: 'packed' }),
  ],
];

/** A delivery, graded, in an open lot of its own. */
function delivered(lotId: string, producerCode: string): [string, object][] {
  const ticketNumber = `T-${lotId}`;
  const deliveryId = `TM-1_${ticketNumber}`;
  const ticket = { stationId: 'ST-1', terminalId: 'TM-1', ticketNumber, producerCode, ...OLIVES };
  const weights = { grossGrams: 1_500_000, tareGrams: 500_000, weighedAt: '2026-11-10T08:00:00Z' };
  const sheet = { sampleId: `S-${lotId}`, grade: 'extra', impuritiesPpm: 5_000, moisturePpm: 400_000 };
  return [
    ['collection/deliveries', { ...ticket, ...weights }],
    [`collection/deliveries/${deliveryId}/grade`, sheet],
    ['collection/lots', { lotId, stationId: 'ST-1', ...OLIVES, grade: 'extra', openedOn: '2026-11-10' }],
    [`collection/lots/${lotId}/deliveries`, { deliveryIds: [deliveryId] }],
  ];
}
