import { Controller } from '@nestjs/common';
import { commandSubjectsOf, joinedId, type RunInput } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { businessDate } from '@oce/quantities';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
} from '@oce/service-kit';
import { lotBalanceAggregate } from '../../lot-balance/domain/lot-balance';
import { materialAggregate, materialStockId } from '../../material/domain/material';
import { requireLine, stationAggregate, tolerancesOn } from '../../station/domain/station';
import { tankAggregate } from '../../tank/domain/tank';
import { productTermsAggregate, termsOn } from '../../terms/domain/product-terms';
import { outputLotId } from '../domain/complete-run';
import { MOST_CHARGES, runAggregate, startedOf, takesCharges } from '../domain/run';
import type { RunState } from '../domain/run.state';
import {
  ChargeRunDto,
  CompleteRunDto,
  GiveBackDto,
  HandOverRunDto,
  ReverseRunDto,
  StartRunDto,
} from './run.dto';
import { Surroundings } from './surroundings';

const subject = commandSubjectsOf(runAggregate);
const scopes = ['conditioning:write'];

/** Commands on runs. */
@Controller('conditioning/runs')
export class RunController {
  constructor(
    @InjectAggregate(runAggregate) private readonly runs: HandlerOf<typeof runAggregate>,
    @InjectAggregate(stationAggregate) private readonly stations: HandlerOf<typeof stationAggregate>,
    @InjectAggregate(productTermsAggregate) private readonly terms: HandlerOf<typeof productTermsAggregate>,
    @InjectAggregate(lotBalanceAggregate) private readonly lots: HandlerOf<typeof lotBalanceAggregate>,
    @InjectAggregate(tankAggregate) private readonly tanks: HandlerOf<typeof tankAggregate>,
    @InjectAggregate(materialAggregate) private readonly materials: HandlerOf<typeof materialAggregate>,
    private readonly atOnce: AtOnce,
    private readonly surroundings: Surroundings,
  ) {}

  @CommandHandler({ subject: subject('start'), scopes })
  async start(@Input() body: StartRunDto, @Caller() call: CommandCall) {
    await call.meta();
    const { corrects = null, ...rest } = body;
    requireLine((await this.stations.load(body.stationId)).state, body.lineId);
    const corrected = corrects === null ? null : (await this.runs.load(corrects)).state;
    const isCorrectedCompleted = corrected && corrected.completed !== null && corrected.reversedFor === null;
    const data = { ...rest, corrects };
    return call.handle(this.runs, body.runId, { type: 'StartRun', data, facts: { isCorrectedCompleted } });
  }

  /** Charges it: first the lot, tank or stock gives, then the run takes, by its policy, at once. */
  @CommandHandler({ path: ':id/charges', subject: subject('charge'), scopes })
  async charge(@AggregateId() runId: string, @Input() body: ChargeRunDto, @Caller() call: CommandCall) {
    const meta = await call.meta();
    const drawId = joinedId('_', [runId, body.chargeId]);
    const { stationId } = await this.openFor(runId, drawId);
    const { sourceId, quantity } = body;
    const into: RunInput['from'] = { kind: 'run', id: runId };
    const data = { drawId, into, grams: quantity };
    const stockId = materialStockId(stationId, sourceId);
    const outcome =
      body.from === 'lot'
        ? await this.atOnce.handle(this.lots, sourceId, { type: 'DrawFromLot', data, meta })
        : body.from === 'tank'
          ? await this.atOnce.handle(this.tanks, sourceId, { type: 'DrawFromTank', data, meta })
          : await this.atOnce.handle(this.materials, stockId, {
              type: 'DrawMaterial',
              data: { drawId, into, quantity },
              meta,
            });
    // Somebody may have ended it in between: what was drawn is back.
    const after = await this.runs.recent(runId);
    if (after.sentBack.has(drawId)) refuseCharge(after, drawId);
    return call.reply(runId, outcome);
  }

  /** Gives a charge back before the run is over. */
  @CommandHandler({ path: ':id/give-back', subject: subject('give-back'), scopes })
  async giveBack(@AggregateId() runId: string, @Input() body: GiveBackDto, @Caller() call: CommandCall) {
    const data = { chargeId: joinedId('_', [runId, body.chargeId]), reason: body.reason };
    const command = { type: 'TakeChargeBack', data, meta: await call.meta() } as const;
    return call.reply(runId, await this.atOnce.handle(this.runs, runId, command));
  }

