import { Controller, Inject } from '@nestjs/common';
import { commandSubjectsOf, type CollectionContractEvent, type DeliveryGraded } from '@oce/contracts';
import { conflict, notFound } from '@oce/event-sourcing';
import type { EventStore, HandlerOf } from '@oce/event-store';
import type { PersonKeys } from '@oce/personal-data';
import { businessDate } from '@oce/quantities';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  ConfirmProposalDto,
  EVENT_STORE,
  HIGHEST_CENTIMES,
  InjectAggregate,
  InjectPersonKeys,
  Input,
  IsAmount,
  IsBusinessDate,
  IsDerivedId,
  IsId,
  IsReason,
  IsShare,
  RejectProposalDto,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';
import { requireKnownProducer } from '../../known-producer';
import { LimitsInForce } from '../../limit/http/limits-in-force';
import { WoundUpPools } from '../../pool/reads/wound-up-pools';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import { accountAggregate } from '../domain/account';
import type { ResolveDispute } from '../domain/account.commands';
import { advanceOf } from '../domain/advance';

export class GrantInputCreditDto {
  @IsId() creditId: string;
  @IsAmount() amountCentimes: number;
  @IsString() @Length(1, 200) purpose: string;
  @IsBusinessDate('booking') grantedOn: string;
  /** Who is owed for the goods; left out where they come from OCE's own depot. */
  @IsOptional() @IsId() supplierId?: string;
}

export class DeclarePremiumDto {
  @IsId() premiumId: string;
  @Matches(/^\d{4}-(T[1-4]|(0[1-9]|1[0-2]))$/, { message: 'period takes a quarter or month like 2026-T4' })
  period: string;
  @IsAmount() amountCentimes: number;
  @IsBusinessDate('terms') dueOn: string;
}

export class ReverseCreditDto {
  @IsId() creditId: string;
  @IsReason() reason: string;
}

export class ReversePremiumDto {
  @IsId() premiumId: string;
  @IsReason() reason: string;
}

/** For a delivery whose advance waits with a clerk. */
export class PostAdvanceDto {
  @IsDerivedId() deliveryId: string;
}

export class DisputeLineDto {
  @IsId() disputeId: string;
  @Matches(/^[A-Za-z0-9_-]{1,200}$/, { message: 'lineId takes the id of a line of the account' })
  lineId: string;
  @IsReason() reason: string;
}

/** The right quality sheet of the delivery; shares in parts per million. */
export class DisputedSheetDto {
  @IsId() sampleId: string;
  @IsId() grade: string;
  @IsShare() impuritiesPpm: number;
  @IsShare() moisturePpm: number;
}

export class ResolveDisputeDto {
  @IsId() disputeId: string;
  @IsIn(['upheld', 'rejected']) outcome: 'upheld' | 'rejected';
  @IsReason() resolution: string;
  /** By how much the line changes; with `upheld` only, negative to the member's loss. */
  @IsOptional() @IsAmount(-HIGHEST_CENTIMES) amountCentimes?: number;
  /** In the place of an amount, where the quality was disputed: the delivery is regraded by it. */
  @IsOptional() @ValidateNested() @Type(() => DisputedSheetDto) sheet?: DisputedSheetDto;
}

/** Refuses `delivery_not_advanced`. */
function refuseUnadvanced({ settledAs }: DeliveryGraded['data']): void {
  if (settledAs === 'purchased')
    throw conflict(
      'delivery_not_advanced',
      'OCE has bought this delivery: it is settled whole once a purchase price is published.',
      'deliveryId',
    );
  if (settledAs === 'toll')
    throw conflict(
      'delivery_not_advanced',
      'This delivery is pressed for its owner, who takes all of it home.',
      'deliveryId',
    );
}

const subject = commandSubjectsOf(accountAggregate);
const scopes = ['payments:write'];
const approve = ['payments:approve'];

/** Commands of clerks on an account; its id is the producer's code. */
@Controller('payments/accounts')
export class AccountController {
  constructor(
    @InjectAggregate(accountAggregate) private readonly accounts: HandlerOf<typeof accountAggregate>,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'load'>,
    private readonly schedules: SchedulesReader,
    private readonly limits: LimitsInForce,
    private readonly woundUp: WoundUpPools,
    @InjectPersonKeys() private readonly keys: PersonKeys,
  ) {}

  @CommandHandler({ path: ':id/credits', subject: subject('grant-credit'), scopes })
  async grant(
    @AggregateId() producerCode: string,
    @Input() body: GrantInputCreditDto,
    @Caller() call: CommandCall,
  ) {
    // A key that names another request is refused before anything is looked up.
    await call.meta();
    await requireKnownProducer(this.keys, producerCode);
    const data = { producerCode, ...body };
    const facts = await this.limits.facts();
    return call.handle(this.accounts, producerCode, { type: 'GrantInputCredit', data, facts });
  }

