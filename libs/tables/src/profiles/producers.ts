import { normalised } from '../normalised';
import type { ColumnOf, Profile } from '../profile';
import { refuse } from '../refusals';
import type { Row } from '../row';
import { PRODUCER_CODE, REMARKS } from './names';

/** Headers of a column that holds first and last name. */
const WHOLE_NAMES = ['Nom complet', 'Nom et prénom', 'Nom prénom', 'Prénom et nom', 'Prénom nom'];
const IS_WHOLE = new Set(WHOLE_NAMES.map(normalised));

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
    names: ['Nom', 'Nom de famille', ...WHOLE_NAMES],
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

/** First and last name; a whole name that stands beside a first name has it already. */
function nameOf(row: Row<ProducerField>): string {
  const [first, last] = [row.text('firstName'), row.present('lastName')];
  if (first === '' || !IS_WHOLE.has(row.nameOf('lastName') ?? ''))
    return first === '' ? last : `${first} ${last}`;
  const words = normalised(last).split(' ');
  if (
    normalised(first)
      .split(' ')
      .every((word) => words.includes(word))
  )
    return last;
  return refuse('name', 'one_name', `« ${last} » ne contient pas le prénom « ${first} ».`);
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
      name: nameOf(row),
      ...(nameArabic && { nameArabic }),
      cin: row.present('cin'),
      phone: row.present('phone'),
      birthDate: row.day('birthDate'),
      affiliatedOn: row.day('affiliatedOn'),
    };
  },
  totalOf: ({ cooperativeId }) => ({ group: cooperativeId, amount: 1, unit: 'lignes' }),
  keyOf: ({ producerCode }) => producerCode,
};
