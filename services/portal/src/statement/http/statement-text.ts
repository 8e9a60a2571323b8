import type { DeductionKind } from '@oce/contracts';
import { formatFrench, formatKilograms, formatMoney, formatPercent, formatPoints } from '@oce/quantities';
import type { LineDeduction, LineKind } from '../domain/statement';
import type { StatementView } from '../reads/statement-reader';

type Line = StatementView['lines'][number];

const LINES: Readonly<Record<LineKind, string>> = {
  advance: 'Avance sur livraison',
  purchase: 'Achat de la livraison',
  final_share: 'Complément de campagne',
  final_share_taken_back: 'Complément repris',
  supplement: 'Complément supplémentaire',
  supplement_taken_back: 'Complément supplémentaire repris',
  correction: 'Correction',
  correction_taken_back: 'Correction annulée',
  claim_reversed: 'Retenue annulée',
  set_off: 'Compensation des dettes au départ',
  arrears: 'Fin du pool',
  payout: 'Virement',
  payout_returned: 'Virement retourné',
  payout_rejected: 'Virement non exécuté',
  cash: 'Espèces au guichet',
  cash_returned: 'Espèces retournées',
  cash_not_paid: 'Espèces non retirées',
};
const DEDUCTIONS: Readonly<Record<DeductionKind, string>> = {
  legal: 'Retenue légale',
  insurance: 'Assurance maladie',
  input_credit: 'Crédit intrants',
  voluntary: 'Retenue volontaire',
};
const WIDTHS = { date: 10, label: 44, amount: 16 } as const;
const WIDTH = WIDTHS.date + 2 + WIDTHS.label + 3 * WIDTHS.amount;

/** "2026-10-01" -> "01/10/2026". */
const frenchDate = (date: string): string => date.split('-').reverse().join('/');
const amount = (centimes: number): string =>
  formatMoney(centimes).replace(/ MAD$/, '').padStart(WIDTHS.amount);
const row = (date: string, label: string, ...amounts: readonly string[]): string =>
  `${date.padEnd(WIDTHS.date)}  ${fitted(label)}${amounts.join('')}`.trimEnd();
const fitted = (label: string): string =>
  label.length > WIDTHS.label ? `${label.slice(0, WIDTHS.label - 1)}…` : label.padEnd(WIDTHS.label);

/**
 * A statement for a terminal or a printer, in French: amounts in dirhams in aligned columns, each line followed by how it
 * came about, what was taken from it, and what it cites.
 */
export function statementText(statement: StatementView): string {
  const { producerCode, lines, totals, owed, next } = statement;
  const heading = row(
    'Date',
    'Opération',
    ...['Montant', 'Net', 'Solde'].map((title) => title.padStart(WIDTHS.amount)),
  );
  const sums: readonly (readonly [string, number])[] = [
    ['Total brut', totals.grossCentimes],
    ['Total des retenues', -totals.deductionsCentimes],
    ['Reporté sur règlements suivants', totals.claimsCentimes],
    ['Total viré ou payé en espèces', -totals.paidCentimes],
    ['Solde dû au producteur', totals.balanceCentimes],
    ['dont virements et espèces en cours', totals.inTransferCentimes],
    ...belowMinimum(statement),
  ];
  return [
    `RELEVÉ DU PRODUCTEUR ${producerCode}`.padEnd(WIDTH - 'montants en MAD'.length) + 'montants en MAD',
    '='.repeat(WIDTH),
    heading,
    '-'.repeat(WIDTH),
    ...(next === null ? [] : [`Lignes antérieures : demander la suite avec after=${next}`, '']),
    ...(lines.length === 0 ? ['Aucune opération.'] : lines.flatMap(textOf)),
    '-'.repeat(WIDTH),
    ...sums.map(([label, centimes]) => row('', label, ' '.repeat(2 * WIDTHS.amount), amount(centimes))),
    ...owed.map(({ kind, reference, leftCentimes }) =>
      row(
        '',
        `Reste à retenir, ${DEDUCTIONS[kind]} ${reference}`,
        ' '.repeat(2 * WIDTHS.amount),
        amount(leftCentimes),
      ),
    ),
    '',
  ].join('\n');
}

/** What is carried forward because it is less than a transfer's minimum, and which minimum applies. */
function belowMinimum({
  minimum,
  carriedForwardCentimes,
}: Pick<StatementView, 'minimum' | 'carriedForwardCentimes'>): [string, number][] {
  if (minimum === null) return [];
  const since = `Minimum d'un virement depuis le ${frenchDate(minimum.validFrom)}`;
  return [
    [since, minimum.minimumTransferCentimes],
    ...(carriedForwardCentimes === 0
      ? []
      : ([['dont reporté, moins que le minimum', carriedForwardCentimes]] satisfies [string, number][])),
  ];
}

function textOf(line: Line): string[] {
  const first = row(
    frenchDate(line.date),
    [LINES[line.kind], ticketsOf(line)].filter(Boolean).join(', '),
    amount(line.grossCentimes),
    amount(line.netCentimes),
    amount(line.balanceCentimes),
  );
  const claim = line.claimCentimes
    ? [row('', '  Reporté sur règlements suivants', amount(line.claimCentimes))]
    : [];
  const notes = [...daysOf(line), ...basisOf(line)].map((note) => `${' '.repeat(WIDTHS.date + 4)}${note}`);
  return [first, ...line.deductions.map(deductionText), ...claim, ...notes];
}

