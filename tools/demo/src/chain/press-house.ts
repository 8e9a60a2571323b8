import type { ChainOffice, Refusal } from './chain-office';
import { completionOf, MATERIALS, startOf, TANKS, TERMS, type RunPlan } from './runs';
import { RUNS, UNBALANCED } from './runs-of-chain';
import { HOUSE, LINES, YEAR_FROM } from './story';

/** The house with its lines and tanks, what it knows of products, and the materials that it has bought. */
export async function openTheHouse(office: ChainOffice): Promise<void> {
  const house = { stationId: HOUSE, name: 'Maison de conditionnement du Zerhoun', lineIds: [...LINES] };
  await office.post('conditioning/stations', { ...house, openedOn: YEAR_FROM });
  for (const lineId of LINES)
    await office.post(`conditioning/stations/${HOUSE}/cleanings`, {
      lineId,
      method: 'eau chaude',
      cleanedAt: '2026-09-14T06:00:00Z',
    });
  for (const terms of TERMS) await office.post('conditioning/product-terms', terms);
  for (const { materialId, ...material } of MATERIALS)
    await office.post('conditioning/materials', {
      stationId: HOUSE,
      materialId,
      receiptId: `RC-${materialId}`,
      ...material,
      receivedOn: '2026-09-10',
    });
  for (const tank of TANKS) {
    await office.post('conditioning/tanks', { ...tank, stationId: HOUSE, installedOn: YEAR_FROM });
    await office.post(`conditioning/tanks/${tank.tankId}/assign`, {
      productId: 'OLIVE-OIL',
      assignedOn: '2026-09-10',
    });
  }
}

/** Ends the first run with figures that do not add up. Returns how it was refused. */
export async function endUnbalanced(office: ChainOffice): Promise<Refusal> {
  await charge(office, UNBALANCED);
  const path = `conditioning/runs/${UNBALANCED.runId}/complete`;
  return office.refused('run_unbalanced', path, completionOf(UNBALANCED));
}

/** Plays the runs one after the other: what one makes, the next is charged with. */
export async function playRuns(office: ChainOffice): Promise<void> {
  for (const run of RUNS) {
    await charge(office, run);
    await office.post(`conditioning/runs/${run.runId}/complete`, completionOf(run));
  }
}

/** The dip of the blend's tank: a few grams less than the book, within what the house may differ by. */
export const gaugeBlend = (office: ChainOffice) =>
  office.post('conditioning/tanks/CUVE-3/gauges', {
    gaugeId: 'JAUGE-1',
    measuredMillilitres: 24_000,
    temperatureDeciCelsius: 200,
    reason: 'jauge de fin de campagne',
    gaugedAt: '2026-10-30T16:00:00Z',
  });

async function charge(office: ChainOffice, run: RunPlan): Promise<void> {
  await office.post('conditioning/runs', startOf(run));
  for (const [at, [from, sourceId, quantity]] of run.charges.entries())
    await office.postSoon(`conditioning/runs/${run.runId}/charges`, {
      chargeId: `C${at + 1}`,
      from,
      sourceId,
      quantity,
    });
}
