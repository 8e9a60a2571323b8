import { iceKey, ribKey, withGs1CheckDigit } from '@oce/identifiers';
import type { Answered, OfficeUnderTest } from './office-under-test';

/** The persons of the small office, with what nobody but them and the office may know. */
export interface Person {
  readonly producerCode: string;
  readonly name: string;
  readonly cin: string;
  readonly phone: string;
  readonly birthDate: string;
  readonly rib: string;
}

export const CAMPAIGN = 'OLIVE-2026';
export const PRODUCT = 'OLIVE';
export const STATION = 'ST-1';
export const TERMINAL = 'TM-1';

const digits = (number: number, length: number): string => String(number).padStart(length, '0');
/** The person of a number: nobody, for names, CIN, telephone and account are made up from it. */
export const personOf = (at: number): Person => {
  const account = `999999${digits(at, 16)}`;
  return {
    producerCode: `P-${digits(at, 4)}`,
    name: `Zahwa Ouldtemara${digits(at, 2)}`,
    cin: `ZY${digits(550_100 + at, 6)}`,
    phone: `+2126${digits(77_700 + at, 8)}`,
    birthDate: `19${digits(60 + (at % 40), 2)}-07-2${at % 10}`,
    rib: `${account}${ribKey(account)}`,
  };
};
export const PERSONS: readonly Person[] = [1, 2, 3, 4].map(personOf);

/** The identifier of the company of a number: nobody's. */
export function iceOf(at: number): string {
  const body = `00998877${digits(60_000 + at, 5)}`;
  return `${body}${iceKey(body)}`;
}

/** What must stand before anything is weighed: in this order, for each stands on those before. */
const OPENING: readonly (readonly [string, object])[] = [
  [
    'affiliation/products',
    {
      productId: PRODUCT,
      name: 'Olives à huile',
      gtin: withGs1CheckDigit('0611999000901'),
      unit: 'kg',
      grades: [
        { grade: 'extra', name: 'Extra' },
        { grade: 'vierge', name: 'Vierge' },
      ],
    },
  ],
  [
    'affiliation/campaigns',
    {
      campaignId: CAMPAIGN,
      productId: PRODUCT,
      name: 'Campagne 2026',
      opensOn: '2026-09-01',
      lastWeighingOn: '2026-12-31',
    },
  ],
  [
    'affiliation/cooperatives',
    {
      cooperativeId: 'COOP-1',
      name: 'Coopérative des essais',
      region: 'Ouazzane',
      ice: iceOf(1),
      affiliatedOn: '2026-01-01',
    },
  ],
  [
    'affiliation/cooperatives/COOP-1/conventions',
    {
      conventionNumber: 'CONV-1',
      validFrom: '2026-01-01',
      validTo: '2028-12-31',
      products: [PRODUCT],
      commissionCapPpm: 50_000,
    },
  ],
  ...PERSONS.map(
    ({ rib: _rib, ...who }) =>
      ['affiliation/producers', { ...who, cooperativeId: 'COOP-1', affiliatedOn: '2026-01-02' }] as const,
  ),
  [
    'collection/stations',
    { stationId: STATION, name: 'Station', cooperativeId: 'COOP-1', openedOn: '2026-01-01' },
  ],
  [
    `collection/stations/${STATION}/scales`,
    {
      scaleId: 'SC-1',
      kind: 'weighbridge',
      certificate: 'CERT-1',
      verifiedOn: '2026-01-01',
      validUntil: '2027-01-01',
    },
  ],
  [`collection/stations/${STATION}/terminals`, { terminalId: TERMINAL, scaleId: 'SC-1' }],
  [
    'collection/intake-rules',
    {
      productId: PRODUCT,
      validFrom: '2026-09-01',
      impuritiesTolerancePpm: 10_000,
      maxImpuritiesPpm: 100_000,
      maxMoisturePpm: 600_000,
    },
  ],
  [
    'payments/price-schedules',
    {
      version: 'PRICE-1',
      campaignId: CAMPAIGN,
      productId: PRODUCT,
      validFrom: '2026-09-01',
      advancePpm: 600_000,
      grades: [
        { grade: 'extra', pricePerKgCentimes: 600, pointsPpm: 1_050_000 },
        { grade: 'vierge', pricePerKgCentimes: 500, pointsPpm: 1_000_000 },
      ],
    },
  ],
  [
    'payments/deduction-schedules',
    {
      version: 'DEDUCTION-1',
      validFrom: '2026-09-01',
      capsPpm: { legal: 100_000, insurance: 200_000, input_credit: 300_000, voluntary: 100_000 },
      floorPpm: 500_000,
    },
  ],
];

/** Opens a small office: a product, a campaign, a cooperative with its producers, a station, and the rules of all. */
export async function openSmallOffice(office: OfficeUnderTest): Promise<void> {
  for (const [path, body] of OPENING) await office.post(path, body);
  await office.ready({ quiet: true });
}

/** The n-th weigh ticket: always the same, so that sending it again is the same ticket. */
export const ticketOf = (number: number): object => ({
  stationId: STATION,
  terminalId: TERMINAL,
  ticketNumber: `T-${digits(number, 6)}`,
  producerCode: PERSONS[number % PERSONS.length]?.producerCode,
  campaignId: CAMPAIGN,
  productId: PRODUCT,
  grossGrams: 1_500_000 + number,
  tareGrams: 360_000,
  weighedAt: `2026-10-${digits(1 + (number % 28), 2)}T08:${digits(number % 60, 2)}:00Z`,
});
export const deliveryOf = (number: number): string => `${TERMINAL}_T-${digits(number, 6)}`;

/** The n-th quality sheet. */
export const sheetOf = (number: number): object => ({
  sampleId: `S-${digits(number, 6)}`,
  grade: number % 3 === 0 ? 'vierge' : 'extra',
  impuritiesPpm: 5_000 + number,
  moisturePpm: 400_000,
});

/** Weighs one in and grades it; both must be accepted. */
export async function weighAndGrade(office: OfficeUnderTest, number: number): Promise<Answered> {
  await office.post('collection/deliveries', ticketOf(number));
  return office.post(`collection/deliveries/${deliveryOf(number)}/grade`, sheetOf(number));
}
