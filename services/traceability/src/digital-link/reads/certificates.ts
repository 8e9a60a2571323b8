import { certification } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { Certificate } from '../domain/standing';

/** Which certificates were granted, and what became of each? */
export const certificatesProjection = projectionFrom(certification.certificate)<Certificate>({
  name: 'certificates',
  version: 1,
  keys: ({ data }) => [data.certificateId],
  project: {
    CertificateGranted: (_document, { data }) => ({
      certificateId: data.certificateId,
      claim: data.claim,
      body: data.body,
      number: data.number,
      validFrom: data.validFrom,
      validTo: data.validTo,
      changes: [],
    }),
    CertificateSuspended: (document, { data: { effectiveFrom } }) =>
      document && withChange(document, 'suspended', effectiveFrom),
    CertificateReinstated: (document, { data: { effectiveFrom } }) =>
      document && withChange(document, 'reinstated', effectiveFrom),
    CertificateWithdrawn: (document, { data: { effectiveFrom } }) =>
      document && withChange(document, 'withdrawn', effectiveFrom),
  },
});

const withChange = (
  document: Certificate,
  kind: Certificate['changes'][number]['kind'],
  effectiveFrom: string,
): Certificate => ({ ...document, changes: [...document.changes, { kind, effectiveFrom }] });
