import { Controller, Get, Module, Param } from '@nestjs/common';
import { defineAggregate, defineEvents, event, type Command } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import { policyOn, sendTo } from '@oce/policies';
import { projectionFrom, type MemoryView } from '@oce/projections';
import { IsInt, Matches } from 'class-validator';
import {
  aggregate,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  InjectMemoryView,
  InjectProjection,
  Input,
  memoryView,
  type LogPosition,
  MinPosition,
  policy,
  projection,
  ProjectionView,
  Public,
} from '../src';

/** For specs of what stands still: baskets are filled, and each is put on a shelf. */
const basketEvents = defineEvents(
  { stream: 'OCE', context: 'collection', aggregate: 'basket' },
  { BasketFilled: event<{ basketId: string; grams: number }>() },
);
const shelfEvents = defineEvents(
  { stream: 'OCE', context: 'collection', aggregate: 'shelf' },
  { BasketShelved: event<{ basketId: string }>() },
);
type FillBasket = Command<'FillBasket', { basketId: string; grams: number }>;
type ShelveBasket = Command<'ShelveBasket', { basketId: string }>;
interface Basket {
  readonly grams: number;
}

const basketAggregate = defineAggregate<Basket, FillBasket, typeof basketEvents>(basketEvents, {
  initial: { grams: 0 },
  decide: ({ data }) => [basketEvents.BasketFilled(data)],
  evolve: ({ grams }, { data }) => ({ grams: grams + data.grams }),
});
const shelfAggregate = defineAggregate<{ baskets: readonly string[] }, ShelveBasket, typeof shelfEvents>(
  shelfEvents,
  {
    initial: { baskets: [] },
    decide: ({ data }, { baskets }) =>
      baskets.includes(data.basketId) ? [] : [shelfEvents.BasketShelved(data)],
    evolve: ({ baskets }, { data }) => ({ baskets: [...baskets, data.basketId] }),
  },
);

const add = (document: Basket | undefined, grams: number): Basket => ({
  grams: (document?.grams ?? 0) + grams,
});
/** Stumbles over 13 g. */
export const baskets = projectionFrom(basketEvents)<Basket>({
  name: 'baskets',
  version: 1,
  keys: ({ data }) => [data.basketId],
  project(document, { data: { grams } }) {
    if (grams === 13) throw new Error('13 brings bad luck');
    return add(document, grams);
  },
});
export const shelves = projectionFrom(shelfEvents)<{ baskets: number }>({
  name: 'shelves',
  version: 1,
  keys: (_event, { ref }) => [ref.id],
  project: (document) => ({ baskets: (document?.baskets ?? 0) + 1 }),
});
export const known = projectionFrom(basketEvents)<Basket>({
  name: 'known_baskets',
  version: 1,
  keys: ({ data }) => [data.basketId],
  project: (document, { data }) => add(document, data.grams),
});
/** Stumbles over 21 g. */
const shelveBaskets = policyOn(basketEvents)({
  name: 'shelve-baskets',
  react({ data: { basketId, grams } }) {
    if (grams === 21) throw new Error('21 has no shelf');
    return [sendTo(shelfAggregate, 'S-1', 'ShelveBasket', { basketId })];
  },
});

class FillDto {
  @Matches(/^[A-Za-z0-9_-]{1,60}$/) basketId: string;
  @IsInt() grams: number;
}

/** Every way to read documents, under one route. */
@Controller('baskets')
class BasketController {
  constructor(
    @InjectAggregate(basketAggregate)
    private readonly handler: AggregateHandler<
      Basket,
      FillBasket,
      ReturnType<typeof basketEvents.BasketFilled>
    >,
    @InjectProjection(baskets) private readonly view: ProjectionView<Basket>,
    @InjectMemoryView(known) private readonly known: MemoryView<Basket>,
  ) {}

  @CommandHandler({ subject: 'cmd.collection.basket.fill', scopes: ['baskets'] })
  async fill(@Input() body: FillDto, @Caller() call: CommandCall) {
    const command = await call.command('FillBasket', { ...body });
    return call.reply(body.basketId, await this.handler.handle(body.basketId, command));
  }

  @Public()
  @Get('known/:id')
  inMemory(@Param('id') id: string) {
    return { found: this.known.get(id) ?? null };
  }

  @Public()
  @Get(':way/:id')
  async read(@Param('way') way: string, @Param('id') id: string, @MinPosition() position: LogPosition) {
    const ways: Record<string, () => Promise<unknown>> = {
      at: async () => (await this.view.at(position)).get(id, 'basket'),
      find: () => this.view.find(id),
      get: () => this.view.get(id, 'basket'),
      show: () => this.view.show(id, 'basket', ({ grams }) => ({ grams })),
      all: () => this.view.all({}),
      page: () => this.view.page({}, { limit: 10 }),
      list: () => this.view.list({}, { limit: 10 }, ({ grams }) => ({ grams })),
      frozen: () => this.view.frozen(async (all) => ({ found: await all({}) })),
    };
    return ways[way]?.();
  }
}

@Module({
  controllers: [BasketController],
  providers: [
    aggregate(basketAggregate),
    aggregate(shelfAggregate),
    projection(baskets),
    projection(shelves),
    memoryView(known),
    policy(shelveBaskets),
  ],
})
export class StopsModule {}
