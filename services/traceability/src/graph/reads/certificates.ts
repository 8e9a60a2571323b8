import { certification } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** A certificate as a trace names it. */
export interface TracedCertificate {
  readonly certificateId: string;
  readonly claim: string;
  readonly standard: string;
  readonly body: string;
  readonly number: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly status: 'granted' | 'suspended' | 'withdrawn';
}

/** What is each certificate that claims stand on? */
export const tracedCertificatesView = projectionFrom(certification.certificate)<TracedCertificate>({
  name: 'traced_certificates',
  version: 1,
  keys: ({ data: { certificateId } }) => [certificateId],
  project: {
    CertificateGranted(_document, { data }) {
      const { certificateId, claim, standard, body, number, validFrom, validTo } = data;
      const by = `${standard.standardId} ${standard.version}`;
      return { certificateId, claim, standard: by, body, number, validFrom, validTo, status: 'granted' };
    },
    CertificateSuspended: (document) => document && { ...document, status: 'suspended' },
    CertificateReinstated: (document) => document && { ...document, status: 'granted' },
    CertificateWithdrawn: (document) => document && { ...document, status: 'withdrawn' },
  },
});
