import type { ColumnOf } from '@oce/tables';

/** What goods come in, and how a header that counts them says so: "Sacs", "Nombre de caisses", "Nb fûts". */
const CONTAINERS: Readonly<Record<string, string>> = {
  Caisses: 'caisse',
  Contenants: 'contenant',
  Sacs: 'sac',
  Seaux: 'seau',
  Bidons: 'bidon',
  Fûts: 'fût',
  Colis: 'contenant',
  Palox: 'palox',
  Cagettes: 'cagette',
};
const COUNTED = Object.keys(CONTAINERS).flatMap((name) => [
  name,
  ...['Nombre', 'Nbre', 'Nb', 'N°'].map((count) => `${count} de ${name}`),
]);

/** The container that a header counts, by its words without accents: "nombre futs" -> "fût". */
export function containerOf(header: string | undefined): string {
  const word = header?.split(' ').at(-1);
  const found = Object.entries(CONTAINERS).find(
    ([name]) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase() === word,
  );
  return found?.[1] ?? 'contenant';
}

/**
 * The names each field goes by in French files. `scaleId` stands in for a missing terminal; operator and remarks are known
 * and left out.
 */
export const COLUMNS = {
  ticketNumber: {
    kind: 'text',
    isMandatory: true,
    names: [
      'N° ticket',
      'Ticket',
      'Ticket de pesée',
      'N° bon',
      'Bon',
      'Bon de pesée',
      'N° de pesée',
      'N° bon de pesée',
    ],
  },
  terminalId: {
    kind: 'text',
    names: ['Terminal', 'N° terminal', 'Code terminal', 'Poste', 'Poste de pesée'],
  },
  scaleId: {
    kind: 'text',
    names: ['Pont-bascule', 'Pont', 'Bascule', 'Balance', 'Code bascule', 'N° bascule', 'N° pont-bascule'],
  },
  producerCode: {
    kind: 'text',
    isMandatory: true,
    names: [
      'Code producteur',
      'Producteur',
      'N° producteur',
      'Code adhérent',
      'Adhérent',
      'N° adhérent',
      'Code fournisseur',
      'Fournisseur',
    ],
  },
  campaignId: { kind: 'text', names: ['Campagne', 'Code campagne'] },
  productId: {
    kind: 'text',
    names: ['Produit', 'Code produit', 'Article', 'Code article', 'Marchandise'],
  },
  grossGrams: {
    kind: 'weight',
    isMandatory: true,
    names: ['Poids brut', 'Brut', 'Pds brut', 'Pesée brute', 'Poids plein'],
  },
  tareGrams: {
    kind: 'weight',
    isMandatory: true,
    names: ['Tare', 'Poids tare', 'Pds tare', 'Poids vide', 'Poids à vide'],
  },
  netGrams: { kind: 'weight', names: ['Poids net', 'Net', 'Pds net'] },
  unit: {
    kind: 'unit',
    names: ['Unité', 'Unités', 'Unité de poids', 'Unité de mesure', 'U', 'UM', 'UdM', 'U.M.', 'Unité pesée'],
  },
  'containers.count': { kind: 'count', names: COUNTED },
  'containers.kind': {
    kind: 'text',
    names: ['Type contenant', 'Type de caisse', 'Contenant', 'Emballage', 'Type emballage'],
  },
  'containers.tareGramsEach': {
    kind: 'weight',
    names: ['Tare contenant', 'Tare caisse', 'Tare unitaire', 'Tare emballage', 'Poids contenant vide'],
  },
  date: {
    kind: 'date',
    isMandatory: true,
    names: [
      'Date',
      'Date pesée',
      'Date du ticket',
      'Date du bon',
      'Date heure',
      'Date et heure',
      'Date et heure de pesée',
      'Horodatage',
    ],
  },
  time: { kind: 'time', names: ['Heure', 'Heure pesée'] },
  plotId: {
    kind: 'text',
    names: [
      'Parcelle',
      'Code parcelle',
      'N° parcelle',
      'Plot',
      'Plot code',
      'القطعة',
      'رقم القطعة',
      'الضيعة',
    ],
  },
  harvestedOn: {
    kind: 'date',
    names: [
      'Date de récolte',
      'Jour de récolte',
      'Récolté le',
      'Harvest date',
      'Harvested on',
      'تاريخ الجني',
      'تاريخ القطف',
    ],
  },
  settledAs: {
    kind: 'text',
    names: ['Régime', 'Mode de règlement', 'Terms', 'Settled as', 'طريقة الأداء', 'نظام الأداء'],
  },
  alibiNumber: {
    kind: 'text',
    names: ['N° alibi', 'Alibi', 'Mémoire alibi', 'Alibi number', 'رقم الذاكرة', 'رقم التسجيل'],
  },
  source: {
    kind: 'text',
    names: ['Source du poids', 'Origine du poids', 'Mode de saisie', 'Weight source', 'مصدر الوزن'],
  },
  typedReason: {
    kind: 'text',
    names: ['Motif de saisie', 'Raison de la saisie', 'Typed reason', 'سبب الإدخال'],
  },
  operator: { kind: 'left out', names: ['Opérateur', 'Peseur', 'Agent'] },
  remarks: {
    kind: 'left out',
    names: ['Observations', 'Observation', 'Remarques', 'Remarque', 'Commentaire'],
  },
} as const satisfies Record<string, ColumnOf>;

/** What a column can hold. */
export type Field = keyof typeof COLUMNS;
