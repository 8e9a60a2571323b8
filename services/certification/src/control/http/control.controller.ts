import { Controller } from '@nestjs/common';
import { Reservations } from '@oce/claims';
import { commandSubjectsOf } from '@oce/contracts';
import { conflict, invalid, notFound } from '@oce/event-sourcing';
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
import { lotStatusAggregate } from '../../status/domain/lot-status';
import { standardAggregate, standardOn } from '../../standard/domain/standard';
import { controlAggregate } from '../domain/control';
import { sealAggregate, sealsOf, type Seal } from '../domain/seals';
import {
  ReportAnalysisDto,
  RequestControlDto,
  ScorePanelDto,
  SignVerdictDto,
  TakeSampleDto,
  type ResultDto,
} from './control.dto';

const subject = commandSubjectsOf(controlAggregate);
const scopes = ['certification:write'];

/** Commands on controls: request, sample, reports, verdict. */
@Controller('certification/controls')
export class ControlController {
  private readonly seals: Reservations<Seal, Seal>;

  constructor(
    private readonly atOnce: AtOnce,
    @InjectAggregate(controlAggregate) private readonly controls: HandlerOf<typeof controlAggregate>,
    @InjectAggregate(lotStatusAggregate) private readonly lots: HandlerOf<typeof lotStatusAggregate>,
    @InjectAggregate(standardAggregate) private readonly standards: HandlerOf<typeof standardAggregate>,
    @InjectAggregate(sealAggregate) seals: HandlerOf<typeof sealAggregate>,
  ) {
    this.seals = new Reservations<Seal, Seal>(seals, (claim) => claim);
  }

  /** Refuses `lot_unknown`, `product_missing`, `standard_unknown` and `standard_not_for_goods`. */
  @CommandHandler({ subject: subject('request'), scopes })
  async request(@Input() { kind, id, ...body }: RequestControlDto, @Caller() call: CommandCall) {
    const { controlId, market, standardId, declaredGrade = null, requestedOn } = body;
    const { productId, ownGrade } = await this.goodsOf(kind, id, body.productId);
    const { versions } = (await this.standards.load(standardId)).state;
    if (versions.length === 0)
      throw notFound('standard_unknown', 'There is no such standard: publish it first.', 'standardId');
    if (!versions.some((one) => one.market === market && one.productIds.includes(productId)))
      throw conflict(
        'standard_not_for_goods',
        `The standard says nothing of ${productId} for ${market}.`,
        'standardId',
      );
    const holder = { kind, id };
    const data = { controlId, holder, productId, ownGrade, market, standardId, declaredGrade, requestedOn };
    return call.handle(this.controls, controlId, { type: 'RequestControl', data });
  }

  @CommandHandler({ path: ':id/samples', subject: subject('take-sample'), scopes })
  async takeSample(
    @AggregateId() controlId: string,
    @Input() body: TakeSampleDto,
    @Caller() call: CommandCall,
  ) {
    const { requested } = (await this.controls.load(controlId)).state;
    const versions = requested ? (await this.standards.load(requested.standardId)).state : { versions: [] };
    const standard = standardOn(versions, businessDate(body.takenAt));
    const data = { ...body };
    const command = { type: 'TakeSample', data, facts: { standard }, meta: await call.meta() } as const;
    const reserved = sealsOf(controlId, data);
    return call.reply(controlId, await this.seals.write(this.controls, controlId, command, reserved));
  }

  @CommandHandler({ path: ':id/panels', subject: subject('score-panel'), scopes })
  scorePanel(@AggregateId() controlId: string, @Input() body: ScorePanelDto, @Caller() call: CommandCall) {
    const data = { ...body, tasted: body.tasted.map((one) => ({ ...one })) };
    return call.handle(this.controls, controlId, { type: 'ScorePanel', data });
  }

  @CommandHandler({ path: ':id/analyses', subject: subject('report-analysis'), scopes })
  reportAnalysis(
    @AggregateId() controlId: string,
    @Input() body: ReportAnalysisDto,
    @Caller() call: CommandCall,
  ) {
    const results = body.results.map(resultOf);
    const data = { ...body, results, replaces: body.replaces ?? null };
    return call.handle(this.controls, controlId, { type: 'ReportAnalysis', data });
  }

  /** The verdict is by rule; whoever sends this signs it. */
  @CommandHandler({ path: ':id/verdict', subject: subject('sign-verdict'), scopes })
  async sign(@AggregateId() controlId: string, @Input() body: SignVerdictDto, @Caller() call: CommandCall) {
    const { sample } = (await this.controls.load(controlId)).state;
    const rules = await this.rulesOf(sample?.standard);
    const meta = await call.meta();
    const command = { type: 'SignVerdict', data: { ...body }, facts: { rules }, meta } as const;
    return call.reply(controlId, await this.atOnce.handle(this.controls, controlId, command));
  }

  private async goodsOf(kind: 'lot' | 'tank', id: string, productId: string | undefined) {
    if (kind === 'tank') {
      if (productId === undefined) throw invalid('product_missing', 'Say what is in the tank.', 'productId');
      return { productId, ownGrade: null };
    }
    const { lot } = (await this.lots.load(id)).state;
    if (lot === null)
      throw notFound('lot_unknown', 'No such lot is known yet: it is once its station has closed it.', 'id');
    return { productId: lot.productId, ownGrade: lot.grade };
  }

  private async rulesOf(frozen: { standardId: string; version: string } | undefined) {
    if (frozen === undefined) return { general: [], categories: [] };
    const { versions } = (await this.standards.load(frozen.standardId)).state;
    const { general = [], categories = [] } =
      versions.find(({ version }) => version === frozen.version) ?? {};
    return { general, categories };
  }
}

/** Refuses `result_missing`: one of a value and a limit of quantification. */
function resultOf({ parameter, unit, value, belowQuantification }: ResultDto, at: number) {
  if ((value === undefined) === (belowQuantification === undefined))
    throw invalid(
      'result_missing',
      'Give the value, or the limit of quantification that it is below.',
      `results[${at}].value`,
    );
  const measured =
    value === undefined
      ? ({ kind: 'below_quantification', limitOfQuantification: belowQuantification ?? '' } as const)
      : ({ kind: 'value', value } as const);
  return { parameter, unit, measured };
}
