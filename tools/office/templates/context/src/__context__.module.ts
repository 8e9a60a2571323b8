import { Module } from '@nestjs/common';
import { aggregate, personKeys, policy, projection } from '@oce/service-kit';
import { itemAggregate } from './item/domain/item';
import { ItemController } from './item/http/item.controller';
import { whenItemOpenedThenAcknowledge } from './item/reactions/when-item-opened-then-acknowledge';
import { itemsProjection } from './item/reads/items';
import { ItemsQueryController } from './item/reads/items.query';

/** What this context is for, in one sentence. */
@Module({
  controllers: [ItemController, ItemsQueryController],
  providers: [
    personKeys(),
    aggregate(itemAggregate),
    projection(itemsProjection),
    policy(whenItemOpenedThenAcknowledge),
  ],
})
export class __Context__Module {}
