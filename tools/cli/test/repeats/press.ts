import { withGs1CheckDigit } from '@oce/identifiers';
import { knownLot, lotOf, producer, sheetOf, ticketOf } from './parts';
import type { Stage } from './stage';

/** What commands of conditioning stand on, each made anew: a run, a tank, a case. */

export const AT = '2026-10-20T08:00:00Z';
export const LATER = '2026-10-20T09:00:00Z';
const PRESS = 'PRESS-1';

export const termsOf = (productId: string) => ({
  productId,
  validFrom: '2026-09-01',
  densityGramsPerLitre: 916,
  yieldBand: { fromPpm: 82_440, toPpm: 247_320 },
});
export const materialOf = (stage: Stage, materialId: string) => ({
  stationId: PRESS,
  materialId,
  unit: 'gram',
  receiptId: stage.id('RECEIPT'),
  quantity: 5_000_000,
  document: 'BL-1',
  costCentimes: 0,
  receivedOn: '2026-10-01',
});
export const runOf = (runId: string) => ({
  runId,
  stationId: PRESS,
  lineId: 'L1',
  activity: 'press',
  startedAt: AT,
});

/** The press house: a creation, so that it may be made ready by each scene. */
export async function press(stage: Stage): Promise<string> {
  const body = { stationId: PRESS, name: 'Moulin', lineIds: ['L1'], openedOn: '2026-01-01' };
  await stage.post('conditioning/stations', body);
  return PRESS;
}

/** A closed lot of collection that conditioning has heard of. */
export async function rawLot(stage: Stage): Promise<string> {
  const { lotId } = await knownLot(stage);
  await stage.getSoon(`conditioning/lots/${lotId}`, (found) => found as object);
  return lotId;
}

export async function startedRun(stage: Stage): Promise<string> {
  await press(stage);
  const runId = stage.id('RUN');
  await stage.post('conditioning/runs', runOf(runId));
  return runId;
}

export const chargeOf = (stage: Stage, lotId: string, quantity = 100_000) => ({
  chargeId: stage.id('C'),
  from: 'lot',
  sourceId: lotId,
  quantity,
});

/** A run that was charged with 100 kg, and the id of its charge. */
export async function chargedRun(stage: Stage) {
  const [runId, lotId] = [await startedRun(stage), await rawLot(stage)];
  const charge = chargeOf(stage, lotId);
  await stage.post(`conditioning/runs/${runId}/charges`, charge);
  return { runId, chargeId: charge.chargeId };
}

export const completionOf = (productId: string, pieces?: number) => ({
  outputs: [{ outputId: 'OUT', kind: 'main', productId, grams: 20_000, ...(pieces ? { pieces } : {}) }],
  waste: [{ kind: 'margines', grams: 70_000 }],
  lossGrams: 10_000,
  completedAt: AT,
});

/** The lot of 20 kg that a run made. */
export async function output(stage: Stage, productId: string, pieces?: number) {
  const { runId } = await chargedRun(stage);
  await stage.post(`conditioning/runs/${runId}/complete`, completionOf(productId, pieces));
  return { runId, lotId: `${runId}_OUT` };
}

/** A completed run of olives that a member has pressed for himself. */
export async function tollRun(stage: Stage): Promise<string> {
  const ticket = { ...ticketOf(stage, (await producer(stage)).producerCode), settledAs: 'toll' };
  const { id } = await stage.post('collection/deliveries', ticket);
  await stage.post(`collection/deliveries/${id}/grade`, sheetOf(stage));
  const lotId = stage.id('LOT');
  await stage.post('collection/lots', lotOf(lotId));
  await stage.post(`collection/lots/${lotId}/deliveries`, { deliveryIds: [id] });
  await stage.post(`collection/lots/${lotId}/close`, { closedOn: '2026-10-10' });
  await stage.getSoon(`conditioning/lots/${lotId}`, (found) => found as object);
  const runId = await startedRun(stage);
  await stage.post(`conditioning/runs/${runId}/charges`, chargeOf(stage, lotId));
  await stage.post(`conditioning/runs/${runId}/complete`, completionOf(stage.id('OIL')));
  return runId;
}

/** A tank that is assigned to a product of its own. */
export async function tank(stage: Stage) {
  await press(stage);
  const [tankId, productId] = [stage.id('TANK'), stage.id('OIL')];
  await stage.post('conditioning/product-terms', termsOf(productId));
  const body = { tankId, stationId: PRESS, capacityMillilitres: 1_000_000, installedOn: '2026-01-01' };
  await stage.post('conditioning/tanks', body);
  await stage.post(`conditioning/tanks/${tankId}/assign`, { productId, assignedOn: '2026-10-01' });
  return { tankId, productId };
}

/** A tank with 20 kg in it. */
export async function filledTank(stage: Stage) {
  const { tankId, productId } = await tank(stage);
  const { lotId } = await output(stage, productId);
  const fill = { fillId: stage.id('F'), lotId, grams: 20_000 };
  await stage.post(`conditioning/tanks/${tankId}/fillings`, fill);
  return tankId;
}

export const unitOf = (stage: Stage) => ({
  stationId: PRESS,
  level: 'case',
  gtin: withGs1CheckDigit(`0611997${String(stage.number()).padStart(6, '0')}`),
  openedAt: AT,
});

export async function openUnit(stage: Stage): Promise<string> {
  // The office gives the number of a unit: a repeat is known by its key alone.
  const headers = { 'Idempotency-Key': stage.id('unit') };
  const answer = await stage.postKeyed('conditioning/units', unitOf(stage), headers);
  return answer.id as string;
}

/** A unit with ten of forty bottles in it. */
export async function filledUnit(stage: Stage): Promise<string> {
  const { lotId } = await output(stage, 'BOTTLE', 40);
  const sscc = await openUnit(stage);
  await stage.post(`conditioning/units/${sscc}/goods`, { putId: 'P', lotId, grams: 5_000 });
  return sscc;
}

export async function closedUnit(stage: Stage): Promise<string> {
  const sscc = await filledUnit(stage);
  await stage.post(`conditioning/units/${sscc}/close`, { packedAt: AT });
  return sscc;
}
