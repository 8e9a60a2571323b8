import { divideRounded, formatKilograms, formatMoney, formatPercent } from '@oce/quantities';
import type { ChainSummary, OriginShare, ShownRun, ShownShipment } from './chain-summary';

type Line = [what: string, text: string];

const ACTIVITIES: Readonly<Record<string, string>> = {
  press: 'pressée',
  blend: 'assemblage',
  filter: 'filtration',
  bottle: 'embouteillage',
  calibrate: 'calibrage',
  pack: 'mise en pots',
};
const GOODS: Readonly<Record<string, string>> = {
  OLIVE: "d'olives",
  'OLIVE-OIL': "d'huile",
  'BOTTLE-500': 'bouteilles de 50 cl',
  GRIGNON: 'de grignons',
  EAU: "d'eau",
  BOUTEILLE: 'bouteilles vides',
  ETIQUETTE: 'étiquettes',
};
const OWNERS: Readonly<Record<string, string>> = {
  carrier: 'le transporteur',
  buyer: "l'acheteur",
  oce: "l'office",
};
const KINDS: Readonly<Record<string, string>> = { damaged: 'abîmées', missing: 'manquantes' };
const TEMPERATURES: Readonly<Record<string, string>> = {
  kept: 'température tenue',
  exceeded: 'température dépassée',
};

/** The chain of goods for a person, in French: a line each of what was done, and of what did not go by the plan. */
export function chainLines(summary: ChainSummary): Line[] {
  const { runs, unbalanced, heldBack, shipments, invoices, origins, batch } = summary;
  return [
    ...runs.map(runLine),
    ['passe refusée', unbalanced.detail],
    ['expédition retenue', heldBack.detail],
    ...shipments.flatMap(shipmentLines),
    ...invoices.map(({ invoiceNumber, orderId, netCentimes, amountCentimes }): Line => [
      'facture',
      `${invoiceNumber} de ${orderId}, sur ce qui a été reçu : ${formatMoney(netCentimes)} hors taxe, ${formatMoney(amountCentimes)} payés`,
    ]),
    ...origins.flatMap(originLines),
    ['virements', `${batch.batchId} : ${batch.transfers} membres, ${formatMoney(batch.totalCentimes)}`],
  ];
}

const named = (productId: string): string => GOODS[productId] ?? productId;

function quantity({
  productId,
  grams,
  pieces,
}: {
  productId: string;
  grams: number;
  pieces: number | null;
}): string {
  return pieces === null ? `${formatKilograms(grams)} ${named(productId)}` : `${pieces} ${named(productId)}`;
}

function runLine({ runId, activity, inputs, outputs, waste, lossGrams, yieldPpm }: ShownRun): Line {
  const out = [
    ...outputs.map((one) => `${quantity(one)} (${one.tankId ?? one.lotId})`),
    ...waste.map(({ kind, grams }) => `${formatKilograms(grams)} de ${kind}`),
    `${formatKilograms(lossGrams)} perdus`,
  ];
  const rest = activity === 'press' ? `, rendement ${formatPercent(yieldPpm)}` : '';
  return [
    ACTIVITIES[activity] ?? activity,
    `${runId} : ${inputs.map(quantity).join(' + ')} = ${out.join(' + ')}${rest}`,
  ];
}

function shipmentLines({ shipmentId, received, differences, temperature, endedFor }: ShownShipment): Line[] {
  const sum = (of: 'sentPieces' | 'receivedPieces') =>
    (received ?? []).reduce((total, one) => total + (one[of] ?? 0), 0);
  if (received === null) return [['expédition', `${shipmentId} : ${endedFor ?? 'en route'}`]];
  const kept = temperature === null ? '' : `, ${TEMPERATURES[temperature] ?? temperature}`;
  return [
    ['expédition', `${shipmentId} : ${sum('sentPieces')} envoyées, ${sum('receivedPieces')} reçues${kept}`],
    ...differences.map(({ pieces, kind, owner, note }): Line => [
      'écart',
      `${pieces ?? ''} ${KINDS[kind] ?? kind}, répond ${OWNERS[owner] ?? owner} : ${note}`,
    ]),
  ];
}

const GRAMS_A_KG = 1_000n;

function originLines(one: OriginShare): Line[] {
  const { lotId, sold, proceedsCentimes, chargesCentimes, sharedCentimes, members, netGrams } = one;
  const by = sold.map(({ soldAs, amountCentimes }) => `${soldAs} ${formatMoney(amountCentimes)}`).join(', ');
  const perKg = Number(divideRounded(BigInt(sharedCentimes) * GRAMS_A_KG, BigInt(netGrams)));
  return [
    ['part des origines', `${lotId} : ${formatMoney(proceedsCentimes)} (${by})`],
    [
      '',
      `moins ${formatMoney(chargesCentimes)} de frais = ${formatMoney(sharedCentimes)} pour ${members} membres, ${formatMoney(perKg)} le kg livré`,
    ],
  ];
}
