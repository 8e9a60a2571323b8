import { Controller, Get, Injectable, Module, Param, Post } from '@nestjs/common';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import type { AggregateHandler, HandlerOf } from '@oce/event-store';
import { policyOn, sendTo } from '@oce/policies';
import { projectionFrom } from '@oce/projections';
import { IsInt, Matches, Max, Min } from 'class-validator';
import {
  aggregate,
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  InjectProjection,
  Input,
  type LogPosition,
  MinPosition,
  policy,
  projection,
  ProjectionView,
  Public,
  Scopes,
} from '../src';

/** A small service for the kit's own specs: crates are filled, and stacked in a cellar with room for 100 g. */
const crateEvents = defineEvents(
  { stream: 'OCE', context: 'collection', aggregate: 'crate' },
  { CrateFilled: event<{ crateId: string; grams: number }>() },
);
const labelEvents = defineEvents(
  { stream: 'OCE', context: 'collection', aggregate: 'label' },
  { Labelled: event<{ text: string }>() },
);
const cellarEvents = defineEvents(
  { stream: 'OCE', context: 'collection', aggregate: 'cellar' },
  { CrateStacked: event<{ crateId: string; grams: number }>(), CellarCleared: event<{ cellarId: string }>() },
);
type Filled = EventOf<typeof crateEvents>;
type CellarEvent = EventOf<typeof cellarEvents>;
type Label = Command<'Label', { text: string }>;
type FillCrate = Command<'FillCrate', { crateId: string; grams: number }>;
type CellarCommand =
  Command<'StackCrate', { crateId: string; grams: number }> | Command<'ClearCellar', { cellarId: string }>;

const ROOM_GRAMS = 100;

export const crateAggregate = defineAggregate<{ grams: number }, FillCrate, typeof crateEvents>(crateEvents, {
  initial: { grams: 0 },
  decide({ data }, { grams }) {
    if (grams + data.grams > 1000) throw conflict('crate_full', 'Take another crate.', 'grams');
    return [crateEvents.CrateFilled(data)];
  },
  evolve: ({ grams }, { data }) => ({ grams: grams + data.grams }),
});

/** What is set, and holds already where it is set again. */
const labelAggregate = defineAggregate<{ text?: string }, Label, typeof labelEvents>(labelEvents, {
  initial: {},
  decide: ({ data }, { text }) => (text === data.text ? [] : [labelEvents.Labelled(data)]),
  evolve: (_state, { data: { text } }) => ({ text }),
});

export const cellarAggregate = defineAggregate<{ grams: number }, CellarCommand, typeof cellarEvents>(
  cellarEvents,
  {
    initial: { grams: 0 },
    decide(command, { grams }) {
      if (command.type === 'ClearCellar') return [cellarEvents.CellarCleared(command.data)];
      const isFull = grams + command.data.grams > ROOM_GRAMS;
      if (isFull) throw conflict('cellar_full', 'Clear the cellar first.', 'grams');
      return [cellarEvents.CrateStacked(command.data)];
    },
    evolve: ({ grams }, event) => ({
      grams: event.type === 'CellarCleared' ? 0 : grams + event.data.grams,
    }),
  },
);

export const crates = projectionFrom(crateEvents)<{ grams: number }>({
  name: 'crates',
  version: 1,
  keys: (event) => [event.data.crateId],
  project: (document, { data }) => ({ grams: (document?.grams ?? 0) + data.grams }),
});

const stackCrates = policyOn(crateEvents)({
  name: 'stack-crates',
  react: ({ data }) => [sendTo(cellarAggregate, 'C-1', 'StackCrate', data)],
});

class LabelDto {
  @Matches(/^[a-z]{1,20}$/) text: string;
}

class FillDto {
  @Matches(/^[A-Za-z0-9_-]{1,60}$/) crateId: string;
  @IsInt() @Min(1) @Max(1000) grams: number;
}

/** Holds a request for as long as a spec wants to. */
@Injectable()
export class Brake {
  begun: () => void = () => undefined;
  release: () => void = () => undefined;
  hold(): Promise<void> {
    const held = new Promise<void>((resolve) => (this.release = resolve));
    this.begun();
    return held;
  }
}

@Controller('crates')
class CrateController {
  constructor(
    @InjectAggregate(crateAggregate)
    private readonly crates: AggregateHandler<{ grams: number }, FillCrate, Filled>,
    @InjectAggregate(cellarAggregate)
    private readonly cellars: AggregateHandler<{ grams: number }, CellarCommand, CellarEvent>,
    @InjectProjection(crates) private readonly view: ProjectionView<{ grams: number }>,
    @InjectAggregate(labelAggregate) private readonly labels: HandlerOf<typeof labelAggregate>,
    private readonly brake: Brake,
  ) {}

  @CommandHandler({ subject: 'cmd.collection.crate.fill', scopes: ['crates:write'] })
  async fill(@Input() body: FillDto, @Caller() call: CommandCall) {
    return call.reply(
      body.crateId,
      await this.crates.handle(body.crateId, await call.command('FillCrate', { ...body })),
    );
  }

  @CommandHandler({ path: ':id/clear', subject: 'cmd.collection.cellar.clear', scopes: ['crates:write'] })
  async clear(@AggregateId() id: string, @Caller() call: CommandCall) {
    return call.reply(id, await this.cellars.handle(id, await call.command('ClearCellar', { cellarId: id })));
  }

  @CommandHandler({
    path: ':id/label',
    method: 'put',
    subject: 'cmd.collection.crate.label',
    scopes: ['crates:write'],
  })
  label(@AggregateId() id: string, @Input() { text }: LabelDto, @Caller() call: CommandCall) {
    return call.handle(this.labels, id, { type: 'Label', data: { text } });
  }

  /** Each time a gram falls out of it. */
  @CommandHandler({
    path: ':id/tip',
    subject: 'cmd.collection.crate.tip',
    scopes: ['crates:write'],
    needsKey: true,
  })
  async tip(@AggregateId() id: string, @Caller() call: CommandCall) {
    return call.reply(
      id,
      await this.crates.handle(id, await call.command('FillCrate', { crateId: id, grams: -1 })),
    );
  }

  @Scopes('crates:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return (await this.view.at(position)).get(id, 'crate');
  }

  /** Without scopes: closed to all. */
  @Get(':id/closed')
  closed() {
    return {};
  }

  @Public()
  @Post('slow')
  async slow() {
    await this.brake.hold();
    return { done: true };
  }

  @Public()
  @Get('broken/now')
  broken() {
    throw new Error('the password is hunter2');
  }
}

@Module({
  controllers: [CrateController],
  providers: [
    aggregate(crateAggregate),
    aggregate(cellarAggregate),
    aggregate(labelAggregate),
    projection(crates),
    policy(stackCrates),
    Brake,
  ],
})
export class CratesModule {}
