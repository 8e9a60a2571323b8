import { certification } from '@oce/contracts';
import { tracedCertificatesView, type TracedCertificate } from './reads/certificates';

const { CertificateGranted, CertificateSuspended, CertificateReinstated, CertificateWithdrawn } =
  certification.certificate;

describe('a certificate in a trace', () => {
  it('stands as certification says last', () => {
    const granted = CertificateGranted({
      certificateId: 'ORG-1',
      claim: 'organic',
      standard: { standardId: 'organic', version: '2018' },
      body: 'BODY',
      number: 'N-1',
      holder: { kind: 'cooperative', id: 'C-1' },
      productIds: [],
      activities: [],
      validFrom: '2026-01-01',
      validTo: '2027-01-01',
    });
    const change = { certificateId: 'ORG-1', reason: 'inspection', effectiveFrom: '2026-10-01' };
    const told = [
      granted,
      CertificateSuspended(change),
      CertificateReinstated(change),
      CertificateWithdrawn(change),
    ];
    let document: TracedCertificate | undefined;
    const statuses = told.map((event) => {
      const [key = ''] = tracedCertificatesView.keys(event, {} as never);
      document = tracedCertificatesView.project(document, event, {} as never, key) ?? undefined;
      return document?.status;
    });
    expect(statuses).toEqual(['granted', 'suspended', 'granted', 'withdrawn']);
  });
});
