import { Injectable } from '@nestjs/common';
import type { HandlerOf } from '@oce/event-store';
import type { MemoryView } from '@oce/projections';
import { InjectAggregate, InjectMemoryView } from '@oce/service-kit';
import { lotBalanceAggregate } from '../../lot-balance/domain/lot-balance';
import { cleanedBefore, type StationState } from '../../station/domain/station';
import { startedOf } from '../domain/run';
import type { ChargedLot, RunSurroundings } from '../domain/run-quality';
import type { RunState } from '../domain/run.state';
import { packingsView, type PackingDocument } from '../reads/packings';
import type { CompleteRunDto } from './run.dto';

/** Gathers what the end of a run says beyond its balance: how long goods waited, whose they are, what a piece weighs. */
@Injectable()
export class Surroundings {
  constructor(
    @InjectAggregate(lotBalanceAggregate) private readonly lots: HandlerOf<typeof lotBalanceAggregate>,
    @InjectMemoryView(packingsView) private readonly packings: MemoryView<PackingDocument>,
  ) {}

  async of(run: RunState, station: StationState, { outputs }: CompleteRunDto): Promise<RunSurroundings> {
    const { lineId, startedAt } = startedOf(run);
    const packings = await this.packings.caughtUp();
    const pieceGrams = outputs.flatMap(({ productId }) => {
      const grams = packings.get(productId)?.pieceGrams;
      return grams == null ? [] : [[productId, grams] as const];
    });
    return {
      chargedLots: await this.chargedLots(run),
      lineCleanedAt: cleanedBefore(station, lineId, startedAt),
      pieceGrams: new Map(pieceGrams),
    };
  }

  private async chargedLots({ inputs }: RunState): Promise<ReadonlyMap<string, ChargedLot>> {
    const ids = [...inputs.values()].flatMap(({ from }) => (from.kind === 'lot' ? [from.id] : []));
    const loaded = [...new Set(ids)].map(async (lotId) => {
      const { made } = (await this.lots.load(lotId)).state;
      return [lotId, made ?? {}] as const;
    });
    return new Map(await Promise.all(loaded));
  }
}
