import type { ColumnOf, Profile } from '../profile';
import { refuse } from '../refusals';
import { AMOUNT, PRODUCER_CODE, REMARKS } from './names';

const COLUMNS = {
  premiumId: {
    kind: 'text',
    isMandatory: true,
    names: ['N° prime', 'Prime', 'N° de la prime', 'Code prime', 'Référence'],
  },
  producerCode: { kind: 'text', isMandatory: true, names: PRODUCER_CODE },
  period: { kind: 'text', isMandatory: true, names: ['Période', 'Trimestre', 'Mois'] },
  dueOn: { kind: 'date', isMandatory: true, names: ['Échéance', 'Date d’échéance', 'Exigible le', 'Due le'] },
  amountCentimes: { kind: 'money', isMandatory: true, names: [...AMOUNT, 'Montant de la prime'] },
  remarks: { kind: 'left out', names: REMARKS },
} as const satisfies Record<string, ColumnOf>;

export type PremiumField = keyof typeof COLUMNS;

/** A health insurance premium that is due. */
export interface ListedPremium {
  readonly producerCode: string;
  readonly premiumId: string;
  readonly period: string;
  readonly amountCentimes: number;
  readonly dueOn: string;
}

const PERIOD = /^\d{4}-(?:T[1-4]|(?:0[1-9]|1[0-2]))$/u;

/** The list of premiums. */
export const premiums: Profile<PremiumField, ListedPremium> = {
  name: 'premiums',
  title: 'Primes d’assurance',
  columns: COLUMNS,
  read(row) {
    const period = row.present('period').toUpperCase();
    if (!PERIOD.test(period))
      refuse(
        'period',
        'known_word',
        `« ${period} » : un trimestre (2026-T4) ou un mois (2026-11) est attendu.`,
      );
    return {
      producerCode: row.id('producerCode'),
      premiumId: row.id('premiumId'),
      period,
      amountCentimes: row.centimes('amountCentimes'),
      dueOn: row.day('dueOn'),
    };
  },
  totalOf: ({ producerCode, period, amountCentimes }) => ({
    producer: producerCode,
    group: period,
    amount: amountCentimes,
    unit: 'centimes',
  }),
  keyOf: ({ producerCode, premiumId }) => `${producerCode} ${premiumId}`,
};
