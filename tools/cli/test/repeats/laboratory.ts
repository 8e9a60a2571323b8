import type { Stage } from './stage';

/** What commands of certification stand on, each made anew: a standard, a control, a certificate. */

const AT = '2026-10-20T08:00:00Z';

export const standardOf = (standardId: string, productId: string) => ({
  standardId,
  version: '1',
  market: 'MA',
  productIds: [productId],
  validFrom: '2026-01-01',
  source: 'Rules of the trials',
  general: [{ parameter: 'mouldy', unit: '%', decimals: 1, max: '3.0' }],
  categories: [],
  counterAssessmentDays: 15,
});

/** The standard of a product: a creation, so that each may make it ready. */
export async function standardFor(stage: Stage, productId: string): Promise<string> {
  const standardId = `STD-${productId}`;
  await stage.post('certification/standards', standardOf(standardId, productId));
  return standardId;
}

export const controlOf = (controlId: string, lotId: string, standardId: string) => ({
  controlId,
  kind: 'lot',
  id: lotId,
  market: 'MA',
  standardId,
  requestedOn: '2026-10-20',
});

export const sampleOf = (stage: Stage) => ({
  sampleId: stage.id('SAMPLE'),
  sealNumber: stage.id('SEAL'),
  counterSealNumber: stage.id('SEAL'),
  takenAt: AT,
});

export const analysisOf = (stage: Stage) => ({
  reportId: stage.id('REPORT'),
  body: 'LOARC',
  number: '1',
  results: [{ parameter: 'mouldy', unit: '%', value: '1.0' }],
  reportedOn: '2026-10-20',
});

interface Controlled {
  readonly lotId: string;
  readonly productId: string;
}

/** A control that was requested. */
export async function requested(stage: Stage, { lotId, productId }: Controlled): Promise<string> {
  const controlId = stage.id('CT');
  const body = controlOf(controlId, lotId, await standardFor(stage, productId));
  await stage.getSoon(`certification/lots/${lotId}`, (found) => found as object);
  await stage.post('certification/controls', body);
  return controlId;
}

export async function sampled(stage: Stage, of: Controlled): Promise<string> {
  const controlId = await requested(stage, of);
  await stage.post(`certification/controls/${controlId}/samples`, sampleOf(stage));
  return controlId;
}

export async function analysed(stage: Stage, of: Controlled): Promise<string> {
  const controlId = await sampled(stage, of);
  await stage.post(`certification/controls/${controlId}/analyses`, analysisOf(stage));
  return controlId;
}

/** A lot that may be sold. */
export async function release(stage: Stage, of: Controlled): Promise<void> {
  const controlId = await analysed(stage, of);
  await stage.post(`certification/controls/${controlId}/verdict`, { signedAt: AT });
  await stage.getSoon(`certification/lots/${of.lotId}`, ({ status }) => status === 'released' || undefined);
}

export const certificateOf = (certificateId: string) => ({
  certificateId,
  claim: 'organic',
  standard: { standardId: 'organic-eu', version: '2018-848' },
  body: 'CCPB',
  number: `N-${certificateId}`,
  holder: { kind: 'cooperative', id: 'C-TRIAL' },
  productIds: ['OLIVE'],
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
});

export async function certificate(stage: Stage): Promise<string> {
  const certificateId = stage.id('CERT');
  await stage.post('certification/certificates', certificateOf(certificateId));
  return certificateId;
}

export const membersOf = (producerCode: string) => ({
  validFrom: '2026-01-01',
  members: [
    {
      producerCode,
      hectaresHundredths: 300,
      greenhouseHectaresHundredths: 0,
      grasslandHectaresHundredths: 0,
    },
  ],
});

/** A certificate of a group with one member. */
export async function group(stage: Stage): Promise<{ certificateId: string; producerCode: string }> {
  const certificateId = await certificate(stage);
  const producerCode = stage.id('P');
  await stage.post(`certification/certificates/${certificateId}/members`, membersOf(producerCode));
  return { certificateId, producerCode };
}
