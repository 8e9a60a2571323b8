import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
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
import { itemAggregate, type ItemCommand, type ItemState } from '../domain/item';
import type { ItemEvent } from '../domain/item.events';
import { OpenItemDto } from './item.dto';

/** Commands on items. */
@Controller('__context__/items')
export class ItemController {
  constructor(
    @InjectAggregate(itemAggregate)
    private readonly items: AggregateHandler<ItemState, ItemCommand, ItemEvent>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
  ) {}

  @CommandHandler({ subject: commandSubject('__context__', 'item', 'open'), scopes: ['__context__:write'] })
  async open(@Input() body: OpenItemDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const { itemId, title, personId, contact } = body;
    const sealed = await this.keys.encrypt(personId, { contact });
    const data = { itemId, title, personId };
    const command = { type: 'OpenItem', data, sealed, meta: await call.meta() } as const;
    return call.reply(itemId, await this.items.handle(itemId, command));
  }
}