  @CommandHandler({ path: ':id/premiums', subject: subject('declare-premium'), scopes })
  async declare(
    @AggregateId() producerCode: string,
    @Input() body: DeclarePremiumDto,
    @Caller() call: CommandCall,
  ) {
    // A key that names another request is refused before anything is looked up.
    await call.meta();
    await requireKnownProducer(this.keys, producerCode);
    const data = { producerCode, ...body };
    const facts = await this.limits.facts();
    return call.handle(this.accounts, producerCode, { type: 'DeclarePremium', data, facts });
  }

  /** A second person takes back a credit that was booked wrong. */
  @CommandHandler({ path: ':id/credit-reversals', subject: subject('reverse-credit'), scopes: approve })
  reverseCredit(
    @AggregateId() producerCode: string,
    @Input() { creditId: reference, reason }: ReverseCreditDto,
    @Caller() call: CommandCall,
  ) {
    const data = { producerCode, kind: 'input_credit' as const, reference, reason };
    return call.handle(this.accounts, producerCode, { type: 'ReverseClaim', data });
  }

  /** As for a credit: the right premium of the period may be declared after it. */
  @CommandHandler({ path: ':id/premium-reversals', subject: subject('reverse-premium'), scopes: approve })
  reversePremium(
    @AggregateId() producerCode: string,
    @Input() { premiumId: reference, reason }: ReversePremiumDto,
    @Caller() call: CommandCall,
  ) {
    const data = { producerCode, kind: 'insurance' as const, reference, reason };
    return call.handle(this.accounts, producerCode, { type: 'ReverseClaim', data });
  }

  /** For a delivery that was graded while no schedule was in force, under those that are there now. */
  @CommandHandler({ path: ':id/advances', subject: subject('post-advance'), scopes })
  async advance(
    @AggregateId() producerCode: string,
    @Input() { deliveryId }: PostAdvanceDto,
    @Caller() call: CommandCall,
  ) {
    // A key that names another request is refused before anything is looked up.
    await call.meta();
    const graded = await this.gradingOf(producerCode, deliveryId);
    refuseUnadvanced(graded);
    const ended = graded.replaces === null ? await this.woundUp.of(graded) : undefined;
    const asked = advanceOf(graded, await this.schedules.inForce());
    const facts = ended ? { ...asked, endedPoolId: ended.poolId } : asked;
    const data = { producerCode, deliveryId };
    return call.handle(this.accounts, producerCode, { type: 'AdvanceDelivery', data, facts });
  }

  @CommandHandler({ path: ':id/disputes', subject: subject('dispute'), scopes })
  dispute(@AggregateId() producerCode: string, @Input() body: DisputeLineDto, @Caller() call: CommandCall) {
    return call.handle(this.accounts, producerCode, { type: 'DisputeLine', data: { producerCode, ...body } });
  }

  /** A second person decides. */
  @CommandHandler({ path: ':id/dispute-resolutions', subject: subject('resolve-dispute'), scopes: approve })
  async resolve(
    @AggregateId() producerCode: string,
    @Input() body: ResolveDisputeDto,
    @Caller() call: CommandCall,
  ) {
    const { disputeId, outcome, resolution, amountCentimes = null, sheet } = body;
    const facts = await this.factsOfDisputes(call);
    const decided = { producerCode, disputeId, outcome, resolution, amountCentimes };
    const data = sheet ? { ...decided, sheet: { ...sheet } } : decided;
    return call.handle(this.accounts, producerCode, { type: 'ResolveDispute', data, facts });
  }

  /** A second person confirms a credit, a premium or an upheld dispute above its limit: it is done. */
  @CommandHandler({ path: ':id/confirmations', subject: subject('confirm'), scopes: approve })
  async confirm(
    @AggregateId() producerCode: string,
    @Input() { proposalId }: ConfirmProposalDto,
    @Caller() call: CommandCall,
  ) {
    const facts = await this.factsOfDisputes(call);
    const data = { producerCode, proposalId };
    return call.handle(this.accounts, producerCode, { type: 'ConfirmProposal', data, facts });
  }

  @CommandHandler({ path: ':id/rejections', subject: subject('reject'), scopes: approve })
  reject(
    @AggregateId() producerCode: string,
    @Input() { proposalId, reason }: RejectProposalDto,
    @Caller() call: CommandCall,
  ) {
    const data = { producerCode, proposalId, reason };
    return call.handle(this.accounts, producerCode, { type: 'RejectProposal', data });
  }

  private async factsOfDisputes(call: CommandCall): Promise<ResolveDispute['facts']> {
    const inForce = await this.schedules.inForce();
    const deductions = inForce.deductionsNear(businessDate(call.at));
    return { deductions, published: inForce.allDeductions(), ...(await this.limits.facts()) };
  }

  /** @throws DomainError `grading_unknown` */
  private async gradingOf(producerCode: string, deliveryId: string): Promise<DeliveryGraded['data']> {
    const ref = { context: 'collection', aggregate: 'delivery', id: deliveryId };
    const commits = await this.store.load<CollectionContractEvent>(ref);
    const graded = commits
      .flatMap((commit) => commit.events)
      .find((event) => event.type === 'DeliveryGraded');
    if (graded?.data.producerCode !== producerCode)
      throw notFound('grading_unknown', 'No such delivery of this producer was graded.', 'deliveryId');
    return graded.data;
  }
}