  @CommandHandler({ path: ':id/complete', subject: subject('complete'), scopes })
  async complete(@AggregateId() runId: string, @Input() body: CompleteRunDto, @Caller() call: CommandCall) {
    const meta = await call.meta();
    const run = (await this.runs.load(runId)).state;
    const day = businessDate(body.completedAt);
    const station = (await this.stations.load(startedOf(run).stationId)).state;
    const { runPpm: tolerancePpm } = tolerancesOn(station, day);
    const takenOutputs = await this.takenOutputs(runId, body);
    const facts = {
      tolerancePpm,
      yieldBands: await this.yieldBands(body, day),
      takenOutputs,
      ...(await this.surroundings.of(run, station, body)),
    };
    const { waste, lossGrams, completedAt, highestDeciCelsius } = body;
    const outputs = body.outputs.map(
      ({ outputId, kind, productId, grams, pieces = null, tankId = null }) => ({
        outputId,
        kind,
        productId,
        grams,
        pieces,
        tankId,
      }),
    );
    const data = {
      outputs,
      waste: waste.map(({ kind, grams }) => ({ kind, grams })),
      lossGrams,
      completedAt,
      ...(highestDeciCelsius === undefined ? {} : { highestDeciCelsius }),
    };
    const command = { type: 'CompleteRun', data, facts, meta } as const;
    return call.reply(runId, await this.atOnce.handle(this.runs, runId, command));
  }

  /** The member takes home what was pressed for him. */
  @CommandHandler({ path: ':id/hand-over', subject: subject('hand-over'), scopes })
  async handOver(@AggregateId() runId: string, @Input() body: HandOverRunDto, @Caller() call: CommandCall) {
    const command = { type: 'HandOverRun', data: { ...body }, meta: await call.meta() } as const;
    return call.reply(runId, await this.atOnce.handle(this.runs, runId, command));
  }

  /** Takes a completed run back while none of its outputs has moved. */
  @CommandHandler({ path: ':id/reverse', subject: subject('reverse'), scopes })
  async reverse(@AggregateId() runId: string, @Input() body: ReverseRunDto, @Caller() call: CommandCall) {
    const meta = await call.meta();
    const data = { reversalId: meta.commandId, reason: body.reason };
    const outcome = await this.atOnce.handle(this.runs, runId, { type: 'ReverseRun', data, meta });
    const { reversedFor } = (await this.runs.load(runId)).state;
    if (reversedFor === null)
      throw conflict(
        'output_moved',
        `Something was drawn from what ${runId} made: set it right by a correcting run.`,
        'runId',
      );
    return call.reply(runId, outcome);
  }

  /** The run, which takes this charge or has it. Looks at the log before it refuses: the run itself has the last word. */
  private async openFor(runId: string, drawId: string) {
    const isOpen = (run: RunState) =>
      run.inputs.has(drawId) || (takesCharges(run) && !run.sentBack.has(drawId));
    const recent = await this.runs.recent(runId);
    const run = isOpen(recent) ? recent : (await this.runs.load(runId)).state;
    const started = startedOf(run);
    if (!isOpen(run)) refuseCharge(run, drawId);
    return started;
  }

  private async takenOutputs(runId: string, { outputs }: CompleteRunDto): Promise<string[]> {
    const found = await Promise.all(
      outputs.map(async ({ outputId }) => {
        const { made } = (await this.lots.load(outputLotId(runId, outputId))).state;
        return made !== null && made.runId !== runId ? [outputId] : [];
      }),
    );
    return found.flat();
  }

  private async yieldBands({ outputs }: CompleteRunDto, day: string) {
    const ids = [...new Set(outputs.map(({ productId }) => productId))];
    const bands = await Promise.all(
      ids.map(async (productId) => {
        const band = termsOn((await this.terms.load(productId)).state, day)?.yieldBand ?? null;
        return band === null ? [] : [[productId, band] as const];
      }),
    );
    return new Map(bands.flat());
  }
}

/** Refuses `charge_sent_back`, `run_completed`, `run_full`. */
function refuseCharge(run: RunState, chargeId: string): void {
  if (run.sentBack.has(chargeId))
    throw conflict('charge_sent_back', 'This charge was given back: charge it under another id.', 'chargeId');
  if (takesCharges(run)) return;
  if (run.completed !== null) throw conflict('run_completed', 'The run is over: start another.', 'runId');
  throw conflict('run_full', `A run takes ${MOST_CHARGES} charges: complete it, and start another.`, 'runId');
}
