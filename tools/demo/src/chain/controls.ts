import { CAPER_LOTS } from './runs-of-chain';

interface Tasted {
  readonly attribute: string;
  readonly kind: 'defect' | 'positive';
  /** One a taster, in tenths. */
  readonly scoresTenths: readonly number[];
}

/** A control of a lot for one market, with what panels and the laboratory say of it. */
export interface ControlPlan {
  readonly controlId: string;
  readonly lotId: string;
  readonly market: 'MA' | 'EU';
  readonly standardId: string;
  readonly declaredGrade?: string;
  readonly day: string;
  readonly results: readonly { readonly parameter: string; readonly unit: string; readonly value: string }[];
  /** The first panel, and the two that assess again where it did not confirm; none of what is not tasted. */
  readonly panels: readonly (readonly Tasted[])[];
}

/** Eight tasters each: a median of 4.5 with a CVr of 6.55 %; of 2.1 with 19.88 %; and of 0, where nothing is divided. */
const CLEAR = [35, 40, 42, 45, 45, 50, 52, 60];
const SLIGHT = [10, 12, 15, 20, 22, 26, 30, 34];
const ABSENT = [0, 0, 0, 0, 0, 8, 12, 15];

const tasted = (fruity: readonly number[], musty: readonly number[]): readonly Tasted[] => [
  { attribute: 'fruity', kind: 'positive', scoresTenths: fruity },
  { attribute: 'musty', kind: 'defect', scoresTenths: musty },
];
const FINE = tasted(CLEAR, ABSENT);
const MUSTY = tasted(SLIGHT, CLEAR);

const oil = (acidity: string) => [
  { parameter: 'acidity', unit: '%', value: acidity },
  { parameter: 'peroxide', unit: 'meq/kg', value: '7.9' },
  { parameter: 'k232', unit: '1', value: '1.82' },
  { parameter: 'k268', unit: '1', value: '0.14' },
  { parameter: 'delta_k', unit: '1', value: '0.00' },
  { parameter: 'faee', unit: 'mg/kg', value: '12' },
];
const ofOil = (lotId: string, acidity: string, panels: ControlPlan['panels']): ControlPlan => ({
  controlId: `CT-${lotId}`,
  lotId,
  market: 'MA',
  standardId: 'olive-oil-ma',
  day: '2026-10-16',
  results: oil(acidity),
  panels,
});
const simple = (
  lotId: string,
  standardId: string,
  day: string,
  results: ControlPlan['results'],
): ControlPlan => ({
  controlId: `CT-${lotId}`,
  lotId,
  market: 'MA',
  standardId,
  day,
  results,
  panels: [],
});
const HONEY = [
  { parameter: 'moisture', unit: '%', value: '17.4' },
  { parameter: 'hmf', unit: 'mg/kg', value: '6.2' },
];

/** The lot that was to go abroad: three panels find it musty. */
export const REJECTED: ControlPlan = {
  ...ofOil('EM-02_B', '0.62', [MUSTY, MUSTY, MUSTY]),
  controlId: 'CT-EM-02_B-UE',
  market: 'EU',
  standardId: 'olive-oil-eu',
  declaredGrade: 'extra-virgin',
};

export const CONTROLS: readonly ControlPlan[] = [
  ofOil('EM-01_B', '0.38', [FINE]),
  REJECTED,
  // What Europe may not have, Morocco has as ordinary oil.
  ofOil('EM-02_B', '0.62', [MUSTY]),
  ofOil('EM-03_B', '0.31', [FINE]),
  ofOil('FI-01_H', '0.95', [tasted(CLEAR, SLIGHT)]),
  ...CAPER_LOTS.map((lotId) =>
    simple(lotId, 'capers-ma', '2026-10-01', [{ parameter: 'defective', unit: '%', value: '1.5' }]),
  ),
  simple('MP-01_B', 'honey-ma', '2026-09-25', HONEY),
  simple('MP-02_B', 'honey-ma', '2026-09-25', HONEY),
  ...['PR-01_G', 'PR-02_G', 'PR-03_G'].map((lotId) =>
    simple(lotId, 'grignons-ma', '2026-10-16', [{ parameter: 'moisture', unit: '%', value: '52.0' }]),
  ),
];
