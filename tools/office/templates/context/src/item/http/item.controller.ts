import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import type { PersonKeys } from '@oce/personal-data';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  InjectPersonKeys,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { itemAggregate } from '../domain/item';
import { OpenItemDto } from './item.dto';

/** Commands on items. */
@Controller('__context__/items')
export class ItemController {
  constructor(
    @InjectAggregate(itemAggregate) private readonly items: HandlerOf<typeof itemAggregate>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
  ) {}

  @CommandHandler({ subject: commandSubject('__context__', 'item', 'open'), scopes: ['__context__:write'] })
  async open(@Input() body: OpenItemDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const { itemId, title, personId, contact } = body;
    const sealed = await this.keys.encrypt(personId, { contact });
    const data = { itemId, title, personId };
    return call.handle(this.items, itemId, { type: 'OpenItem', data, sealed });
  }
}
