import type { ChainOffice } from './chain-office';

/** A control of a lot for one market, with what panel and laboratory say of it. */
export interface ControlPlan {
  readonly controlId: string;
  readonly lotId: string;
  readonly market: string;
  readonly standardId: string;
  readonly day: string;
  readonly results: readonly object[];
  /** What tasters gave, in tenths; none of what is not tasted. */
  readonly tasted?: readonly {
    readonly attribute: string;
    readonly kind: string;
    readonly scoresTenths: readonly number[];
  }[];
}

/** Eight tasters: a median of 4.5, of which CVr is 6.55 %. */
const CLEAR = [35, 40, 42, 45, 45, 50, 52, 60];
/** Most perceive nothing: a median of 0, and nothing is divided by it. */
const ABSENT = [0, 0, 0, 0, 0, 8, 12, 15];

const oil = (acidity: string) => [
  { parameter: 'acidity', unit: '%', value: acidity },
  { parameter: 'peroxide', unit: 'meq/kg', value: '7.9' },
  { parameter: 'k232', unit: '1', value: '1.82' },
  { parameter: 'k268', unit: '1', value: '0.14' },
  { parameter: 'delta_k', unit: '1', value: '0.00' },
  { parameter: 'faee', unit: 'mg/kg', value: '12' },
];
const FINE = [
  { attribute: 'fruity', kind: 'positive', scoresTenths: CLEAR },
  { attribute: 'rancid', kind: 'defect', scoresTenths: ABSENT },
];

export const CONTROLS: readonly ControlPlan[] = [
  {
    controlId: 'CT-EM-01',
    lotId: 'EM-01_B',
    market: 'MA',
    standardId: 'olive-oil-ma',
    day: '2026-10-16',
    results: oil('0.38'),
    tasted: FINE,
  },
];

/** Sampled, tasted, analysed, judged by rule, signed. */
export async function control(office: ChainOffice, plan: ControlPlan): Promise<void> {
  const { controlId, lotId: id, market, standardId, day, results, tasted } = plan;
  const request = { controlId, kind: 'lot', id, market, standardId, requestedOn: day };
  await office.postSoon('certification/controls', request);
  const at = `certification/controls/${controlId}`;
  const seals = { sealNumber: `SC-${controlId}`, counterSealNumber: `SK-${controlId}` };
  await office.post(`${at}/samples`, { sampleId: `EC-${controlId}`, ...seals, takenAt: `${day}T08:00:00Z` });
  const body = 'Laboratoire (démonstration)';
  if (tasted)
    await office.post(`${at}/panels`, {
      panelId: `JD-${controlId}`,
      assessment: 'first',
      body: 'Jury de dégustation (démonstration)',
      number: `JD-${controlId}`,
      tasted,
      scoredOn: day,
    });
  const report = { reportId: `RA-${controlId}`, body, number: `RA-${controlId}`, results, reportedOn: day };
  await office.post(`${at}/analyses`, report);
  await office.post(`${at}/verdict`, { signedAt: `${day}T18:00:00Z` });
}
