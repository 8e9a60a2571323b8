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
import type { Producers } from './affiliations';
import { ErasePersonDto } from './producer.dto';

/** The right to be forgotten (law 09-08). The id of a person is the producer code. */
@Controller('affiliation/persons')
export class PersonController {
  constructor(@InjectAggregate(producerAggregate) private readonly producers: Producers) {}

  /** The names are gone from every read at once; the key that opens them a moment later, by a policy. */
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
    const command = await call.command('ErasePerson', { personId, ...body });
    return call.reply(personId, await this.producers.handle(personId, command));
  }
}
