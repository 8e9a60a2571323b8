import type { conditioning } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
import type { TankNode } from './nodes';

/** What becomes of a tank by what went in and out; the books' last word is what is in it. */
export function tankAfter(tank: TankNode, event: EventOf<typeof conditioning.tank>, at: number): TankNode {
  const { grams, contentGrams } = event.data;
  switch (event.type) {
    case 'TankFilled': {
      const { lotId, productId } = event.data;
      return { ...tank, productId, fills: [...tank.fills, { lotId, grams, at }], contentGrams };
    }
    case 'TankDrawn': {
      const dryAt = contentGrams === 0 ? [...tank.dryAt, at] : tank.dryAt;
      return { ...tank, drawnGrams: tank.drawnGrams + grams, contentGrams, dryAt };
    }
    case 'TankDrawReturned':
      return { ...tank, returnedGrams: tank.returnedGrams + grams, contentGrams };
  }
}

/** What was in a tank when it was drawn at a position: since it ran dry before, or ever where a heel may be in it. */
export function fillsBefore(tank: TankNode, at: number, hasHeel: boolean): TankNode['fills'] {
  const dry = hasHeel ? 0 : Math.max(0, ...tank.dryAt.filter((one) => one < at));
  return tank.fills.filter((fill) => fill.at < at && fill.at > dry);
}
