import type { DataOf } from '../../src/events';
import { event, type LogBuilder } from './log-builder';

const drillId = 'DRILL-1';
const price = { place: 'Souk', productId: 'OLIVES', day: '2026-10-08', pricePerKgCentimes: 480 };

/** A recall is tried on a lot and finds all but a kilogram of it; a trader's price is entered wrong, and again. */
export function tryRecall(log: LogBuilder): void {
  const [lot] = log.commits.flatMap(({ events }) => events).filter(({ type }) => type === 'LotClosed');
  const { lotId, productId, netGrams } = lot?.data as DataOf<'LotClosed'>;
  const by = 'staff:amal';
  const startedAt = '2026-12-01T08:00:00.000Z';
  const started = { drillId, lotId, productId, toFindGrams: netGrams, startedBy: by, startedAt };
  log.add('traceability.drill', drillId, event('RecallDrillStarted', started));
  const step = { drillId, minutes: 20, contactsTried: 2, contactsReached: 1, note: null, recordedBy: by };
  const at = { recordedAt: '2026-12-01T08:30:00.000Z' };
  const [half, rest] = [1_000, netGrams - 2_000];
  const stock = { ...step, ...at, stepId: 'S-1', step: 'stock' as const, foundGrams: half };
  log.add('traceability.drill', drillId, event('RecallDrillStepRecorded', stock));
  const buyers = { ...step, ...at, stepId: 'S-2', step: 'buyers' as const, foundGrams: rest };
  log.add('traceability.drill', drillId, event('RecallDrillStepRecorded', buyers));
  const closed = {
    drillId,
    foundGrams: half + rest,
    foundPpm: Math.floor(((half + rest) * 1_000_000) / netGrams),
    contactsTried: 4,
    contactsReached: 2,
    minutes: 45,
    mostMinutes: 240,
    isInTime: true,
    closedBy: by,
    closedAt: '2026-12-01T08:45:00.000Z',
  };
  log.add('traceability.drill', drillId, event('RecallDrillClosed', closed));
  const entered = { ...price, source: 'relevé du marché', enteredBy: by };
  log.add('traceability.trader-price', 'TP-1', event('TraderPriceEntered', { priceId: 'TP-1', ...entered }));
  const withdrawn = { priceId: 'TP-1', reason: 'another market', withdrawnBy: by };
  log.add('traceability.trader-price', 'TP-1', event('TraderPriceWithdrawn', withdrawn));
}
