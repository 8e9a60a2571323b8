import { grown, grownGolden, projected, unheardBelow } from '@oce/testing';
import { poolEvents } from '../src/pool/domain/pool.events';
import { poolEntriesProjection } from '../src/pool/reads/pool-entries';
import { poolsProjection } from '../src/pool/reads/pools';
import { schedulesProjection } from '../src/schedule/reads/schedules';
import { scheduleEvents } from '../src/schedule/domain/schedule.events';
import { transfersProjection } from '../src/transfer-batch/reads/transfers';
import { POOL, SCHEDULES } from './season-events';

const { poolId } = grownGolden('PoolClosed').data as { poolId: string };

// The queries choose the fields of a document; what stands in lists and objects below them is chosen by its projection.
describe('a new field of an event', () => {
  it.each([
    ['schedules', schedulesProjection, [grown(scheduleEvents.PriceSchedulePublished(SCHEDULES.price))]],
    ['caps', schedulesProjection, [grown(scheduleEvents.DeductionSchedulePublished(SCHEDULES.deductions))]],
    [
      'pools',
      poolsProjection,
      [grown(poolEvents.PoolOpened({ ...POOL, poolId })), grownGolden('PoolClosed')],
    ],
    ['entries of pools', poolEntriesProjection, [grownGolden('SupplementDistributed')]],
    ['transfers', transfersProjection, [grownGolden('TransferBatchPrepared')]],
  ])('reaches no page from below: %s', (_name, projection, events) => {
    const documents = projected(projection as never, events) as Record<string, object>;
    expect(Object.keys(documents)).not.toEqual([]);
    expect(unheardBelow(documents)).toEqual([]);
  });
});
