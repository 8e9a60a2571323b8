import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainOffice } from './chain-office';
import type { ControlPlan } from './controls';

/** Pomace has a standard too: nothing is sold that none speaks of. */
export async function publishStandard(office: ChainOffice, folder: string): Promise<void> {
  const standard = JSON.parse(readFileSync(join(folder, 'grignons-ma.json'), 'utf8')) as object;
  await office.post('certification/standards', standard);
}

/** Sampled, tasted, analysed, judged by rule, signed. */
export async function control(office: ChainOffice, plan: ControlPlan): Promise<void> {
  const { controlId, lotId: id, market, standardId, declaredGrade, day, results } = plan;
  const request = { controlId, kind: 'lot', id, market, standardId, requestedOn: day };
  await office.postSoon('certification/controls', {
    ...request,
    ...(declaredGrade ? { declaredGrade } : {}),
  });
  const at = `certification/controls/${controlId}`;
  const seals = { sealNumber: `SC-${controlId}`, counterSealNumber: `SK-${controlId}` };
  await office.post(`${at}/samples`, { sampleId: `EC-${controlId}`, ...seals, takenAt: `${day}T08:00:00Z` });
  await tastedBy(office, plan);
  const body = 'Laboratoire (démonstration)';
  const report = { reportId: `RA-${controlId}`, body, number: `RA-${controlId}`, results, reportedOn: day };
  await office.post(`${at}/analyses`, report);
  await office.post(`${at}/verdict`, { signedAt: `${day}T18:00:00Z` });
}

/** The first panel, and those that assess again. */
async function tastedBy(office: ChainOffice, { controlId, panels, day }: ControlPlan): Promise<void> {
  for (const [at, tasted] of panels.entries())
    await office.post(`certification/controls/${controlId}/panels`, {
      panelId: `JD-${controlId}-${at + 1}`,
      assessment: at === 0 ? 'first' : 'counter',
      body: `Jury de dégustation ${at + 1} (démonstration)`,
      number: `JD-${at + 1}`,
      tasted,
      scoredOn: day,
    });
}
