import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { producerAggregate } from '../domain/producer';
import { Affiliations, type Producers } from './affiliations';
import { AffiliateProducerDto, ChangeContactDto, DeclarePlotDto, LeaveDto } from './producer.dto';

const scopes = ['affiliation:write'];

/** Commands on producers. */
@Controller('affiliation/producers')
export class ProducerController {
  constructor(
    private readonly affiliations: Affiliations,
    @InjectAggregate(producerAggregate) private readonly producers: Producers,
  ) {}

  @CommandHandler({ subject: commandSubject('affiliation', 'producer', 'affiliate'), scopes })
  async affiliate(@Input() body: AffiliateProducerDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const outcome = await this.affiliations.affiliate(body, await call.meta());
    return call.reply(body.producerCode, outcome);
  }

  @CommandHandler({
    path: ':id/plots',
    subject: commandSubject('affiliation', 'producer', 'declare-plot'),
    scopes,
  })
  async declarePlot(
    @AggregateId() producerCode: string,
    @Input() body: DeclarePlotDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const data = { producerCode, ...body };
    const command = { type: 'DeclarePlot', data, meta: await call.meta() } as const;
    return call.reply(producerCode, await this.producers.handle(producerCode, command));
  }

  @CommandHandler({
    path: ':id/contact',
    subject: commandSubject('affiliation', 'producer', 'change-contact'),
    scopes,
  })
  async changeContact(
    @AggregateId() producerCode: string,
    @Input() { phone }: ChangeContactDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const outcome = await this.affiliations.changeContact(producerCode, phone, await call.meta());
    return call.reply(producerCode, outcome);
  }

  @CommandHandler({ path: ':id/leave', subject: commandSubject('affiliation', 'producer', 'leave'), scopes })
  async leave(
    @AggregateId() producerCode: string,
    @Input() body: LeaveDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('LetProducerLeave', { producerCode, ...body });
    return call.reply(producerCode, await this.producers.handle(producerCode, command));
  }
}
