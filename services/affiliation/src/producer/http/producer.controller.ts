import { Controller } from '@nestjs/common';
import { commandSubject, commandSubjectsOf } from '@oce/contracts';
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
import {
  AffiliateProducerDto,
  ChangeContactDto,
  DeclarePlotDto,
  ErasePersonDto,
  LeaveDto,
} from './producer.dto';

const subject = commandSubjectsOf(producerAggregate);
const scopes = ['affiliation:write'];

/** Commands on producers. */
@Controller('affiliation/producers')
export class ProducerController {
  constructor(
    private readonly affiliations: Affiliations,
    @InjectAggregate(producerAggregate) private readonly producers: Producers,
  ) {}

  @CommandHandler({ subject: subject('affiliate'), scopes })
  async affiliate(@Input() body: AffiliateProducerDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const outcome = await this.affiliations.affiliate(body, await call.meta());
    return call.reply(body.producerCode, outcome);
  }

  @CommandHandler({ path: ':id/plots', subject: subject('declare-plot'), scopes })
  async declarePlot(
    @AggregateId() producerCode: string,
    @Input() body: DeclarePlotDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const data = { producerCode, ...body };
    return call.handle(this.producers, producerCode, { type: 'DeclarePlot', data });
  }

  @CommandHandler({ path: ':id/contact', subject: subject('change-contact'), scopes })
  async changeContact(
    @AggregateId() producerCode: string,
    @Input() { phone }: ChangeContactDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const outcome = await this.affiliations.changeContact(producerCode, phone, await call.meta());
    return call.reply(producerCode, outcome);
  }

  @CommandHandler({ path: ':id/leave', subject: subject('leave'), scopes })
  async leave(
    @AggregateId() producerCode: string,
    @Input() body: LeaveDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const data = { producerCode, ...body };
    return call.handle(this.producers, producerCode, { type: 'LetProducerLeave', data });
  }
}

/** The right to be forgotten (law 09-08). The id of a person is the producer code. */
@Controller('affiliation/persons')
export class PersonController {
  constructor(@InjectAggregate(producerAggregate) private readonly producers: Producers) {}

  /**
   * Accepted as a request: done by itself as soon as no money is open, and until then shown with what it is held for
   * (`GET affiliation/erasures`). Then the names are gone from every read, and the key that opens them a moment later.
   */
  @CommandHandler({
    path: ':id/erase',
    subject: commandSubject('affiliation', 'person', 'erase'),
    scopes: ['affiliation:erase'],
  })
  async erase(
    @AggregateId() personId: string,
    @Input() body: ErasePersonDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.handle(this.producers, personId, { type: 'ErasePerson', data: { personId, ...body } });
  }
}
