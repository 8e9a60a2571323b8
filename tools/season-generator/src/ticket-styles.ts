/** A column of a weigh ticket file, by what it holds. */
export type Column =
  | 'ticket'
  | 'terminal'
  | 'date'
  | 'time'
  | 'dateTime'
  | 'producer'
  | 'campaign'
  | 'product'
  | 'gross'
  | 'tare'
  | 'net'
  | 'unit'
  | 'count'
  | 'kind'
  | 'tareEach'
  | 'operator'
  | 'remarks';

/** How the weighbridge software of one station writes its files. */
export interface TicketStyle {
  readonly separator: ';' | ',';
  readonly decimalMark: ',' | '.';
  readonly encoding: 'utf8' | 'utf8-bom' | 'win1252';
  readonly newline: '\n' | '\r\n';
  readonly unit: 'kg' | 't';
  readonly decimals: 1 | 2 | 3;
  readonly title?: string;
  readonly columns: readonly (readonly [Column, string])[];
}

export const STYLES: Readonly<Record<string, TicketStyle>> = {
  'ST-OUEZ-01': {
    separator: ';',
    decimalMark: ',',
    encoding: 'win1252',
    newline: '\r\n',
    unit: 'kg',
    decimals: 1,
    columns: [
      ['ticket', 'N° ticket'],
      ['terminal', 'Terminal'],
      ['date', 'Date'],
      ['time', 'Heure'],
      ['producer', 'Code producteur'],
      ['campaign', 'Campagne'],
      ['product', 'Produit'],
      ['gross', 'Poids brut (kg)'],
      ['tare', 'Tare (kg)'],
      ['net', 'Poids net (kg)'],
      ['count', 'Nombre de contenants'],
      ['kind', 'Type contenant'],
      ['tareEach', 'Tare contenant (kg)'],
      ['operator', 'Opérateur'],
    ],
  },
  'ST-MDZ-01': {
    separator: ';',
    decimalMark: ',',
    encoding: 'utf8',
    newline: '\n',
    unit: 'kg',
    decimals: 1,
    columns: [
      ['ticket', 'Bon'],
      ['dateTime', 'Date pesée'],
      ['producer', 'Producteur'],
      ['product', 'Produit'],
      ['campaign', 'Campagne'],
      ['gross', 'Brut'],
      ['tare', 'Tare'],
      ['net', 'Net'],
      ['unit', 'Unité'],
      ['count', 'Nombre de contenants'],
      ['kind', 'Emballage'],
      ['terminal', 'Terminal'],
      ['remarks', 'Observations'],
    ],
  },
  'ST-MEK-01': {
    separator: ',',
    decimalMark: '.',
    encoding: 'utf8',
    newline: '\n',
    unit: 'kg',
    decimals: 2,
    columns: [
      ['ticket', 'TICKET'],
      ['dateTime', 'DATE ET HEURE'],
      ['terminal', 'TERMINAL'],
      ['producer', 'CODE PRODUCTEUR'],
      ['product', 'CODE PRODUIT'],
      ['campaign', 'CAMPAGNE'],
      ['gross', 'POIDS BRUT'],
      ['tare', 'TARE'],
      ['net', 'POIDS NET'],
      ['unit', 'UNITE'],
      ['count', 'NB CONTENANTS'],
      ['kind', 'TYPE CONTENANT'],
      ['tareEach', 'TARE CONTENANT'],
    ],
  },
  'ST-IFR-01': {
    separator: ';',
    decimalMark: ',',
    encoding: 'utf8-bom',
    newline: '\r\n',
    unit: 'kg',
    decimals: 3,
    title: "Station d'Ifrane - journal des pesées",
    columns: [
      ['ticket', 'Numéro de bon'],
      ['date', 'Date'],
      ['time', 'Heure'],
      ['terminal', 'Pont-bascule'],
      ['product', 'Produit'],
      ['producer', 'Code producteur'],
      ['campaign', 'Campagne'],
      ['gross', 'Poids brut'],
      ['tare', 'Tare'],
      ['net', 'Poids net'],
      ['count', 'Contenants'],
      ['kind', 'Type de contenant'],
      ['tareEach', 'Tare unitaire'],
    ],
  },
  'ST-SEF-01': {
    separator: ';',
    decimalMark: ',',
    encoding: 'win1252',
    newline: '\r\n',
    unit: 't',
    decimals: 3,
    columns: [
      ['date', 'Date de pesée'],
      ['time', 'Heure de pesée'],
      ['ticket', 'N° de pesée'],
      ['producer', 'Code adhérent'],
      ['product', 'Code produit'],
      ['campaign', 'Campagne'],
      ['gross', 'Poids plein'],
      ['tare', 'Poids à vide'],
      ['net', 'Poids net'],
      ['unit', 'Unité'],
      ['terminal', 'Poste'],
      ['count', 'Nombre de contenants'],
      ['kind', 'Emballage'],
    ],
  },
};
