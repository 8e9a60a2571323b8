import type { ColumnOf, Profile } from '../profile';
import { AMOUNT, PRODUCER_CODE, REMARKS } from './names';

const COLUMNS = {
  creditId: {
    kind: 'text',
    isMandatory: true,
    names: ['N° crédit', 'Crédit', 'N° du crédit', 'Code crédit', 'Référence', 'N° bon de livraison'],
  },
  producerCode: { kind: 'text', isMandatory: true, names: PRODUCER_CODE },
  grantedOn: {
    kind: 'date',
    isMandatory: true,
    names: ['Date', 'Date du crédit', 'Accordé le', 'Date de remise', 'Remis le'],
  },
  purpose: {
    kind: 'text',
    isMandatory: true,
    names: ['Objet', 'Intrant', 'Désignation', 'Libellé', 'Nature de l’intrant', 'Motif'],
  },
  amountCentimes: { kind: 'money', isMandatory: true, names: [...AMOUNT, 'Montant du crédit'] },
  supplierId: { kind: 'text', names: ['Code fournisseur', 'Fournisseur', 'N° fournisseur'] },
  remarks: { kind: 'left out', names: REMARKS },
} as const satisfies Record<string, ColumnOf>;

export type CreditField = keyof typeof COLUMNS;

/** Inputs that a producer took on credit. */
export interface ListedCredit {
  readonly producerCode: string;
  readonly creditId: string;
  readonly amountCentimes: number;
  readonly purpose: string;
  readonly grantedOn: string;
  readonly supplierId?: string;
}

/** The list of input credits. */
export const credits: Profile<CreditField, ListedCredit> = {
  name: 'credits',
  title: 'Crédits d’intrants',
  columns: COLUMNS,
  read(row) {
    const supplierId = row.optionalId('supplierId');
    return {
      producerCode: row.id('producerCode'),
      creditId: row.id('creditId'),
      amountCentimes: row.centimes('amountCentimes'),
      purpose: row.present('purpose'),
      grantedOn: row.day('grantedOn'),
      ...(supplierId && { supplierId }),
    };
  },
  totalOf: ({ producerCode, amountCentimes }) => ({
    producer: producerCode,
    group: 'crédits',
    amount: amountCentimes,
    unit: 'centimes',
  }),
  keyOf: ({ producerCode, creditId }) => `${producerCode} ${creditId}`,
};
