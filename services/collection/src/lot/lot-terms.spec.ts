import type { LotTerms } from '@oce/contracts';
import { command, given } from '@oce/testing';
import { lotAggregate as lot } from './domain/lot';
import { lotEvents as events } from './domain/lot.events';

const opened = events.LotOpened({
  lotId: 'LOT-1',
  stationId: 'ST-1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade: 'extra',
  openedOn: '2026-10-01',
});
const delivery = (deliveryId: string, settledAs?: LotTerms, producerCode = 'P-1') => ({
  deliveryId,
  producerCode,
  netGrams: 100,
  payableGrams: 90,
  ...(settledAs && { settledAs, plotId: 'PLOT-1', harvestedOn: '2026-09-30' }),
});
const added = (one: ReturnType<typeof delivery>) => events.DeliveryAddedToLot({ lotId: 'LOT-1', ...one });
const away = (deliveryId: string) => events.DeliveryTurnedAway({ lotId: 'LOT-1', deliveryId });
const add = (one: ReturnType<typeof delivery>) => command('AddToLot', one);

describe('the terms of a lot', () => {
  it('are those of its first delivery: one of other terms is turned away', () => {
    const first = added(delivery('D-1', 'purchased'));
    given(lot, [opened, first])
      .when(add(delivery('D-2', 'purchased')))
      .then(added(delivery('D-2', 'purchased')));
    given(lot, [opened, first])
      .when(add(delivery('D-2', 'pooled')))
      .then(away('D-2'));
    given(lot, [opened, first])
      .when(add(delivery('D-2')))
      .then(away('D-2'));
    given(lot, [opened, added(delivery('D-1'))])
      .when(add(delivery('D-2', 'toll')))
      .then(away('D-2'));
    const toll = added(delivery('D-1', 'toll'));
    given(lot, [opened, toll])
      .when(add(delivery('D-2', 'toll', 'P-2')))
      .then(away('D-2'));
    const out = events.DeliveryTakenOutOfLot({ lotId: 'LOT-1', deliveryId: 'D-1', reason: 'wrong' });
    given(lot, [opened, first, out])
      .when(add(delivery('D-2', 'pooled')))
      .then(added(delivery('D-2', 'pooled')));
  });

  it('go on when it is closed, with plot and harvest day of each delivery', () => {
    const close = command('CloseLot', { closedOn: '2026-10-02' });
    const [closed] = given(lot, [opened, added(delivery('D-1', 'traceable'))])
      .when(close)
      .events();
    const { settledAs: _settledAs, ...kept } = delivery('D-1', 'traceable');
    expect(closed?.data).toMatchObject({ settledAs: 'traceable', deliveries: [kept] });
    const [plain] = given(lot, [opened, added(delivery('D-1'))])
      .when(close)
      .events();
    expect(plain?.data).not.toHaveProperty('settledAs');
    expect(plain?.data).toMatchObject({ deliveries: [delivery('D-1')] });
  });
});
