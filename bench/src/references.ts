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
  const writes: Promise<unknown>[] = [];
  for (let n = 0; n < PRODUCERS; n++) {
    const data = {
      producerCode: `P-${n}`,
      cooperativeId: 'C',
      affiliatedOn: '2026-01-01',
      name: 'x',
      cin: 'x',
      phone: 'x',
      birthDate: 'x',
    };
    const event: ProducerAffiliated = { type: 'ProducerAffiliated', v: 1, data };
    writes.push(put(store, { context: 'affiliation', aggregate: 'producer', id: `P-${n}` }, 0, event));
  }
  const campaign: CampaignOpened = {
    type: 'CampaignOpened',
    v: 1,
    data: {
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      name: 'Olives',
      opensOn: '2026-09-01',
      lastWeighingOn: '2026-12-31',
    },
  };
  const product: ProductListed = {
    type: 'ProductListed',
    v: 1,
    data: {
      productId: 'OLIVE',
      name: 'Olives',
      gtin: '06111234567893',
      unit: 'kg',
      grades: [{ grade: 'extra', name: 'Extra' }],
    },
  };
  const opened: StationOpened = {
    type: 'StationOpened',
    v: 1,
    data: { stationId: 'ST-1', name: 'Station', cooperativeId: 'C', openedOn: '2026-09-01' },
  };
  const scale = {
    type: 'ScaleVerified',
    v: 1,
    data: {
      stationId: 'ST-1',
      scaleId: 'SC-1',
      kind: 'bridge',
      certificate: 'V',
      verifiedOn: '2026-01-01',
      validUntil: '2026-12-31',
    },
  };
  const terminal = {
    type: 'TerminalInstalled',
    v: 1,
    data: { stationId: 'ST-1', terminalId: 'TM-1', scaleId: 'SC-1' },
  };
  writes.push(put(store, { context: 'affiliation', aggregate: 'campaign', id: 'OLIVE-2026' }, 0, campaign));
  writes.push(put(store, { context: 'affiliation', aggregate: 'product', id: 'OLIVE' }, 0, product));
  writes.push(
    put(
      store,
      { context: 'collection', aggregate: 'station', id: 'ST-1' },
      0,
      ...([opened, scale, terminal] as Event[]),
    ),
  );
  await Promise.all(writes);
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
