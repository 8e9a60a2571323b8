import { divideRounded, formatKilograms, formatMoney, formatPercent } from '@oce/quantities';
import type { ChainSummary, OriginShare, ShownRun, ShownShipment } from './chain-summary';
import {
  ACTIVITIES,
  DIFFERENCES,
  GRADES,
  MARKETS,
  OWNERS,
  quantity,
  TEMPERATURES,
  WASTE,
  wordOf,
} from './words';

type Line = [what: string, text: string];

/** The chain of goods for a person, in French: a line each of what was done, and of what did not go by the plan. */
export function chainLines(summary: ChainSummary): Line[] {
  const { runs, unbalanced, heldBack, units, shipments, invoices, origins, batch } = summary;
  return [
    ...runs.flatMap(runLines),
    ['passe refusée', `${unbalanced.code} : ${unbalanced.detail}`],
    ['colis', `${units.cases} cartons sur ${units.pallets} palettes, la première ${units.firstSscc}`],
    ...rescuedLines(summary.rescued),
    ...certificateLines(summary.suspension),
    ...recallLines(summary.recalled),
    ['expédition retenue', `${heldBack.code} : ${heldBack.detail}`],
    ...shipments.flatMap(shipmentLines),
    ...invoices.map(({ invoiceNumber, orderId, buyerId, netCentimes, amountCentimes }): Line => [
      'facture payée',
      `${invoiceNumber}, ${orderId} de ${buyerId} : ${formatMoney(netCentimes)} hors taxe, ${formatMoney(amountCentimes)} toutes taxes`,
    ]),
    ...origins.flatMap(originLines),
    ['virements', `${batch.batchId} : ${batch.transfers} membres, ${formatMoney(batch.totalCentimes)}`],
  ];
}

function runLines({ runId, activity, inputs, outputs, waste, lossGrams, yieldPpm }: ShownRun): Line[] {
  const out = [
    ...outputs.map((one) => `${quantity(one)} (${one.tankId ?? one.lotId})`),
    ...waste.map(({ kind, grams }) => `${formatKilograms(grams)} ${wordOf(WASTE, kind)}`),
    ...(lossGrams === 0 ? [] : [`${formatKilograms(lossGrams)} perdus`]),
  ];
  const into = inputs.map((one) =>
    one.from.kind === 'material' ? quantity(one) : `${quantity(one)} (${one.from.id})`,
  );
  const rest = activity === 'press' ? `, rendement ${formatPercent(yieldPpm)}` : '';
  return [
    [wordOf(ACTIVITIES, activity), `${runId} : ${into.join(' + ')}`],
    ['', `= ${out.join(' + ')}${rest}`],
  ];
}

function rescuedLines({ lotId, markets }: ChainSummary['rescued']): Line[] {
  return markets.map(({ market, grade, rejectedFor }) => {
    const to = wordOf(MARKETS, market);
    return rejectedFor === null
      ? ['lot sauvé', `${lotId} : ${wordOf(GRADES, grade ?? '')} pour ${to}`]
      : ['lot rejeté', `${lotId} : refusé pour ${to} (${rejectedFor})`];
  });
}

function certificateLines({ certificateId, reason, lotId, unsoldGrams, sold }: ChainSummary['suspension']) {
  return [
    ['certificat', `${certificateId} suspendu (${reason}), puis rétabli`],
    ['', `${lotId}, ${formatKilograms(unsoldGrams)} non vendus : sans mention bio pendant la suspension`],
    ...sold.map(({ orderId, buyerId, grams }) => [
      '',
      `${formatKilograms(grams)} déjà vendus : ${orderId} de ${buyerId}, à prévenir`,
    ]),
  ] as Line[];
}

function recallLines({
  recallId,
  source,
  reason,
  lotIds,
  toTell,
  stopped,
}: ChainSummary['recalled']): Line[] {
  return [
    ['rappel', `${recallId} de ${source} (${reason}) : ${lotIds.join(', ')}`],
    ...toTell.map(({ orderId, buyerId, pieces }): Line => [
      '',
      `${pieces} pièces chez ${buyerId} par ${orderId}, à prévenir`,
    ]),
    ['', `commande refusée depuis : ${stopped.detail}`],
  ];
}

function shipmentLines(shipment: ShownShipment): Line[] {
  const { shipmentId, received, differences, temperature, endedFor, returnedTo } = shipment;
  if (received === null) {
    const back = returnedTo === null ? '' : `, de retour à ${returnedTo}`;
    return [['expédition', `${shipmentId} : refusée (${endedFor ?? 'sans raison'})${back}`]];
  }
  const sum = (of: 'sentPieces' | 'receivedPieces') =>
    received.reduce((total, one) => total + (one[of] ?? 0), 0);
  const kept = temperature === null ? '' : `, ${wordOf(TEMPERATURES, temperature)}`;
  return [
    ['expédition', `${shipmentId} : ${sum('sentPieces')} envoyées, ${sum('receivedPieces')} reçues${kept}`],
    ...differences.map(({ pieces, kind, owner, note }): Line => [
      'écart',
      `${pieces ?? ''} ${wordOf(DIFFERENCES, kind)}, répond ${wordOf(OWNERS, owner)} : ${note}`,
    ]),
  ];
}

const GRAMS_A_KG = 1_000n;

function originLines(one: OriginShare): Line[] {
  const { poolId, sold, proceedsCentimes, chargesCentimes, sharedCentimes, members, netGrams } = one;
  const by = sold.map(({ soldAs, amountCentimes }) => `${soldAs} ${formatMoney(amountCentimes)}`);
  const perKg = Number(divideRounded(BigInt(sharedCentimes) * GRAMS_A_KG, BigInt(netGrams)));
  return [
    ['part des origines', `${poolId} : ${formatMoney(proceedsCentimes)} (${by.join(', ')})`],
    [
      '',
      `moins ${formatMoney(chargesCentimes)} de frais = ${formatMoney(sharedCentimes)} pour ${members} membres, ${formatMoney(perKg)} le kg livré`,
    ],
  ];
}
