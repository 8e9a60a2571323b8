import { Controller, Get, Inject, Res } from '@nestjs/common';
import { commandSubjectsOf, joinedId, type UnitPacked } from '@oce/contracts';
import { conflict, invalid } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { checkGtin14 } from '@oce/identifiers';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  CONFIG,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsDerivedId,
  IsId,
  IsReason,
  IsWeighingInstant,
  NeedsKey,
  Scopes,
} from '@oce/service-kit';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { ConditioningConfig } from '../../conditioning.config';
import { lotBalanceAggregate } from '../../lot-balance/domain/lot-balance';
import { openedOf as openedStationOf, stationAggregate } from '../../station/domain/station';
import { labelOf } from '../domain/label';
import { ssccRegister } from '../domain/sscc-register';
import { unitAggregate } from '../domain/unit';
import { MOST_IN_A_UNIT, openedOf, takesMore, type UnitState } from '../domain/unit.state';
import { labelPdf, labelSvg } from './label-files';

export class OpenUnitDto {
  @IsId() stationId: string;
  @IsIn(['case', 'pallet']) level: 'case' | 'pallet';
  /** The trade item that a case is: 14 digits with its check digit. */
  @IsOptional() @IsString() @Length(14, 20) gtin?: string;
  @IsOptional() @IsBusinessDate('validity') bestBefore?: string;
  @IsWeighingInstant() openedAt: string;
}

export class PutGoodsDto {
  @IsId() putId: string;
  @IsDerivedId() lotId: string;
  @IsInt() @Min(1) @Max(1_000_000_000) grams: number;
}

export class PutUnitDto {
  @Matches(/^\d{18}$/, { message: 'sscc takes 18 digits' }) sscc: string;
}

export class CloseUnitDto {
  @IsWeighingInstant() packedAt: string;
}

export class BreakUnitDto {
  @IsReason() reason: string;
}

const subject = commandSubjectsOf(unitAggregate);
const scopes = ['conditioning:write'];

/** Commands on cases and pallets, and their labels. */
@Controller('conditioning/units')
export class UnitController {
  constructor(
    @InjectAggregate(unitAggregate) private readonly units: HandlerOf<typeof unitAggregate>,
    @InjectAggregate(ssccRegister) private readonly register: HandlerOf<typeof ssccRegister>,
    @InjectAggregate(stationAggregate) private readonly stations: HandlerOf<typeof stationAggregate>,
    @InjectAggregate(lotBalanceAggregate) private readonly lots: HandlerOf<typeof lotBalanceAggregate>,
    @Inject(CONFIG) private readonly config: ConditioningConfig,
    private readonly atOnce: AtOnce,
  ) {}

  /** Opens a case or a pallet under the next SSCC. */
  @NeedsKey()
  @CommandHandler({ subject: subject('open'), scopes })
  async open(@Input() body: OpenUnitDto, @Caller() call: CommandCall) {
    const gtin = body.gtin === undefined ? null : gtinOf(body.gtin);
    const meta = await call.meta();
    openedStationOf((await this.stations.load(body.stationId)).state);
    const companyPrefix = this.config.OCE_GS1_COMPANY_PREFIX;
    const taking = { type: 'TakeSscc', data: { companyPrefix }, meta: await call.metaOf('sscc') } as const;
    const { events } = await this.register.handle(companyPrefix, taking);
    const sscc = events[0]?.data.sscc;
    if (sscc === undefined) throw new Error('the register gave no SSCC');
    const { bestBefore = null, stationId, level, openedAt } = body;
    const data = { sscc, stationId, level, gtin, bestBefore, openedAt };
    return call.reply(sscc, await this.units.handle(sscc, { type: 'OpenUnit', data, meta }));
  }

