import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import { checkIce } from '@oce/identifiers';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { accepted } from '../../accepted';
import { UniqueValues } from '../../reservation/unique-values';
import { cooperativeAggregate, type CooperativeCommand, type CooperativeState } from '../domain/cooperative';
import type { CooperativeEvent } from '../domain/cooperative.events';
import { AffiliateCooperativeDto, EndConventionDto, SignConventionDto } from './cooperative.dto';

const scopes = ['affiliation:write'];

/** Commands on cooperatives and their conventions. */
@Controller('affiliation/cooperatives')
export class CooperativeController {
  constructor(
    private readonly uniqueValues: UniqueValues,
    @InjectAggregate(cooperativeAggregate)
    private readonly cooperatives: AggregateHandler<CooperativeState, CooperativeCommand, CooperativeEvent>,
  ) {}

  @CommandHandler({ subject: commandSubject('affiliation', 'cooperative', 'affiliate'), scopes })
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

  @CommandHandler({
    path: ':id/conventions',
    subject: commandSubject('affiliation', 'cooperative', 'sign-convention'),
    scopes,
  })
  async sign(
    @AggregateId() cooperativeId: string,
    @Input() body: SignConventionDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('SignConvention', { cooperativeId, ...body });
    return call.reply(cooperativeId, await this.cooperatives.handle(cooperativeId, command));
  }

  @CommandHandler({
    path: ':id/end-convention',
    subject: commandSubject('affiliation', 'cooperative', 'end-convention'),
    scopes,
  })
  async end(
    @AggregateId() cooperativeId: string,
    @Input() body: EndConventionDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('EndConvention', { cooperativeId, ...body });
    return call.reply(cooperativeId, await this.cooperatives.handle(cooperativeId, command));
  }
}
