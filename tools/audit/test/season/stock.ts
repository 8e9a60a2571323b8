import { draw, gramsOf, scaled, together, type Origins } from '@oce/origins';
import type { DataOf } from '../../src/events';
import { event, type LogBuilder } from './log-builder';

type Place = DataOf<'LotDrawn'>['into'];

/** When all of it happens. */
export const AT = '2026-10-20T08:00:00.000Z';

/** What is left of each lot and tank while the season is told. */
export class Stock {
  private readonly content = new Map<string, Origins>();

  constructor(private readonly log: LogBuilder) {}

  make(
    lotId: string,
    origins: Origins,
    of: { runId: string | null; productId: string; pieces?: number },
  ): void {
    const { runId, productId, pieces = null } = of;
    const made = { lotId, runId, productId, netGrams: gramsOf(origins), pieces, origins, tankId: null };
    this.log.add('conditioning.lot-balance', lotId, event('LotMadeAvailable', made));
    this.content.set(lotId, origins);
    if (runId === null) return;
    const { netGrams } = made;
    const none = { stationId: null, campaignId: null, grade: null, closedOn: '2026-10-01' };
    const recorded = { lotId, productId, netGrams, ...none, made: { runId, pieces } };
    this.log.add('sales.lot-offer', lotId, event('LotRecorded', recorded));
  }

  draw(
    lotId: string,
    drawId: string,
    into: Place,
    grams: number,
    of = { productId: 'OLIVES', pieces: null as number | null },
  ): Origins {
    const { drawn, left } = draw(this.content.get(lotId) ?? [], grams);
    this.content.set(lotId, left);
    const data = { lotId, drawId, into, ...of, grams, origins: drawn, leftGrams: gramsOf(left) };
    this.log.add('conditioning.lot-balance', lotId, event('LotDrawn', data));
    return drawn;
  }

  giveBack(lotId: string, drawId: string, origins: Origins, reason: string): void {
    this.content.set(lotId, together(this.content.get(lotId) ?? [], origins));
    const data = { lotId, drawId, grams: gramsOf(origins), origins, reason };
    this.log.add('conditioning.lot-balance', lotId, event('LotDrawReturned', data));
  }

  fill(tankId: string, fillId: string, lotId: string, origins: Origins): void {
    const content = together(this.content.get(tankId) ?? [], origins);
    this.content.set(tankId, content);
    const grams = gramsOf(origins);
    const data = { tankId, fillId, lotId, productId: 'OIL', grams, origins, contentGrams: gramsOf(content) };
    this.log.add('conditioning.tank', tankId, event('TankFilled', data));
  }

  drawTank(tankId: string, drawId: string, into: Place, grams: number): Origins {
    const { drawn, left } = draw(this.content.get(tankId) ?? [], grams);
    this.content.set(tankId, left);
    const figures = { grams, origins: drawn, heelLotIds: [], contentGrams: gramsOf(left) };
    this.log.add(
      'conditioning.tank',
      tankId,
      event('TankDrawn', { tankId, drawId, into, productId: 'OIL', ...figures }),
    );
    return drawn;
  }

  giveBackToTank(tankId: string, drawId: string, origins: Origins, reason: string): void {
    const content = together(this.content.get(tankId) ?? [], origins);
    this.content.set(tankId, content);
    const data = { tankId, drawId, grams: gramsOf(origins), origins, reason, contentGrams: gramsOf(content) };
    this.log.add('conditioning.tank', tankId, event('TankDrawReturned', data));
  }

  gauge(tankId: string, gaugeId: string, differenceGrams: number): void {
    const content = this.content.get(tankId) ?? [];
    const bookGrams = gramsOf(content);
    const lost = -differenceGrams;
    const origins = lost > 0 ? draw(content, lost).drawn : scaled(content, differenceGrams);
    this.content.set(tankId, lost > 0 ? draw(content, lost).left : together(content, origins));
    const measured = {
      measuredMillilitres: 1,
      temperatureDeciCelsius: 200,
      measuredGrams: bookGrams + differenceGrams,
    };
    const dip = { bookGrams, differenceGrams, origins, tolerancePpm: 5_000, reason: 'dip', gaugedAt: AT };
    this.log.add('conditioning.tank', tankId, event('TankGauged', { tankId, gaugeId, ...measured, ...dip }));
  }
}
