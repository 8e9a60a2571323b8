import { normalised } from '../normalised';
import type { ColumnOf, Profile } from '../profile';
import { refuse } from '../refusals';
import { REMARKS } from './names';

const COLUMNS = {
  ticketNumber: {
    kind: 'text',
    isMandatory: true,
    names: ['N° ticket', 'Ticket', 'N° bon', 'Bon', 'N° de pesée', 'N° bon de pesée'],
  },
  terminalId: {
    kind: 'text',
    isMandatory: true,
    names: ['Terminal', 'N° terminal', 'Code terminal', 'Poste', 'Pont-bascule'],
  },
  sampleId: { kind: 'text', names: ['N° échantillon', 'Échantillon', 'Code échantillon'] },
  grade: { kind: 'text', isMandatory: true, names: ['Qualité', 'Grade', 'Catégorie', 'Classe', 'Calibre'] },
  impuritiesPpm: { kind: 'percent', isMandatory: true, names: ['Impuretés', 'Impureté', 'Taux d’impuretés'] },
  moisturePpm: {
    kind: 'percent',
    isMandatory: true,
    names: ['Humidité', 'Taux d’humidité', 'Teneur en eau'],
  },
  decision: { kind: 'text', isMandatory: true, names: ['Décision', 'Avis', 'Résultat'] },
  reason: { kind: 'text', names: ['Motif', 'Motif de refus', 'Raison'] },
  /** When the sample was judged: known, and no part of a grading. */
  judgedOn: { kind: 'left out', names: ['Date', 'Date analyse', 'Date d’agréage'] },
  judgedAt: { kind: 'left out', names: ['Heure', 'Heure analyse'] },
  remarks: { kind: 'left out', names: REMARKS },
} as const satisfies Record<string, ColumnOf>;

export type GradingField = keyof typeof COLUMNS;

/** What a sample came to: a grade, or a refusal with its reason. */
export type ListedGrading = { readonly ticketNumber: string; readonly terminalId: string } & (
  | {
      readonly isAccepted: true;
      readonly sampleId: string;
      readonly grade: string;
      readonly impuritiesPpm: number;
      readonly moisturePpm: number;
    }
  | { readonly isAccepted: false; readonly reason: string }
);

const ACCEPTED = new Set(['accepte', 'acceptee', 'conforme', 'ok', 'oui', 'agree']);
const REFUSED = new Set(['refuse', 'refusee', 'rejete', 'rejetee', 'non conforme', 'non']);

/** The quality sheets of a station. */
export const gradings: Profile<GradingField, ListedGrading> = {
  name: 'gradings',
  title: 'Fiches d’agréage',
  columns: COLUMNS,
  read(row) {
    const ticketNumber = row.id('ticketNumber');
    const terminalId = row.id('terminalId');
    const decision = normalised(row.present('decision'));
    if (REFUSED.has(decision))
      return { ticketNumber, terminalId, isAccepted: false, reason: row.present('reason') };
    if (!ACCEPTED.has(decision))
      refuse(
        'decision',
        'known_word',
        `« ${row.text('decision')} » : « accepté » ou « refusé » est attendu.`,
      );
    return {
      ticketNumber,
      terminalId,
      isAccepted: true,
      sampleId: row.optionalId('sampleId') ?? `S-${ticketNumber}`,
      grade: row.id('grade'),
      impuritiesPpm: row.ppm('impuritiesPpm'),
      moisturePpm: row.ppm('moisturePpm'),
    };
  },
  totalOf: (item) => ({ group: item.isAccepted ? item.grade : 'refusé', amount: 1, unit: 'lignes' }),
  keyOf: ({ terminalId, ticketNumber }) => `${terminalId} ${ticketNumber}`,
};
