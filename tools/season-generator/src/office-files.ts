import { officeCsv, percent, withComma } from './csv';
import { frenchDate, minutesAfter } from './days';
import type { Delivery } from './model';
import type { Season } from './season';

type Row = readonly string[];

/** The lists that cooperatives, laboratories and the accounting office send, as `path -> content`. */
export function officeFiles(season: Season): [string, Buffer][] {
  return [
    ['cooperatives.csv', officeCsv(cooperativeRows(season))],
    ['producers.csv', officeCsv(producerRows(season))],
    ['rib.csv', officeCsv(ribRows(season))],
    ['credits.csv', officeCsv(creditRows(season))],
    ['premiums.csv', officeCsv(premiumRows(season))],
    ...season.stations.map(({ stationId }): [string, Buffer] => [
      `gradings/${stationId}.csv`,
      officeCsv(gradingRows(season, stationId)),
    ]),
  ];
}

function cooperativeRows({ cooperatives }: Season): Row[] {
  const header = ['Identifiant', 'Code', 'Nom', 'Région', 'ICE', 'Convention', 'Valide du', 'Valide au'];
  return [
    [...header, 'Produits', 'Plafond de commission (%)'],
    ...cooperatives.map((one) => [
      one.cooperativeId,
      one.shortCode,
      one.name,
      one.region,
      one.ice,
      one.conventionNumber,
      frenchDate(one.validFrom),
      frenchDate(one.validTo),
      one.products.join('|'),
      percent(one.commissionCapPpm),
    ]),
  ];
}

function producerRows({ producers }: Season): Row[] {
  const header = ['Code producteur', 'Coopérative', 'Prénom', 'Nom', 'Nom en arabe', 'CIN', 'Téléphone'];
  return [
    [...header, 'Date de naissance', "Date d'affiliation"],
    ...producers.map((one) => [
      one.producerCode,
      one.cooperativeId,
      one.givenName,
      one.familyName,
      one.arabicName,
      one.cin,
      one.phone,
      frenchDate(one.birthDate),
      frenchDate(one.affiliatedOn),
    ]),
  ];
}

function ribRows({ producers }: Season): Row[] {
  return [
    ['Code producteur', 'RIB', 'Communiqué le'],
    ...producers.map((one) => [one.producerCode, one.rib, frenchDate(one.affiliatedOn)]),
  ];
}

function creditRows({ credits }: Season): Row[] {
  return [
    ['N° crédit', 'Code producteur', 'Date', 'Objet', 'Montant (MAD)'],
    ...credits.map((one) => [
      one.creditId,
      one.producerCode,
      frenchDate(one.grantedOn),
      one.item,
      withComma(one.amountCentimes, 2),
    ]),
  ];
}

function premiumRows({ premiums }: Season): Row[] {
  return [
    ['N° prime', 'Code producteur', 'Période', 'Échéance', 'Montant (MAD)'],
    ...premiums.map((one) => [
      one.premiumId,
      one.producerCode,
      one.period,
      frenchDate(one.dueOn),
      withComma(one.amountCentimes, 2),
    ]),
  ];
}

/** The samples of one station, in the order in which they were judged. */
function gradingRows({ deliveries }: Season, stationId: string): Row[] {
  const judged = deliveries
    .filter((one) => one.stationId === stationId && (one.fate === 'accepted' || one.fate === 'refused'))
    .map((delivery) => ({ delivery, at: minutesAfter(delivery.time, delivery.grading.minutesLater) }));
  const order = (row: (typeof judged)[number]) =>
    `${row.delivery.date} ${row.at} ${row.delivery.ticketNumber}`;
  judged.sort((one, other) => (order(one) < order(other) ? -1 : 1));
  return [
    [
      'N° ticket',
      'Terminal',
      'Date',
      'Heure',
      'Qualité',
      'Impuretés (%)',
      'Humidité (%)',
      'Décision',
      'Motif',
    ],
    ...judged.map(({ delivery, at }) => gradingRow(delivery, at)),
  ];
}

function gradingRow({ ticketNumber, terminalId, date, fate, grading }: Delivery, time: string): Row {
  const accepted = fate === 'accepted';
  return [
    ticketNumber,
    terminalId,
    frenchDate(date),
    time,
    accepted ? grading.grade : '',
    percent(grading.impuritiesPpm),
    percent(grading.moisturePpm),
    accepted ? 'accepté' : 'refusé',
    grading.refusalReason,
  ];
}