/** When it was weighed, where that is not the day of the posting. */
function daysOf({ deliveredFrom, deliveredTo, postedOn }: Line): string[] {
  if (deliveredFrom === null || deliveredTo === null) return [];
  const [from, to, posted] = [deliveredFrom, deliveredTo, postedOn].map(frenchDate);
  const delivered = from === to ? `Livré le ${from}` : `Livré du ${from} au ${to}`;
  return [`${delivered}, écrit le ${posted}`];
}

const ticketsOf = ({ deliveries, kind }: Line): string =>
  kind === 'final_share' || kind === 'final_share_taken_back' || deliveries.length === 0
    ? ''
    : `ticket ${deliveries.map((one) => one.ticketNumber).join(' et ')}`;

function deductionText({ kind, reference, takenCentimes }: LineDeduction): string {
  return row('', `  ${DEDUCTIONS[kind]} ${reference}`, amount(-takenCentimes));
}

const pointsText = (points: string): string => formatPoints(BigInt(points));

/** How the amount came about, in words, and what it cites. */
function basisOf(line: Line): string[] {
  const { basis, references } = line;
  const { priceScheduleVersion, citesLineId, endToEndId } = references;
  switch (basis.of) {
    case 'advance':
      return [
        `${formatKilograms(basis.payableGrams)} à ${formatMoney(basis.pricePerKgCentimes)}/kg, ` +
          `avance ${formatPercent(basis.advancePpm)}, barème ${priceScheduleVersion}`,
      ];
    case 'purchase':
      return [
        `${formatKilograms(basis.payableGrams)} à ${formatMoney(basis.pricePerKgCentimes)}/kg, ` +
          `prix ferme, barème ${priceScheduleVersion}`,
      ];
    case 'final_share':
      return shareText(basis, line);
    case 'supplement':
      return supplementText(basis, line);
    case 'arrears':
      return arrearsText(basis, line);
    case 'correction':
      return [citesLineId === null ? basis.reason : `Corrige la ligne ${citesLineId}: ${basis.reason}`];
    case 'transfer': {
      const reason = basis.reasonCode ? `, motif ${basis.reasonCode}` : '';
      return [`${formatMoney(basis.amountCentimes)}, référence ${endToEndId}${reason}`];
    }
    case 'cash': {
      const reason = basis.reasonCode ? `, motif ${basis.reasonCode}` : '';
      const { name, place } = basis.counter;
      return [
        `${formatMoney(basis.amountCentimes)} au guichet ${name}, ${place}`,
        `Référence ${endToEndId}${reason}`,
      ];
    }
  }
}

type Chained = Pick<Line, 'priceChain' | 'references'>;
type BasisOf<Of extends Line['basis']['of']> = Extract<Line['basis'], { of: Of }>;

/** From the sales of the pool to the member's share. */
function shareText(basis: BasisOf<'final_share'>, { priceChain, references }: Chained): string[] {
  const chain = priceChain?.of === 'final_share' ? priceChain : null;
  const proceeds = chain?.proceedsCentimes ?? null;
  const charges = formatMoney(chain?.chargesCentimes ?? 0);
  const from = proceeds === null ? '' : `ventes ${formatMoney(proceeds)}, frais ${charges}, `;
  return [
    `Pool ${references.poolId}: ${from}à répartir ${formatMoney(basis.distributableCentimes)}`,
    `Part ${formatMoney(basis.shareCentimes)} (${pointsText(basis.points)} points sur ${pointsText(basis.poolPoints)}, ` +
      `${pointValueText(chain?.pointValueMicros)}), avances déduites ${formatMoney(basis.advancesCentimes)}`,
  ];
}

/** From what came to the pool after its closing to the member's part of it. */
function supplementText(basis: BasisOf<'supplement'>, { priceChain, references }: Chained): string[] {
  const { number, points, shareCentimes, advancesCentimes } = basis;
  const head = `Pool ${references.poolId}, répartition supplémentaire no ${number}`;
  const part = `Part ${formatMoney(shareCentimes)}, avances déduites ${formatMoney(advancesCentimes)}`;
  if (priceChain?.of !== 'supplement') return [`${head}: ${pointsText(points)} points`, part];
  const { restBeforeCentimes, metFirstCentimes, sharedCentimes, poolPoints, pointValueMicros } = priceChain;
  const first = metFirstCentimes === 0 ? '' : `livraisons tardives ${formatMoney(metFirstCentimes)}, `;
  return [
    `${head}: venu depuis ${formatMoney(restBeforeCentimes)}, ${first}à répartir ${formatMoney(sharedCentimes)}`,
    `${pointsText(points)} points sur ${pointsText(poolPoints)}, ${pointValueText(pointValueMicros)}`,
    part,
  ];
}

/** What lapses with the end of a pool, and what stays with the member. */
function arrearsText(
  { arrearsCentimes, advancesCentimes }: BasisOf<'arrears'>,
  { references }: Chained,
): string[] {
  const lapsed =
    arrearsCentimes === 0
      ? []
      : [`Restait dû pour livraisons tardives ${formatMoney(arrearsCentimes)}: éteint`];
  return [
    `Pool ${references.poolId} clos définitivement`,
    ...lapsed,
    `Avances acquises au producteur, à la charge de l'OCE: ${formatMoney(advancesCentimes)}`,
  ];
}

const pointValueText = (micros = '0'): string => `${formatFrench(BigInt(micros), 6)} MAD le point`;
