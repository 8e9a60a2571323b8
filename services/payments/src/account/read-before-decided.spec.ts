import type { Command } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { paymentsInMemory } from '../../test/payments-in-memory';
import { grade, POOL, publishSchedules, receive, SCHEDULES } from '../../test/season-events';
import { PoolsService } from '../pool/http/pools.service';
import { scheduleAggregate } from '../schedule/domain/schedule';
import { AccountController } from './http/account.controller';

/** What a clerk decides by hand rests on read models: these are not looked at before they have come to the log's end. */
describe('a decision by hand', () => {
  let office: OfficeInMemory;
  beforeEach(async () => (office = await paymentsInMemory()));
  afterEach(() => office.close());

  const advance = (deliveryId: string) => {
    const meta = office.meta();
    const call = {
      meta: () => Promise.resolve(meta),
      at: meta.now,
      handle: (handler: AggregateHandler<object, Command, never>, id: string, command: Command) =>
        handler.handle(id, { ...command, meta }),
    };
    return office.get('payments', AccountController).advance('P1', { deliveryId }, call as never);
  };
  const graded = (deliveryId: string) =>
    grade(office, { deliveryId, producerCode: 'P1', grade: 'extra', payableGrams: 1_467_000 });

  it('knows a schedule that was published a moment ago', async () => {
    await graded('D1');
    await publishSchedules(office);
    expect(await advance('D1')).toMatchObject({ events: [{ type: 'AdvancePosted' }] });
  });

  it('freezes the price of the latest schedule, not of the one that was read before it', async () => {
    await publishSchedules(office);
    await office.settle();
    const data = { ...SCHEDULES.price, version: 'PRICE-2', advancePpm: 500_000 };
    await office.send(scheduleAggregate, 'PRICE-2', {
      type: 'PublishPriceSchedule',
      data,
      facts: { prices: [] },
    });
    await graded('D1');
    expect(await advance('D1')).toMatchObject({ events: [{ data: { priceScheduleVersion: 'PRICE-2' } }] });
  });

  it('assigns proceeds that came a moment ago', async () => {
    await office.get('payments', PoolsService).open(POOL, { limits: [] }, office.meta());
    await receive(office, 'PRO-1', 'pooled', [{ lotId: 'LOT-1', grade: 'extra', amountCentimes: 700 }]);
    const assigned = await office
      .get('payments', PoolsService)
      .assign('POOL-1', { proceedsId: 'PRO-1', toReserve: false }, office.meta());
    expect(assigned).toMatchObject({ events: [{ type: 'ProceedsPooled' }] });
  });
});
