import type { DataOf } from '../../src/events';
import { event, type LogBuilder } from './log-builder';

export type Claim = DataOf<'LotReleased'>['claims'][number];

const share = (claim: string, of: string, grams: number): Claim => ({
  kind: 'share',
  claim,
  parts: [{ of, grams, permille: 1_000 }],
});

/** What may be said of goods of the season's cooperative, whoever certifies it. */
export const plainClaims = (grams: number): Claim[] => [
  share('origin', 'SEF', grams),
  share('country', 'MA', grams),
  { kind: 'same', claim: 'harvest_year', value: '2026' },
];

const certificateId = 'CERT-1';
const organic: Claim = {
  kind: 'all',
  claim: 'organic',
  certificateIds: [certificateId],
  until: '2026-12-31',
  custody: 'segregated',
};

/** The cooperative is certified, late: its raw lots are organic from then on, and no more once that is suspended. */
export function certifyTheGrowers(log: LogBuilder): void {
  const events = log.commits.flatMap((commit) => commit.events);
  const dataOf = <T extends 'LotClosed' | 'LotReleased' | 'LotRecalled'>(type: T) =>
    events.filter((one) => one.type === type).map(({ data }) => data as DataOf<T>);
  const released = new Set(dataOf('LotReleased').map(({ lotId }) => lotId));
  const lots = dataOf('LotClosed').filter(({ lotId }) => released.has(lotId));
  const add = (...told: Parameters<LogBuilder['add']> extends [string, string, ...infer E] ? E : never) =>
    log.add('certification.certificate', certificateId, ...told);
  const change = (reason: string, claimsOf: (grams: number) => Claim[]) => {
    for (const { lotId, netGrams } of lots) {
      const changed = { lotId, claims: claimsOf(netGrams), reason, changedAt: '2026-10-01T17:00:00.000Z' };
      log.add('certification.lot-status', lotId, event('LotClaimsChanged', changed));
    }
  };
  add(
    event('CertificateGranted', {
      certificateId,
      claim: 'organic',
      standard: { standardId: 'organic-eu', version: '2018-848' },
      body: 'CCPB',
      number: '1',
      holder: { kind: 'cooperative', id: 'SEF' },
      productIds: ['OLIVES'],
      activities: [],
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    }),
  );
  change('granted', (grams) => [organic, ...plainClaims(grams)]);
  add(event('CertificateSuspended', { certificateId, reason: 'a finding', effectiveFrom: '2026-10-01' }));
  change('suspended', plainClaims);
}
