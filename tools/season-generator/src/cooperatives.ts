import { iceKey } from '@oce/identifiers';
import type { Random } from './random';
import type { COOPERATIVES, RowOf } from './sheets';

/** The five regions; how many members each sends to this season, 140 in all. */
export const REGIONS = [
  { shortCode: 'OUEZ', name: 'Ouazzane', station: 'Ouazzane', members: 36, products: ['OLIVE', 'MIEL'] },
  {
    shortCode: 'MDZ',
    name: 'Moulay Driss Zerhoune',
    station: 'Moulay Driss Zerhoune',
    members: 27,
    products: ['OLIVE', 'CAPRE'],
  },
  { shortCode: 'MEK', name: 'Meknès', station: 'Meknès', members: 30, products: ['OLIVE', 'CAPRE'] },
  {
    shortCode: 'IFR',
    name: 'Ifrane / Boulemane',
    station: 'Ifrane',
    members: 20,
    products: ['MIEL', 'OLIVE'],
  },
  {
    shortCode: 'SEF',
    name: 'Sefrou / Imouzzer',
    station: 'Sefrou',
    members: 27,
    products: ['OLIVE', 'CAPRE'],
  },
] as const;

/** The scale whose verification runs out in mid-season, and the days on which it takes no intake. */
export const EXPIRED_SCALE = {
  scaleId: 'SC-SEF-02',
  terminalId: 'TM-SEF-02',
  validUntil: '2026-10-14',
  verifiedAgainOn: '2026-10-17',
} as const;

export function makeCooperatives(random: Random): RowOf<typeof COOPERATIVES>[] {
  return REGIONS.map(({ shortCode, name, products }, index) => {
    // Companies numbered from 99: none exists, so no real one is named by chance.
    const body = `99${random.int(1_000_000, 9_999_999)}0001`;
    return {
      cooperativeId: `COOP-${shortCode}`,
      shortCode,
      name: `Coopérative ${name}`,
      region: name,
      ice: body + iceKey(body),
      conventionNumber: `CONV-2026-0${index + 1}`,
      validFrom: '2026-01-01',
      validTo: '2028-12-31',
      products,
      commissionCapPpm: 50_000,
    };
  });
}

/** One station a cooperative, with a weighbridge (01) and a platform scale (02), a terminal at each. */
export function makeStations() {
  return REGIONS.map(({ shortCode, station }, index) => ({
    stationId: `ST-${shortCode}-01`,
    name: `Station de ${station}`,
    cooperativeId: `COOP-${shortCode}`,
    openedOn: '2026-09-01',
    scales: [
      {
        scaleId: `SC-${shortCode}-01`,
        kind: 'weighbridge',
        verifications: [verification(`SC-${shortCode}-01`, `2026-03-${10 + index}`, `2027-03-${10 + index}`)],
      },
      {
        scaleId: `SC-${shortCode}-02`,
        kind: 'platform',
        verifications: platformVerifications(`SC-${shortCode}-02`, index),
      },
    ],
    terminals: [
      { terminalId: `TM-${shortCode}-01`, scaleId: `SC-${shortCode}-01` },
      { terminalId: `TM-${shortCode}-02`, scaleId: `SC-${shortCode}-02` },
    ],
  }));
}

function platformVerifications(scaleId: string, index: number) {
  if (scaleId !== EXPIRED_SCALE.scaleId) {
    return [verification(scaleId, `2026-04-${10 + index}`, `2027-04-${10 + index}`)];
  }
  return [
    verification(scaleId, '2025-10-15', EXPIRED_SCALE.validUntil),
    verification(scaleId, EXPIRED_SCALE.verifiedAgainOn, '2027-10-16'),
  ];
}

function verification(scaleId: string, verifiedOn: string, validUntil: string) {
  return { certificate: `CERT-${scaleId}-${verifiedOn.slice(0, 4)}`, verifiedOn, validUntil };
}
