import { command, given, projected } from '@oce/testing';
import {
  materialAggregate as material,
  materialEvents as events,
  type MaterialEvent,
} from './domain/material';
import { materialsProjection } from './reads/materials';

const receipt = {
  stationId: 'PRESS',
  materialId: 'BOTTLE-500',
  unit: 'piece' as const,
  receiptId: 'R-1',
  quantity: 1_000,
  document: 'BL-7',
  costCentimes: 250_000,
  receivedOn: '2026-11-01',
};
const received = events.MaterialReceived({ stockId: 'PRESS_BOTTLE-500', ...receipt });
const into = { kind: 'run', id: 'RUN-1' } as const;
const draw = (quantity: number) => command('DrawMaterial', { drawId: 'D-1', into, quantity });
const drawn = events.MaterialDrawn({
  stockId: 'PRESS_BOTTLE-500',
  materialId: 'BOTTLE-500',
  unit: 'piece',
  drawId: 'D-1',
  into,
  quantity: 600,
  leftQuantity: 400,
  costCentimes: 150_000,
});
const giveBack = command('ReturnMaterial', { drawId: 'D-1', reason: 'the run was over' });
const returned = events.MaterialDrawReturned({
  stockId: 'PRESS_BOTTLE-500',
  drawId: 'D-1',
  quantity: 600,
  reason: 'the run was over',
});

describe('the stock of a material', () => {
  it('grows with each receipt, once, in one unit', () => {
    given(material, []).when(command('ReceiveMaterial', receipt)).then(received);
    given(material, [received]).when(command('ReceiveMaterial', receipt)).thenNothing();
    given(material, [received])
      .when(command('ReceiveMaterial', { ...receipt, quantity: 1 }))
      .thenRefused('receipt_differs');
    given(material, [received])
      .when(command('ReceiveMaterial', { ...receipt, receiptId: 'R-2', unit: 'gram' as const }))
      .thenRefused('unit_differs');
  });

  it('is never drawn below nothing, and has back what a run gives back', () => {
    given(material, [received]).when(draw(600)).then(drawn);
    given(material, [received, drawn]).when(draw(600)).thenNothing();
    given(material, [received, drawn]).when(draw(601)).thenRefused('draw_differs');
    given(material, [received]).when(draw(1_001)).thenRefused('material_short');
    given(material, []).when(draw(1)).thenRefused('material_unknown');
    given(material, [received, drawn]).when(giveBack).then(returned);
    given(material, [received, drawn, returned]).when(giveBack).thenNothing();
    // Its cost comes back with it; the last of it costs what is over.
    const again = given(material, [received, drawn, returned]).when(
      command('DrawMaterial', { ...draw(1_000).data, drawId: 'D-9' }),
    );
    expect(again.events()[0]?.data).toMatchObject({ costCentimes: 250_000 });
    const { costCentimes: _cost, ...older } = drawn.data;
    const old = given(material, [received, events.MaterialDrawn(older)]).when(
      command('DrawMaterial', { ...draw(400).data, drawId: 'D-9' }),
    );
    expect(old.events()[0]?.data).toMatchObject({ costCentimes: 100_000 });
    given(material, [received]).when(giveBack).thenRefused('draw_unknown');
  });

  it('is listed as it stands', () => {
    const row = (...past: MaterialEvent[]) => projected(materialsProjection, past)['PRESS_BOTTLE-500'];
    expect(row(received, drawn)).toEqual({
      stockId: 'PRESS_BOTTLE-500',
      stationId: 'PRESS',
      materialId: 'BOTTLE-500',
      unit: 'piece',
      quantity: 400,
    });
    expect(row(received, drawn, returned)).toMatchObject({ quantity: 1_000 });
    expect(row(drawn, returned)).toBeUndefined();
  });
});
