import { WeighTicketFileError } from './ticket';
import { type WeightUnit, unitNamed } from './weights';

/**
 * The names each field goes by in French files; case, accents, punctuation and de/du/la are ignored. `scaleId` stands in
 * for a missing terminal; operator and remarks are known and left out.
 */
export const ACCEPTED_NAMES = {
  ticketNumber: [
    'N° ticket',
    'Ticket',
    'Ticket de pesée',
    'N° bon',
    'Bon',
    'Bon de pesée',
    'N° de pesée',
    'N° bon de pesée',
  ],
  terminalId: ['Terminal', 'N° terminal', 'Code terminal', 'Poste', 'Poste de pesée'],
  scaleId: ['Pont-bascule', 'Pont', 'Bascule', 'Balance', 'Code bascule', 'N° bascule', 'N° pont-bascule'],
  producerCode: [
    'Code producteur',
    'Producteur',
    'N° producteur',
    'Code adhérent',
    'N° adhérent',
    'Code fournisseur',
    'Fournisseur',
  ],
  campaignId: ['Campagne', 'Code campagne'],
  productId: ['Produit', 'Code produit', 'Article', 'Code article', 'Marchandise'],
  grossGrams: ['Poids brut', 'Brut', 'Pds brut', 'Pesée brute', 'Poids plein'],
  tareGrams: ['Tare', 'Poids tare', 'Pds tare', 'Poids vide', 'Poids à vide'],
  netGrams: ['Poids net', 'Net', 'Pds net'],
  unit: ['Unité', 'Unité de poids', 'Unité de mesure', 'U'],
  'containers.count': [
    'Nombre de caisses',
    'Nombre de contenants',
    'Caisses',
    'Contenants',
    'Sacs',
    'Seaux',
    'Bidons',
    'Fûts',
    'Colis',
  ],
  'containers.kind': ['Type contenant', 'Type de caisse', 'Contenant', 'Emballage', 'Type emballage'],
  'containers.tareGramsEach': [
    'Tare contenant',
    'Tare caisse',
    'Tare unitaire',
    'Tare emballage',
    'Poids contenant vide',
  ],
  date: [
    'Date',
    'Date pesée',
    'Date du ticket',
    'Date du bon',
    'Date heure',
    'Date et heure',
    'Date et heure de pesée',
    'Horodatage',
  ],
  time: ['Heure', 'Heure pesée'],
  operator: ['Opérateur', 'Peseur', 'Agent'],
  remarks: ['Observations', 'Observation', 'Remarques', 'Remarque', 'Commentaire'],
};

/** What a column can hold. */
export type Field = keyof typeof ACCEPTED_NAMES;

/** Without these no line can become a ticket. */
const MANDATORY: readonly Field[] = ['ticketNumber', 'producerCode', 'date', 'grossGrams', 'tareGrams'];

const CONTAINERS: Readonly<Record<string, string>> = {
  caisses: 'caisse',
  sacs: 'sac',
  seaux: 'seau',
  bidons: 'bidon',
  futs: 'fût',
  contenants: 'contenant',
  colis: 'contenant',
};

const FIELD_OF_NAME: ReadonlyMap<string, Field> = new Map(
  (Object.entries(ACCEPTED_NAMES) as [Field, readonly string[]][]).flatMap(([field, names]) =>
    names.map((name) => [normalised(name), field] as const),
  ),
);

interface NamedColumn {
  readonly field: Field;
  readonly unit?: WeightUnit;
  readonly containerKind?: string;
}

/** Where each field stands, the unit a header states ("Poids brut (kg)"), the container a header counts. */
export interface Columns {
  readonly at: ReadonlyMap<Field, number>;
  readonly unitOf: ReadonlyMap<Field, WeightUnit>;
  readonly containerKind: string;
  readonly width: number;
}

/** How many cells of a line are names of columns: what tells the header and its separator. */
export function countColumnNames(cells: readonly string[]): number {
  return cells.filter((cell) => columnNamed(cell) !== undefined).length;
}

/**
 * The columns of a header line; unknown ones are left out.
 * @throws WeighTicketFileError a mandatory column is missing, or two columns hold the same field
 */
export function columnsOf(header: readonly string[]): Columns {
  const at = new Map<Field, number>();
  const unitOf = new Map<Field, WeightUnit>();
  let containerKind = 'contenant';
  header.forEach((cell, index) => {
    const column = columnNamed(cell);
    if (!column) return;
    const twin = at.get(column.field);
    if (twin !== undefined) throw doubled(column.field, header[twin] ?? '', cell);
    at.set(column.field, index);
    if (column.unit) unitOf.set(column.field, column.unit);
    containerKind = column.containerKind ?? containerKind;
  });
  for (const field of MANDATORY) if (!at.has(field)) throw missing(field);
  return { at, unitOf, containerKind, width: header.length };
}

function columnNamed(cell: string): NamedColumn | undefined {
  const inBrackets = /[([]([^)\]]*)[)\]]/u.exec(cell)?.[1];
  const words = normalised(cell.replace(/[([][^)\]]*[)\]]/u, ' ')).split(' ');
  const trailing = words.length > 1 ? unitNamed(words.at(-1) ?? '') : undefined;
  const name = (trailing ? words.slice(0, -1) : words).join(' ');
  const unit = unitNamed(inBrackets ?? '') ?? trailing;
  const counted = CONTAINERS[name.replace(/^(?:nombre|nbre|nb|n) /u, '')];
  if (counted) return { field: 'containers.count', containerKind: counted };
  const field = FIELD_OF_NAME.get(name);
  return field && { field, ...(unit && { unit }) };
}

/** "N° de ticket", "Numéro Ticket" and "NO_TICKET" -> "n ticket". */
function normalised(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, ' ')
    .replace(/\b(?:numero|num|no|nr)\b/gu, 'n')
    .replace(/\b(?:de|du|des|d|la|le|l|a|et)\b/gu, ' ')
    .replace(/ +/gu, ' ')
    .trim();
}

function missing(field: Field): WeighTicketFileError {
  const accepted = ACCEPTED_NAMES[field];
  return new WeighTicketFileError(
    `Colonne obligatoire absente : « ${accepted[0] ?? field} » (${field}). Noms acceptés : ${accepted.join(', ')}.`,
    field,
    accepted,
  );
}

function doubled(field: Field, first: string, second: string): WeighTicketFileError {
  return new WeighTicketFileError(`Deux colonnes pour ${field} : « ${first} » et « ${second} ».`, field);
}
