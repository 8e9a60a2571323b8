import type { LotDelivery } from '@oce/contracts';
import { command, given } from '@oce/testing';
import { lotAggregate as lot, MOST_DELIVERIES } from './domain/lot';
import type { LotEvent } from './domain/lot.events';

const data = {
  lotId: 'LOT-1',
  stationId: 'ST-1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade: 'extra',
  openedOn: '2026-10-01',
};
const opened: LotEvent = { type: 'LotOpened', v: 1, data };
const of = (deliveryId: string, netGrams: number): LotDelivery => ({
  deliveryId,
  producerCode: 'P-1',
  netGrams,
  payableGrams: netGrams - 10,
});
const added = (one: LotDelivery): LotEvent => ({
  type: 'DeliveryAddedToLot',
  v: 1,
  data: { lotId: 'LOT-1', ...one },
});
const [a, b] = [of('D-1', 1000), of('D-2', 500)];
const out: LotEvent = {
  type: 'DeliveryTakenOutOfLot',
  v: 1,
  data: { lotId: 'LOT-1', deliveryId: 'D-1', reason: 'wrong tare' },
};
const takeOut = command('TakeOutOfLot', { deliveryId: 'D-1', reason: 'wrong tare' });
const turnedAway = (deliveryId: string): LotEvent => ({
  type: 'DeliveryTurnedAway',
  v: 1,
  data: { lotId: 'LOT-1', deliveryId },
});
const { openedOn: _openedOn, ...kind } = data;
const closed: LotEvent = {
  type: 'LotClosed',
  v: 1,
  data: { ...kind, netGrams: 1500, deliveries: [a, b], closedOn: '2026-10-02' },
};
const close = command('CloseLot', { closedOn: '2026-10-02' });

describe('a raw lot', () => {
  it('opens, once, and refuses to be of another kind', () => {
    given(lot, []).when(command('OpenLot', data)).then(opened);
    given(lot, [opened]).when(command('OpenLot', data)).thenNothing();
    for (const change of [
      { grade: 'virgin' },
      { stationId: 'ST-2' },
      { campaignId: 'X' },
      { productId: 'X' },
      { openedOn: '2026-10-02' },
    ])
      given(lot, [opened])
        .when(command('OpenLot', { ...data, ...change }))
        .thenRefused('lot_id_taken');
  });

  it('closes on one day: the same again changes nothing, another day is refused', () => {
    const past = [opened, added(a), added(b), closed];
    given(lot, past).when(close).thenNothing();
    given(lot, past)
      .when(command('CloseLot', { closedOn: '2026-10-03' }))
      .thenRefused('lot_closed');
  });

  it('takes a delivery in, once', () => {
    given(lot, [opened]).when(command('AddToLot', a)).then(added(a));
    given(lot, [opened, added(a)])
      .when(command('AddToLot', a))
      .thenNothing();
    given(lot, [opened, added(a), added(b), closed])
      .when(command('AddToLot', a))
      .thenNothing();
  });

  it('lets a reversed delivery go, once, for good', () => {
    given(lot, [opened, added(a)])
      .when(takeOut)
      .then(out);
    given(lot, [opened, added(a), out])
      .when(takeOut)
      .thenNothing();
    given(lot, [opened, added(a), out])
      .when(command('AddToLot', a))
      .thenNothing();
  });

  it('keeps a delivery out whose reversal came before its adding', () => {
    given(lot, [opened]).when(takeOut).then(out);
    given(lot, [opened, out]).when(command('AddToLot', a)).thenNothing();
  });

  it('closes with the sum of its deliveries, once', () => {
    given(lot, [opened, added(a), added(b)])
      .when(close)
      .then(closed);
    given(lot, [opened, added(a), added(b), closed])
      .when(close)
      .thenNothing();
  });

  it('closes without those that went', () => {
    const [event] = given(lot, [opened, added(a), added(b), out])
      .when(close)
      .events();
    expect(event?.data).toMatchObject({ netGrams: 500, deliveries: [b] });
  });

  it('stays as it was weighed once it is closed', () => {
    given(lot, [opened, added(a), added(b), closed])
      .when(takeOut)
      .thenNothing();
  });

  describe('that is closed', () => {
    const past = [opened, added(a), closed];

    it('turns a delivery away that it has not, once', () => {
      given(lot, past).when(command('AddToLot', b)).then(turnedAway('D-2'));
      given(lot, [...past, turnedAway('D-2')])
        .when(command('AddToLot', b))
        .thenNothing();
      given(lot, [...past, turnedAway('D-2')])
        .when(command('AddToLot', of('D-3', 1)))
        .then(turnedAway('D-3'));
    });

    it('turns away neither what it has nor what it took out before it was closed', () => {
      given(lot, past).when(command('AddToLot', a)).thenNothing();
      given(lot, [opened, added(a), added(b), out, closed])
        .when(command('AddToLot', a))
        .thenNothing();
    });

    it('stays as it was, whatever it turned away', () => {
      given(lot, [...past, turnedAway('D-2')])
        .when(close)
        .thenNothing();
      given(lot, [...past, turnedAway('D-2')])
        .when(command('TakeOutOfLot', { deliveryId: 'D-2', reason: 'wrong tare' }))
        .thenNothing();
    });
  });

  describe('that is full', () => {
    const many = Array.from({ length: MOST_DELIVERIES }, (_, n) => of(`F-${n}`, 500_000));
    const past = [opened, ...many.map(added)];

    it('turns a delivery away, once, and has room again for one that is taken out', () => {
      given(lot, past).when(command('AddToLot', b)).then(turnedAway('D-2'));
      given(lot, [...past, turnedAway('D-2')])
        .when(command('AddToLot', b))
        .thenNothing();
      given(lot, past)
        .when(command('AddToLot', of('F-0', 500_000)))
        .thenNothing();
      const left: LotEvent = { ...out, data: { ...out.data, deliveryId: 'F-0' } as never };
      given(lot, [...past, left])
        .when(command('AddToLot', b))
        .then(added(b));
      given(lot, [...past, turnedAway('D-2'), left])
        .when(command('AddToLot', b))
        .thenNothing();
    });

    it('closes by one commit that is far from the megabyte of a message, however long its ids are', () => {
      const long = many.map((one, n) => ({
        ...one,
        deliveryId: `${'T'.repeat(60)}_${String(n).padStart(60, '0')}`,
      }));
      const [event] = given(lot, [opened, ...long.map(added)])
        .when(close)
        .events();
      expect(JSON.stringify(event).length).toBeLessThan(500_000);
    });
  });

  it('refuses what makes no sense', () => {
    given(lot, []).when(command('AddToLot', a)).thenRefused('lot_unknown');
    given(lot, []).when(takeOut).thenRefused('lot_unknown');
    given(lot, []).when(close).thenRefused('lot_unknown');
    given(lot, [opened]).when(close).thenRefused('lot_empty');
    given(lot, [opened, added(a), out])
      .when(close)
      .thenRefused('lot_empty');
  });
});
