import type { CertificationContractEvent } from '../../src/certification.events';
import type { ExamplesOf } from './example';

const lotId = 'RUN-2_B';
const standard = { standardId: 'olive-oil-eu', version: '2022-2104' };
const at = '2026-11-20T10:00:00.000Z';
const claims = [
  { kind: 'all', claim: 'organic', certificateIds: ['CERT-1'] },
  {
    kind: 'share',
    claim: 'origin',
    parts: [
      { of: 'C-OUEZZANE', grams: 114_000 },
      { of: 'C-SEFROU', grams: 76_000 },
    ],
  },
  { kind: 'same', claim: 'harvest_year', value: '2026' },
  { kind: 'process', claim: 'cold_extraction', runIds: ['RUN-1'] },
] as const;
const certificateId = 'CERT-1';

/** The bottles of the worked press: held, released for the Union, rejected by a second one, recalled. */
export const certificationExamples = {
  LotHeld: { v: 1, data: { lotId, cause: 'systematic', reason: 'never controlled', heldAt: at } },
  LotReleased: {
    v: 1,
    data: {
      lotId,
      market: 'EU',
      standard,
      grade: 'extra-virgin',
      claims,
      controlId: 'CT-1',
      releasedAt: at,
    },
  },
  LotRejected: {
    v: 1,
    data: {
      lotId,
      market: 'EU',
      standard,
      controlId: 'CT-1',
      reason: 'acidity 2.4 % is above 2.0 %',
      mayStill: ['other_market', 'rework', 'destruction'],
      rejectedAt: at,
    },
  },
  LotRecalled: { v: 1, data: { lotId, recallId: 'RC-1', reason: 'glass in a bottle', recalledAt: at } },
  LotClaimsChanged: {
    v: 1,
    data: { lotId, claims: claims.slice(1), reason: 'CERT-1 is suspended', changedAt: at },
  },
  CertificateGranted: {
    v: 1,
    data: {
      certificateId,
      claim: 'organic',
      standard: { standardId: 'organic-eu', version: '2018-848' },
      body: 'CCPB',
      number: 'MA-BIO-154-0001',
      holder: { kind: 'cooperative', id: 'C-OUEZZANE' },
      productIds: ['OLIVE'],
      activities: [],
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    },
  },
  CertificateSuspended: {
    v: 1,
    data: { certificateId, reason: 'a forbidden product was found', effectiveFrom: '2026-11-10' },
  },
  CertificateReinstated: {
    v: 1,
    data: { certificateId, reason: 'the finding was closed', effectiveFrom: '2026-12-01' },
  },
  CertificateWithdrawn: {
    v: 1,
    data: { certificateId, reason: 'the finding stands', effectiveFrom: '2026-10-01' },
  },
} satisfies ExamplesOf<CertificationContractEvent>;
