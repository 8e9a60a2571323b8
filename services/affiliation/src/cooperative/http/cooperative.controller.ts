import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import { checkIce } from '@oce/identifiers';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsFilledList,
  IsId,
  IsReason,
  IsShare,
  type CommandReply,
} from '@oce/service-kit';
import { ArrayUnique, IsString, Length } from 'class-validator';
import { accepted } from '../../accepted';
import { UniqueValues } from '../../reservation/unique-values';
import { cooperativeAggregate } from '../domain/cooperative';

export class AffiliateCooperativeDto {
  @IsId() cooperativeId: string;
  @IsString() @Length(1, 120) name: string;
  @IsString() @Length(1, 80) region: string;
  /** 15 digits; spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  @IsBusinessDate('affiliation') affiliatedOn: string;
}

export class SignConventionDto {
  @IsId() conventionNumber: string;
  @IsBusinessDate('validity') validFrom: string;
  @IsBusinessDate('validity') validTo: string;
  @IsFilledList(50) @ArrayUnique() @IsId({ each: true }) products: string[];
  /** Cap on the total of OCE's charges, in parts per million of the proceeds. */
  @IsShare() commissionCapPpm: number;
}

export class EndConventionDto {
  @IsId() conventionNumber: string;
  @IsBusinessDate('departure') endedOn: string;
  @IsReason() reason: string;
}

const subject = commandSubjectsOf(cooperativeAggregate);
const scopes = ['affiliation:write'];

/** Commands on cooperatives and their conventions. */
@Controller('affiliation/cooperatives')
export class CooperativeController {
  constructor(
    private readonly uniqueValues: UniqueValues,
    @InjectAggregate(cooperativeAggregate)
    private readonly cooperatives: HandlerOf<typeof cooperativeAggregate>,
  ) {}

  @CommandHandler({ subject: subject('affiliate'), scopes })
  async affiliate(
    @Input() body: AffiliateCooperativeDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const { cooperativeId } = body;
    const ice = accepted(checkIce(body.ice), 'ice');
    const command = await call.command('AffiliateCooperative', { ...body, ice });
    const outcome = await this.uniqueValues.write(this.cooperatives, cooperativeId, command, {
      values: [this.uniqueValues.of('cooperative-ice', ice, `cooperative-${cooperativeId}`)],
      stands: ({ affiliated }) => affiliated?.ice === ice,
    });
    return call.reply(cooperativeId, outcome);
  }

  @CommandHandler({ path: ':id/conventions', subject: subject('sign-convention'), scopes })
  async sign(
    @AggregateId() cooperativeId: string,
    @Input() body: SignConventionDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.handle(this.cooperatives, cooperativeId, {
      type: 'SignConvention',
      data: { cooperativeId, ...body },
    });
  }

  @CommandHandler({ path: ':id/end-convention', subject: subject('end-convention'), scopes })
  async end(
    @AggregateId() cooperativeId: string,
    @Input() body: EndConventionDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.handle(this.cooperatives, cooperativeId, {
      type: 'EndConvention',
      data: { cooperativeId, ...body },
    });
  }
}
