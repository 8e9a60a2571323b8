import type { Event } from '@oce/event-sourcing';
import { projected, workspaceRoot } from '@oce/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { poolEvents } from '../src/pool/domain/pool.events';
import { poolsProjection } from '../src/pool/reads/pools';
import { schedulesProjection } from '../src/schedule/reads/schedules';
import { scheduleEvents } from '../src/schedule/domain/schedule.events';
import { transfersProjection } from '../src/transfer-batch/reads/transfers';
import { POOL, SCHEDULES } from './season-events';

/** An event as the contracts keep it, with a field more in each of its objects. */
function grown(type: string): Event {
  const file = join(workspaceRoot(), `libs/contracts/golden/${type}.v1.json`);
  const event = JSON.parse(readFileSync(file, 'utf8')) as Event;
  return more(event);
}
const more = (event: Event): Event => ({ ...event, data: withMore(event.data) as object });
const { poolId } = grown('PoolClosed').data as { poolId: string };

function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => [name, withMore(member)] as const);
  return { ...Object.fromEntries(members), unheard: true };
}

// The queries choose the fields of a document; what stands in lists and objects below them is chosen by its projection.
describe('a new field of an event', () => {
  it.each([
    ['schedules', schedulesProjection, [more(scheduleEvents.PriceSchedulePublished(SCHEDULES.price))]],
    ['caps', schedulesProjection, [more(scheduleEvents.DeductionSchedulePublished(SCHEDULES.deductions))]],
    ['pools', poolsProjection, [more(poolEvents.PoolOpened({ ...POOL, poolId })), grown('PoolClosed')]],
    ['transfers', transfersProjection, [grown('TransferBatchPrepared')]],
  ])('reaches no page from below: %s', (_name, projection, events) => {
    const documents = Object.values(projected(projection as never, events) as Record<string, object>);
    expect(documents.length).toBeGreaterThan(0);
    for (const { unheard: _unheard, ...document } of documents as { unheard?: true }[])
      expect(JSON.stringify(document)).not.toContain('unheard');
  });
});
