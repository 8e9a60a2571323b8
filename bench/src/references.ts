import type { CampaignOpened, ProducerAffiliated, ProductListed, StationOpened } from '@oce/contracts';
import type { AggregateRef, Event } from '@oce/event-sourcing';
import type { JetStreamEventStore } from '@oce/event-store';
import { randomUUID } from 'node:crypto';

export const PRODUCERS = 1_000;

/** One commit written as another context would have. */
export async function put<E extends Event>(
  store: JetStreamEventStore,
  ref: AggregateRef,
  expected: number,
  ...events: E[]
): Promise<number> {
  return store.append(ref, expected, {
    commitId: randomUUID(),
    commandId: randomUUID(),
    commandHash: 'bench',
    actor: 'bench',
    at: '2026-09-01T08:00:00.000Z',
    correlationId: 'bench',
    version: 1,
    events,
  });
}

/** Who belongs, what is weighed and on what: all that an intake asks for. */
export async function prepareReferences(store: JetStreamEventStore): Promise<void> {
  const producers = Array.from({ length: PRODUCERS }, (_, n) =>
    put(store, { context: 'affiliation', aggregate: 'producer', id: `P-${n}` }, 0, affiliated(`P-${n}`)),
  );
  const { campaign, product } = season();
  await Promise.all([
    ...producers,
    put(store, { context: 'affiliation', aggregate: 'campaign', id: 'OLIVE-2026' }, 0, campaign),
    put(store, { context: 'affiliation', aggregate: 'product', id: 'OLIVE' }, 0, product),
    put(store, { context: 'collection', aggregate: 'station', id: 'ST-1' }, 0, ...station()),
  ]);
}

function affiliated(producerCode: string): ProducerAffiliated {
  const personal = { name: 'x', cin: 'x', phone: 'x', birthDate: 'x' };
  const data = { producerCode, cooperativeId: 'C', affiliatedOn: '2026-01-01', ...personal };
  return { type: 'ProducerAffiliated', v: 1, data };
}

function season(): { campaign: CampaignOpened; product: ProductListed } {
  const productId = 'OLIVE';
  const days = { opensOn: '2026-09-01', lastWeighingOn: '2026-12-31' };
  const campaign = { campaignId: 'OLIVE-2026', productId, name: 'Olives', ...days };
  const grades = [{ grade: 'extra', name: 'Extra' }];
  const product = { productId, name: 'Olives', gtin: '06111234567893', unit: 'kg' as const, grades };
  return {
    campaign: { type: 'CampaignOpened', v: 1, data: campaign },
    product: { type: 'ProductListed', v: 1, data: product },
  };
}

function station(): Event[] {
  const stationId = 'ST-1';
  const data = { stationId, name: 'Station', cooperativeId: 'C', openedOn: '2026-09-01' };
  const opened: StationOpened = { type: 'StationOpened', v: 1, data };
  const days = { verifiedOn: '2026-01-01', validUntil: '2026-12-31' };
  const scale = { stationId, scaleId: 'SC-1', kind: 'bridge', certificate: 'V', ...days };
  const terminal = { stationId, terminalId: 'TM-1', scaleId: 'SC-1' };
  return [
    opened,
    { type: 'ScaleVerified', v: 1, data: scale },
    { type: 'TerminalInstalled', v: 1, data: terminal },
  ];
}

/** A ticket with a number of its own. */
export function ticket(series: string, n: number): Record<string, unknown> {
  return {
    stationId: 'ST-1',
    terminalId: 'TM-1',
    ticketNumber: `${series}-${n}`,
    producerCode: `P-${n % PRODUCERS}`,
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grossGrams: 1_860_000,
    tareGrams: 360_000,
    containerKind: 'crate',
    containerCount: 40,
    weighedAt: '2026-10-01T08:00:00Z',
  };
}
