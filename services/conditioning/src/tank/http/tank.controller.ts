import { Controller } from '@nestjs/common';
import { commandSubjectsOf, joinedId } from '@oce/contracts';
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
  IsBusinessDate,
  IsDerivedId,
  IsId,
  IsReason,
  IsWeighingInstant,
} from '@oce/service-kit';
import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { lotBalanceAggregate, madeOf } from '../../lot-balance/domain/lot-balance';
import { openedOf, stationAggregate, tolerancesOn } from '../../station/domain/station';
import { productTermsAggregate, termsOn } from '../../terms/domain/product-terms';
import { capacityGrams, installedOf, tankAggregate, whyTurnedAway } from '../domain/tank';
import type { TurnedAwayFor } from '../domain/tank.events';
import type { TankState } from '../domain/tank.state';

const MOST_GRAMS = 1_000_000_000;

export class InstallTankDto {
  @IsId() tankId: string;
  @IsId() stationId: string;
  @IsInt() @Min(1) @Max(MOST_GRAMS) capacityMillilitres: number;
  @IsBusinessDate('affiliation') installedOn: string;
}

export class AssignTankDto {
  @IsId() productId: string;
  @IsBusinessDate('booking') assignedOn: string;
}

export class FillTankDto {
  @IsId() fillId: string;
  @IsDerivedId() lotId: string;
  @IsInt() @Min(1) @Max(MOST_GRAMS) grams: number;
}

export class GaugeTankDto {
  @IsId() gaugeId: string;
  @IsInt() @Min(0) @Max(MOST_GRAMS) measuredMillilitres: number;
  /** In tenths of a degree. */
  @IsInt() @Min(-200) @Max(800) temperatureDeciCelsius: number;
  @IsReason() reason: string;
  @IsWeighingInstant() gaugedAt: string;
}

export class CleanTankDto {
  @IsWeighingInstant() cleanedAt: string;
}

export class SealTankDto {
  @IsString() @Length(1, 40) sealNumber: string;
  @IsWeighingInstant() sealedAt: string;
}

export class UnsealTankDto {
  @IsString() @Length(1, 40) sealNumber: string;
  @IsReason() reason: string;
  @IsWeighingInstant() unsealedAt: string;
}

const subject = commandSubjectsOf(tankAggregate);
const scopes = ['conditioning:write'];

/** Commands on tanks. */
@Controller('conditioning/tanks')
export class TankController {
  constructor(
    @InjectAggregate(tankAggregate) private readonly tanks: HandlerOf<typeof tankAggregate>,
    @InjectAggregate(lotBalanceAggregate) private readonly lots: HandlerOf<typeof lotBalanceAggregate>,
    @InjectAggregate(stationAggregate) private readonly stations: HandlerOf<typeof stationAggregate>,
    @InjectAggregate(productTermsAggregate) private readonly terms: HandlerOf<typeof productTermsAggregate>,
    private readonly atOnce: AtOnce,
  ) {}

  @CommandHandler({ subject: subject('install'), scopes })
  async install(@Input() body: InstallTankDto, @Caller() call: CommandCall) {
    await call.meta();
    openedOf((await this.stations.load(body.stationId)).state);
    return call.handle(this.tanks, body.tankId, { type: 'InstallTank', data: { ...body } });
  }

  /** For which product it is used, with the density of the day. */
  @CommandHandler({ path: ':id/assign', subject: subject('assign'), scopes })
  async assign(@AggregateId() tankId: string, @Input() body: AssignTankDto, @Caller() call: CommandCall) {
    await call.meta();
    const { productId, assignedOn } = body;
    const inForce = termsOn((await this.terms.load(productId)).state, assignedOn);
    if (!inForce || inForce.densityGramsPerLitre === null)
      throw conflict(
        'density_unknown',
        `No density of ${productId} is in force on ${assignedOn}: publish its terms first.`,
        'productId',
      );
    const { densityGramsPerLitre, expansionPpmPerDegree } = inForce;
    const data = { productId, densityGramsPerLitre, expansionPpmPerDegree, assignedOn };
    return call.handle(this.tanks, tankId, { type: 'AssignTank', data });
  }

  /** Fills it from a lot: first the lot gives the goods, then the tank takes them, by its policy, at once. */
  @CommandHandler({ path: ':id/fillings', subject: subject('fill'), scopes })
  async fill(@AggregateId() tankId: string, @Input() body: FillTankDto, @Caller() call: CommandCall) {
    const meta = await call.meta();
    const { lotId, grams } = body;
    const drawId = joinedId('_', [tankId, body.fillId]);
    const before = (await this.tanks.load(tankId)).state;
    const { productId } = madeOf((await this.lots.load(lotId)).state);
    installedOf(before);
    if (!before.fills.has(drawId)) refuseFilling(whyTurnedAway(productId, grams, before), before, grams);
    const data = { drawId, into: { kind: 'tank', id: tankId } as const, grams };
    const outcome = await this.atOnce.handle(this.lots, lotId, { type: 'DrawFromLot', data, meta });
    const after = (await this.tanks.load(tankId)).state;
    // Somebody may have filled it in between: the lot has its goods back.
    refuseFilling(after.fills.get(drawId) ?? undefined, after, grams);
    return call.reply(lotId, outcome);
  }

  @CommandHandler({ path: ':id/gauges', subject: subject('gauge'), scopes })
  async gauge(@AggregateId() tankId: string, @Input() body: GaugeTankDto, @Caller() call: CommandCall) {
    await call.meta();
    const { stationId } = installedOf((await this.tanks.load(tankId)).state);
    const station = (await this.stations.load(stationId)).state;
    const { gaugePpm: tolerancePpm } = tolerancesOn(station, businessDate(body.gaugedAt));
    const facts = { tolerancePpm };
    return call.handle(this.tanks, tankId, { type: 'GaugeTank', data: { ...body }, facts });
  }

  @CommandHandler({ path: ':id/cleanings', subject: subject('clean'), scopes })
  clean(@AggregateId() tankId: string, @Input() body: CleanTankDto, @Caller() call: CommandCall) {
    return call.handle(this.tanks, tankId, { type: 'CleanTank', data: { ...body } });
  }

  @CommandHandler({ path: ':id/seal', subject: subject('seal'), scopes })
  seal(@AggregateId() tankId: string, @Input() body: SealTankDto, @Caller() call: CommandCall) {
    return call.handle(this.tanks, tankId, { type: 'SealTank', data: { ...body } });
  }

  @CommandHandler({ path: ':id/unseal', subject: subject('unseal'), scopes })
  unseal(@AggregateId() tankId: string, @Input() body: UnsealTankDto, @Caller() call: CommandCall) {
    return call.handle(this.tanks, tankId, { type: 'UnsealTank', data: { ...body } });
  }
}

/** Refuses by the reason, which is the slug. */
function refuseFilling(reason: TurnedAwayFor | undefined, state: TankState, grams: number): void {
  const free = capacityGrams(state) - state.contentGrams;
  if (reason !== undefined) throw conflict(reason, messageOf(reason, state, free, grams), 'tankId');
}

function messageOf(
  reason: TurnedAwayFor,
  { assigned, seal }: TankState,
  free: number,
  grams: number,
): string {
  if (reason === 'tank_full') return `There is room for ${free} g, and ${grams} g are to go in.`;
  if (reason === 'tank_sealed') return `It bears the seal ${seal}: break it first.`;
  if (reason === 'tank_unknown') return 'Install the tank first.';
  return assigned === null
    ? 'It is for no product yet: assign it first.'
    : `It is for ${assigned.productId}: take another tank, or empty, clean and assign it anew.`;
}
