import type { CampaignOpened, ProducerAffiliated, ProductListed, StationOpened } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import type { JetStreamEventStore } from '@oce/event-store';
import { commitOf, type Filling } from './fill-log';

export const PRODUCERS = 1_000;

const DAYS = { opensOn: '2026-09-01', lastWeighingOn: '2026-12-31' };
const CAMPAIGN: CampaignOpened['data'] = {
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  name: 'Olives',
  ...DAYS,
};
const GRADES = [{ grade: 'extra', name: 'Extra' }];
const PRODUCT: ProductListed['data'] = {
  productId: 'OLIVE',
  name: 'Olives',
  gtin: '06111234567893',
  unit: 'kg',
  kind: 'raw',
  packing: null,
  grades: GRADES,
};
const STATION: StationOpened['data'] = {
  stationId: 'ST-1',
  name: 'Station',
  cooperativeId: 'C',
  openedOn: '2026-09-01',
};
const VERIFIED = { certificate: 'V', verifiedOn: '2026-01-01', validUntil: '2026-12-31' };
const SCALE = { stationId: 'ST-1', scaleId: 'SC-1', kind: 'bridge', ...VERIFIED };
const TERMINAL = { stationId: 'ST-1', terminalId: 'TM-1', scaleId: 'SC-1' };

/** Who belongs, what is weighed and on what: all that an intake asks for. */
export async function prepareReferences(store: JetStreamEventStore): Promise<void> {
  const producers = Array.from({ length: PRODUCERS }, (_, n) =>
    opening('affiliation', 'producer', `P-${n}`, ['ProducerAffiliated', affiliated(`P-${n}`)]),
  );
  const all = [
    ...producers,
    opening('affiliation', 'campaign', 'OLIVE-2026', ['CampaignOpened', CAMPAIGN]),
    opening('affiliation', 'product', 'OLIVE', ['ProductListed', PRODUCT]),
    opening(
      'collection',
      'station',
      'ST-1',
      ['StationOpened', STATION],
      ['ScaleVerified', SCALE],
      ['TerminalInstalled', TERMINAL],
    ),
  ];
  await Promise.all(all.map(({ ref, commit }) => store.append(ref, 0, commit)));
}

/** The first commit of an aggregate, as another context would have written it. */
function opening(context: string, aggregate: string, id: string, ...events: [string, object][]): Filling {
  const written = events.map(([type, data]): Event => ({ type, v: 1, data }));
  return commitOf(context, aggregate, id, 1, '2026-09-01T08:00:00.000Z', ...written);
}

function affiliated(producerCode: string): ProducerAffiliated['data'] {
  const personal = { name: 'x', cin: 'x', phone: 'x', birthDate: 'x' };
  return { producerCode, cooperativeId: 'C', affiliatedOn: '2026-01-01', ...personal };
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
