import type { ChainOffice } from './chain-office';
import { cooperativeIdOf, HOUSE, membersOf } from './story';

const ORGANIC = 'CERT-BIO-TZM';
const OF_HOUSE = 'CERT-BIO-CO-ZRH';
/** What is of the organic olives alone. */
const LOT = 'EM-03_B';

/** What a suspension in mid-season did: to what is not sold, and who has what is. */
export interface Suspension {
  readonly certificateId: string;
  readonly reason: string;
  readonly lotId: string;
  readonly unsoldGrams: number;
  readonly sold: readonly { readonly orderId: string; readonly buyerId: string; readonly grams: number }[];
}

/** The cooperative's certificate with its group, inspected, and that of the house for what it does to organic goods. */
export async function grantCertificates(office: ChainOffice): Promise<void> {
  const common = {
    claim: 'organic',
    standard: { standardId: 'organic-eu', version: '2018-848' },
    body: 'Organisme de contrôle (démonstration)',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
  };
  await office.post('certification/certificates', {
    certificateId: ORGANIC,
    ...common,
    number: 'BIO-2026-118',
    holder: { kind: 'cooperative', id: cooperativeIdOf('TZM') },
    productIds: ['OLIVE'],
  });
  await office.post('certification/certificates', {
    certificateId: OF_HOUSE,
    ...common,
    number: 'BIO-2026-119',
    holder: { kind: 'station', id: HOUSE },
    productIds: ['OLIVE-OIL', 'BOTTLE-500'],
    activities: ['press', 'bottle'],
  });
  const at = `certification/certificates/${ORGANIC}`;
  await office.post(`${at}/members`, {
    validFrom: '2026-01-01',
    members: membersOf('TZM').map((producerCode) => ({
      producerCode,
      hectaresHundredths: 180,
      greenhouseHectaresHundredths: 0,
      grasslandHectaresHundredths: 0,
    })),
  });
  for (const producerCode of membersOf('TZM'))
    await office.post(`${at}/inspections`, { producerCode, inspectedOn: '2026-06-10', nonConformities: [] });
}

interface LotStatus {
  readonly claims: readonly { readonly kind: string; readonly claim: string }[];
}
const isOrganic = ({ claims }: LotStatus) => claims.some((one) => one.claim === 'organic');

/** Suspends it, and reads what that did. */
export async function suspend(office: ChainOffice): Promise<Suspension> {
  const reason = 'registre des traitements incomplet';
  await becomes(office, true);
  await office.post(`certification/certificates/${ORGANIC}/suspensions`, {
    reason,
    effectiveFrom: '2026-10-22',
  });
  await becomes(office, false);
  const { leftGrams } = await office.get<{ leftGrams: number }>(`sales/lots/${LOT}`);
  const { items } = await office.get<{ items: (Suspension['sold'][number] & { lotId: string })[] }>(
    `certification/certificates/${ORGANIC}/sold`,
  );
  const sold = items
    .filter(({ lotId }) => lotId === LOT)
    .map(({ orderId, buyerId, grams }) => ({ orderId, buyerId, grams }));
  return { certificateId: ORGANIC, reason, lotId: LOT, unsoldGrams: leftGrams, sold };
}

/** The register is complete again: what is not sold is organic once more. */
export async function reinstate(office: ChainOffice): Promise<void> {
  await office.post(`certification/certificates/${ORGANIC}/reinstatements`, {
    reason: 'registre complété et vérifié',
    effectiveFrom: '2026-11-02',
  });
  await becomes(office, true);
}

const becomes = (office: ChainOffice, organic: boolean) =>
  office.getSoon<LotStatus, true>(
    `certification/lots/${LOT}`,
    (lot) => isOrganic(lot) === organic || undefined,
  );
