import type { ColumnOf, Profile } from '../profile';
import { refuse } from '../refusals';
import { PRODUCER_CODE, REMARKS } from './names';

const COLUMNS = {
  producerCode: { kind: 'text', isMandatory: true, names: PRODUCER_CODE },
  rib: {
    kind: 'text',
    isMandatory: true,
    names: ['RIB', 'N° RIB', 'Compte bancaire', 'N° de compte', 'Relevé d’identité bancaire'],
  },
  /** Known, and not looked at: a proposal counts from the day on which it is made. */
  told: {
    kind: 'left out',
    names: ['Communiqué le', 'Date de communication', 'Banque', 'Agence', 'Titulaire'],
  },
  remarks: { kind: 'left out', names: REMARKS },
} as const satisfies Record<string, ColumnOf>;

export type BankDetailsField = keyof typeof COLUMNS;

/** The account to which a producer asks to be paid. */
export interface ListedAccount {
  readonly producerCode: string;
  readonly rib: string;
}

/** A Moroccan IBAN is its RIB behind MA64, always: its key comes of that of the RIB. */
const IBAN = /^MA64(?=\d{24}$)/iu;

/** The list of bank details. Its key is checked by the office, its digits here: a sheet loses zeros before and digits behind. */
export const bankDetails: Profile<BankDetailsField, ListedAccount> = {
  name: 'bank-details',
  title: 'Coordonnées bancaires (RIB)',
  columns: COLUMNS,
  read(row) {
    const producerCode = row.id('producerCode');
    const rib = row
      .present('rib')
      .replace(/[\s.-]/gu, '')
      .replace(IBAN, '');
    // Its digits are the producer's alone: they stand in no message.
    if (!/^\d{24}$/u.test(rib))
      refuse(
        'rib',
        'rib_digits',
        `Le RIB a ${rib.length} caractères ; 24 chiffres sont attendus (colonne en texte, zéros de tête compris).`,
      );
    return { producerCode, rib };
  },
  totalOf: ({ rib }) => ({ group: `banque ${rib.slice(0, 3)}`, amount: 1, unit: 'lignes' }),
  keyOf: ({ producerCode }) => producerCode,
};
