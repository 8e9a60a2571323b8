import { Controller, Get, Module, Param } from '@nestjs/common';
import { defineAggregate, defineEvents, event, type Command } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { eventually } from '@oce/local-servers/testing';
import { projectionFrom } from '@oce/projections';
import {
  aggregate,
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  InjectProjection,
  MinPosition,
  projection,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '../src';
import { call, ServiceHarness } from '../src/testing';

/** A counter on a stream of its own choice; `name` is its aggregate and its collection. */
function counterOn(stream: string, name: string) {
  const events = defineEvents(
    { stream, context: 'collection', aggregate: name },
    { Counted: event<{ id: string }>() },
  );
  return {
    aggregate: defineAggregate<number, Command<'Count', { id: string }>, typeof events>(events, {
      initial: 0,
      decide: ({ data }) => [events.Counted(data)],
      evolve: (count) => count + 1,
    }),
    projection: projectionFrom(events)<{ count: number }>({
      name: `${name}s`,
      version: 1,
      keys: ({ data }) => [data.id],
      project: (document) => ({ count: (document?.count ?? 0) + 1 }),
    }),
  };
}

const open = counterOn('OCE', 'crate');
const secret = counterOn('HEALTH', 'dossier');

@Controller()
class Counters {
  constructor(
    @InjectAggregate(open.aggregate) private readonly crates: HandlerOf<typeof open.aggregate>,
    @InjectAggregate(secret.aggregate) private readonly dossiers: HandlerOf<typeof secret.aggregate>,
    @InjectProjection(open.projection) private readonly openView: ProjectionView<{ count: number }>,
    @InjectProjection(secret.projection) private readonly secretView: ProjectionView<{ count: number }>,
  ) {}

  @CommandHandler({ path: 'crates/:id', subject: 'cmd.collection.crate.count', scopes: ['count'] })
  crate(@AggregateId() id: string, @Caller() caller: CommandCall) {
    return caller.handle(this.crates, id, { type: 'Count', data: { id } });
  }

  @CommandHandler({ path: 'dossiers/:id', subject: 'cmd.collection.dossier.count', scopes: ['count'] })
  dossier(@AggregateId() id: string, @Caller() caller: CommandCall) {
    return caller.handle(this.dossiers, id, { type: 'Count', data: { id } });
  }

  @Scopes('count')
  @Get('crates/:id')
  async openOne(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return (await this.openView.at(position)).show(id, 'crate', ({ count }) => ({ count }));
  }

  @Scopes('count')
  @Get('dossiers/:id')
  async secretOne(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return (await this.secretView.at(position)).show(id, 'dossier', ({ count }) => ({ count }));
  }
}

@Module({
  controllers: [Counters],
  providers: [
    aggregate(open.aggregate),
    aggregate(secret.aggregate),
    projection(open.projection),
    projection(secret.projection),
  ],
})
class TwoStreamsModule {}

describe('a service with aggregates on two streams', () => {
  let harness: ServiceHarness;
  let url: string;
  let token: string;
  beforeAll(async () => {
    harness = await ServiceHarness.start({
      streams: [
        {
          name: 'OCE',
          subjects: ['evt.collection.crate.*', 'evt.collection.attention.*', 'evt.collection.skip.*'],
        },
        { name: 'HEALTH', subjects: ['evt.collection.dossier.*'] },
      ],
    });
    ({ url } = await harness.service('collection', TwoStreamsModule));
    token = await harness.tokens.sign('staff:amal', 'count');
    await eventually(async () => expect((await call('GET', `${url}/health/ready`)).status).toBe(200));
  });
  afterAll(() => harness?.stop());

  const count = async (path: string) => {
    const { headers, body } = await call('POST', `${url}/${path}`, { token });
    return { header: headers.get('oce-position') ?? '', body };
  };
  const read = (path: string, position: string) =>
    call('GET', `${url}/${path}`, { token, headers: { 'oce-min-position': position } });

  it('names the stream of a position that is not of its main one, in the header and in the answer', async () => {
    const crate = await count('crates/A');
    expect(crate.header).toBe(String(crate.body.position));
    expect(crate.body).not.toHaveProperty('stream');
    const dossier = await count('dossiers/A');
    expect(dossier.header).toBe(`HEALTH:${dossier.body.position}`);
    expect(dossier.body).toMatchObject({ stream: 'HEALTH', events: ['Counted'] });
  });

  it('reads what was just written, whichever stream it is on', async () => {
    for (let times = 1; times <= 20; times++) {
      expect((await read('dossiers/B', (await count('dossiers/B')).header)).body).toEqual({ count: times });
      if (times % 5 === 0)
        expect((await read('crates/B', (await count('crates/B')).header)).body).toEqual({ count: times / 5 });
    }
  });

  it('waits for its own stream alone: a position of another is no reason to', async () => {
    const crate = (await count('crates/C')).header;
    await count('dossiers/C');
    expect(await read('crates/C', `${crate}, HEALTH:999999`)).toMatchObject({
      status: 200,
      body: { count: 1 },
    });
    expect(await read('dossiers/C', 'OCE:999999')).toMatchObject({ status: 200, body: { count: 1 } });
    expect(await read('dossiers/C', 'HEALTH:999999')).toMatchObject({
      status: 504,
      body: { code: 'not_there_yet' },
    });
  });
});