  /** Puts goods of a lot in: first the lot gives them, then the unit takes them, by its policy, at once. */
  @CommandHandler({ path: ':id/goods', subject: subject('put-goods'), scopes })
  async putGoods(@AggregateId() sscc: string, @Input() body: PutGoodsDto, @Caller() call: CommandCall) {
    const meta = await call.meta();
    const drawId = joinedId('_', [sscc, body.putId]);
    const before = (await this.units.load(sscc)).state;
    openedOf(before);
    if (!before.goods.has(drawId)) refuseMore(before);
    const data = { drawId, into: { kind: 'unit', id: sscc } as const, grams: body.grams };
    const outcome = await this.atOnce.handle(this.lots, body.lotId, { type: 'DrawFromLot', data, meta });
    const after = (await this.units.load(sscc)).state;
    // Somebody may have closed it in between: the goods are in their lot again.
    if (after.turnedAway.has(drawId)) refuseMore(after);
    return call.reply(sscc, outcome);
  }

  /** Puts a closed unit in: first it says where it is, then the outer one takes it, by its policy, at once. */
  @CommandHandler({ path: ':id/units', subject: subject('put-unit'), scopes })
  async putUnit(@AggregateId() outerSscc: string, @Input() body: PutUnitDto, @Caller() call: CommandCall) {
    const meta = await call.meta();
    const before = (await this.units.load(outerSscc)).state;
    openedOf(before);
    if (!before.units.has(body.sscc)) refuseMore(before);
    const command = { type: 'PutInto', data: { outerSscc }, meta } as const;
    const outcome = await this.atOnce.handle(this.units, body.sscc, command);
    const after = (await this.units.load(outerSscc)).state;
    if (!after.units.has(body.sscc)) refuseMore(after);
    return call.reply(outerSscc, outcome);
  }

  @CommandHandler({ path: ':id/close', subject: subject('close'), scopes })
  close(@AggregateId() sscc: string, @Input() body: CloseUnitDto, @Caller() call: CommandCall) {
    return call.handle(this.units, sscc, { type: 'CloseUnit', data: { ...body } });
  }

  /** Breaks a unit up: what is in it is in stock again. */
  @CommandHandler({ path: ':id/break', subject: subject('break'), scopes })
  async breakUp(@AggregateId() sscc: string, @Input() body: BreakUnitDto, @Caller() call: CommandCall) {
    const command = { type: 'BreakUnit', data: { ...body }, meta: await call.meta() } as const;
    return call.reply(sscc, await this.atOnce.handle(this.units, sscc, command));
  }

  /** The label of a closed unit, as SVG. */
  @Get(':id/label.svg')
  @Scopes('conditioning:read')
  async svg(@AggregateId() sscc: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const elements = await this.label(sscc);
    void reply.type('image/svg+xml');
    return labelSvg(elements);
  }

  /** The label of a closed unit, as a PDF page. */
  @Get(':id/label.pdf')
  @Scopes('conditioning:read')
  async pdf(@AggregateId() sscc: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const elements = await this.label(sscc);
    void reply.type('application/pdf');
    return labelPdf(sscc, elements);
  }

  private async label(sscc: string) {
    const { state } = await this.units.load(sscc);
    return labelOf(packedOf(state), [...state.units.values()]);
  }
}

/** Refuses `unit_not_open` and `unit_full`. */
function refuseMore(state: UnitState): void {
  if (takesMore(state)) return;
  const { sscc } = openedOf(state);
  if (state.status !== 'open') throw conflict('unit_not_open', `${sscc} is ${state.status}.`, 'sscc');
  throw conflict('unit_full', `A unit takes ${MOST_IN_A_UNIT}: close it, and open another.`, 'sscc');
}

/** Refuses `unit_not_packed`: an open unit has no label yet. */
function packedOf(state: UnitState): UnitPacked['data'] {
  openedOf(state);
  const { packed, status } = state;
  if (packed === null || status === 'broken')
    throw conflict('unit_not_packed', `The unit is ${status}: it has no label.`, 'sscc');
  return packed;
}

/** Refuses `gs1_digits` and `gs1_check_digit`. */
function gtinOf(text: string): string {
  const check = checkGtin14(text);
  if (check.ok) return check.value;
  throw invalid(check.rule, `Not a trade item: ${check.message}.`, 'gtin');
}
