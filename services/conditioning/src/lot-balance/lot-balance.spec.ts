import { command, given } from '@oce/testing';
import { origins } from '../../test/conditioning-in-memory';
import { lotBalanceAggregate as lot } from './domain/lot-balance';
import { lotBalanceEvents as events } from './domain/lot-balance.events';

const made = {
  lotId: 'RUN-1_OIL',
  runId: 'RUN-1',
  productId: 'OIL',
  netGrams: 100_000,
  pieces: null,
  origins: origins({ A: 60_000, B: 40_000 }),
  tankId: null,
};
const available = events.LotMadeAvailable(made);
const into = { kind: 'tank', id: 'T-1' } as const;
const draw = (drawId: string, grams: number) => command('DrawFromLot', { drawId, into, grams });
const drawn = events.LotDrawn({
  lotId: 'RUN-1_OIL',
  drawId: 'D-1',
  into,
  productId: 'OIL',
  grams: 30_000,
  pieces: null,
  origins: origins({ A: 18_000, B: 12_000 }),
  leftGrams: 70_000,
});
const returned = events.LotDrawReturned({
  lotId: 'RUN-1_OIL',
  drawId: 'D-1',
  into,
  grams: 30_000,
  origins: origins({ A: 18_000, B: 12_000 }),
  reason: 'T-1: tank_full',
});
const by = { runId: 'RUN-1', reversalId: 'V-1' };
const held = events.LotHeldForReversal({ lotId: 'RUN-1_OIL', ...by });
const free = events.LotSetFree({ lotId: 'RUN-1_OIL', ...by });
const withdrawn = events.LotWithdrawn({ lotId: 'RUN-1_OIL', runId: 'RUN-1' });

describe('what is left of a lot', () => {
  it('is made available once', () => {
    given(lot, []).when(command('MakeLotAvailable', made)).then(available);
    given(lot, [available]).when(command('MakeLotAvailable', made)).thenNothing();
    given(lot, [available])
      .when(command('MakeLotAvailable', { ...made, runId: null }))
      .thenRefused('lot_id_taken');
  });

  it('is drawn with its origins, once a draw and never more than there is', () => {
    given(lot, [available]).when(draw('D-1', 30_000)).then(drawn);
    given(lot, [available, drawn]).when(draw('D-1', 30_000)).thenNothing();
    given(lot, [available, drawn]).when(draw('D-1', 1)).thenRefused('draw_differs');
    given(lot, [available, drawn]).when(draw('D-2', 70_001)).thenRefused('lot_short');
    given(lot, []).when(draw('D-1', 1)).thenRefused('lot_unknown');
  });

  it('has what is given back, once', () => {
    const giveBack = command('ReturnToLot', { drawId: 'D-1', reason: 'T-1: tank_full' });
    given(lot, [available, drawn]).when(giveBack).then(returned);
    given(lot, [available, drawn, returned]).when(giveBack).thenNothing();
    given(lot, [available]).when(giveBack).thenRefused('draw_unknown');
    given(lot, [available, drawn, returned]).when(draw('D-1', 30_000)).thenNothing();
  });

  it('of packed goods is drawn by the whole piece', () => {
    const bottles = events.LotMadeAvailable({
      ...made,
      netGrams: 4_580,
      pieces: 10,
      origins: origins({ A: 4_580 }),
    });
    given(lot, [bottles]).when(draw('D-1', 459)).thenRefused('pieces_broken');
    expect(given(lot, [bottles]).when(draw('D-1', 916)).events()[0]?.data).toMatchObject({ pieces: 2 });
  });

  it('is held while its run is taken back, unless something was drawn', () => {
    const hold = command('HoldForReversal', by);
    given(lot, [available]).when(hold).then(held);
    given(lot, [available, held]).when(hold).thenNothing();
    given(lot, [available, held]).when(draw('D-1', 1)).thenRefused('lot_withdrawn');
    given(lot, [available, drawn])
      .when(hold)
      .then(events.LotReversalRefused({ lotId: 'RUN-1_OIL', ...by, drawId: 'D-1' }));
    given(lot, [available, drawn, returned]).when(hold).then(held);
  });

  it('is free again where the run stands, also where it hears so before it was held', () => {
    const setFree = command('SetLotFree', by);
    given(lot, [available, held]).when(setFree).then(free);
    given(lot, [available, held, free]).when(setFree).thenNothing();
    given(lot, [available]).when(setFree).then(free);
    given(lot, [available, free]).when(command('HoldForReversal', by)).thenNothing();
    const later = { runId: 'RUN-1', reversalId: 'V-2' };
    const again = events.LotHeldForReversal({ lotId: 'RUN-1_OIL', ...later });
    given(lot, [available, held, free]).when(command('HoldForReversal', later)).then(again);
    // What frees the first reversal leaves the second one its hold.
    given(lot, [available, held, again, free]).when(draw('D-1', 1)).thenRefused('lot_withdrawn');
  });

  it('is no more once its run is taken back', () => {
    const withdraw = command('WithdrawLot', { runId: 'RUN-1' });
    given(lot, [available, held]).when(withdraw).then(withdrawn);
    given(lot, [available, held, withdrawn]).when(withdraw).thenNothing();
    given(lot, [available, held, withdrawn]).when(draw('D-1', 1)).thenRefused('lot_withdrawn');
    given(lot, [available, held, withdrawn]).when(command('SetLotFree', by)).thenNothing();
  });

  it('that is for sale is packed and delivered, and charged no more', () => {
    const mark = command('MarkForSale', { offeredOn: '2026-11-20' });
    const forSale = events.LotMarkedForSale({ lotId: 'RUN-1_OIL', offeredOn: '2026-11-20' });
    given(lot, [available]).when(mark).then(forSale);
    given(lot, [available, forSale]).when(mark).thenNothing();
    given(lot, [available, forSale]).when(draw('D-1', 1)).thenRefused('lot_for_sale');
    given(lot, [available, drawn, forSale]).when(draw('D-1', 30_000)).thenNothing();
    const unit = { kind: 'unit', id: 'U-1' } as const;
    const pack = command('DrawFromLot', { drawId: 'U-1_P', into: unit, grams: 1 });
    expect(given(lot, [available, forSale]).when(pack).events()).toHaveLength(1);
  });

  it('is drawn by what an order took at the gate, once, and not by what left on a shipment', () => {
    const deliver = command('DeliverToOrder', { orderId: 'O-1', grams: 30_000 });
    const order = { kind: 'order', id: 'O-1' } as const;
    const taken = events.LotDrawn({ ...drawn.data, drawId: 'order:O-1', into: order });
    given(lot, [available]).when(deliver).then(taken);
    given(lot, [available, taken]).when(deliver).thenNothing();
    given(lot, [available])
      .when(command('DeliverToOrder', { orderId: 'O-1', grams: 100_001 }))
      .thenRefused('lot_short');
    const hear = command('HearShipped', { orderId: 'O-1', shipmentId: 'S-1' });
    const shipped = events.LotShippedForOrder({ lotId: 'RUN-1_OIL', orderId: 'O-1', shipmentId: 'S-1' });
    given(lot, [available]).when(hear).then(shipped);
    given(lot, [available, shipped]).when(hear).thenNothing();
    given(lot, [available, shipped]).when(deliver).thenNothing();
    const raw = events.LotMadeAvailable({ ...made, runId: null });
    given(lot, [raw]).when(deliver).thenNothing();
    given(lot, [raw]).when(hear).thenNothing();
    given(lot, []).when(deliver).thenRefused('lot_unknown');
  });
});
