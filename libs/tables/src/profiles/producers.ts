import type { ColumnOf, Profile } from '../profile';
import { PRODUCER_CODE, REMARKS } from './names';

const COLUMNS = {
  producerCode: { kind: 'text', isMandatory: true, names: PRODUCER_CODE },
  cooperativeId: {
    kind: 'text',
    isMandatory: true,
    names: ['Coopérative', 'Code coopérative', 'Coop', 'N° coopérative'],
  },
  firstName: { kind: 'text', names: ['Prénom', 'Prénoms'] },
  lastName: {
    kind: 'text',
    isMandatory: true,
    names: ['Nom', 'Nom de famille', 'Nom complet', 'Nom et prénom', 'Nom prénom'],
  },
  nameArabic: {
    kind: 'text',
    names: ['Nom en arabe', 'Nom arabe', 'Nom complet en arabe', 'Nom (arabe)'],
  },
  cin: { kind: 'text', isMandatory: true, names: ['CIN', 'CNIE', 'N° CIN', 'N° CNIE', 'Carte d’identité'] },
  phone: {
    kind: 'text',
    isMandatory: true,
    names: ['Téléphone', 'Tél', 'N° téléphone', 'N° tél', 'GSM', 'Portable', 'Mobile'],
  },
  birthDate: {
    kind: 'date',
    isMandatory: true,
    names: ['Date de naissance', 'Né le', 'Née le', 'Né(e) le', 'Naissance'],
  },
  affiliatedOn: {
    kind: 'date',
    isMandatory: true,
    names: ["Date d'affiliation", "Date d'adhésion", 'Affilié le', 'Affiliée le', 'Adhésion'],
  },
  remarks: { kind: 'left out', names: REMARKS },
} as const satisfies Record<string, ColumnOf>;

export type ProducerField = keyof typeof COLUMNS;

/** A producer as a cooperative's list names one. */
export interface ListedProducer {
  readonly producerCode: string;
  readonly cooperativeId: string;
  /** First name and last name, or what stands in one column. */
  readonly name: string;
  readonly nameArabic?: string;
  readonly cin: string;
  readonly phone: string;
  readonly birthDate: string;
  readonly affiliatedOn: string;
}

/** The list of a cooperative's producers. */
export const producers: Profile<ProducerField, ListedProducer> = {
  name: 'producers',
  title: 'Producteurs',
  columns: COLUMNS,
  read(row) {
    const nameArabic = row.text('nameArabic');
    return {
      producerCode: row.id('producerCode'),
      cooperativeId: row.id('cooperativeId'),
      name: [row.text('firstName'), row.present('lastName')].filter(Boolean).join(' ').normalize('NFC'),
      ...(nameArabic && { nameArabic: nameArabic.normalize('NFC') }),
      cin: row.present('cin'),
      phone: row.present('phone'),
      birthDate: row.day('birthDate'),
      affiliatedOn: row.day('affiliatedOn'),
    };
  },
  totalOf: ({ cooperativeId }) => ({ group: cooperativeId, amount: 1, unit: 'lignes' }),
  keyOf: ({ producerCode }) => producerCode,
};
