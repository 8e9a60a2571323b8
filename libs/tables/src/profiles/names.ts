/** What a producer's code is called, on every list. */
export const PRODUCER_CODE: readonly string[] = [
  'Code producteur',
  'Producteur',
  'N° producteur',
  'Code adhérent',
  'Adhérent',
  'N° adhérent',
];

/** What an amount is called. */
export const AMOUNT: readonly string[] = ['Montant', 'Montant dû', 'Somme', 'Valeur'];

/** What people write beside a row for themselves. */
export const REMARKS: readonly string[] = [
  'Observations',
  'Observation',
  'Remarques',
  'Remarque',
  'Commentaire',
];
