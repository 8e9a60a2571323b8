import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { startTestNats, type TestServer } from '@oce/local-servers/testing';
import { connectToLog } from './connect';
import { covers, ensureStreams, overlap } from './streams';

describe('the streams of a log', () => {
  let nats: TestServer;
  let connection: Awaited<ReturnType<typeof connectToLog>>;
  let manager: JetStreamManager;
  const subjectsOf = async (name: string) => (await manager.streams.info(name)).config.subjects;
  beforeAll(async () => {
    nats = await startTestNats();
    connection = await connectToLog({ servers: nats.url, name: 'streams' });
    manager = await jetstreamManager(connection);
  });
  afterAll(async () => {
    await connection?.close();
    await nats?.stop();
  });
  beforeEach(async () => {
    for await (const { config } of manager.streams.list()) await manager.streams.delete(config.name);
  });

  it('take what is added, and keep what is named no longer', async () => {
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.yard.>'] }]);
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.mill.>'] }]);
    expect(await subjectsOf('LOG')).toEqual(['evt.yard.>', 'evt.mill.>']);
  });

  it('have no subject twice where an older one is wider, or a newer one is', async () => {
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.yard.>', 'evt.mill.sack.*'] }]);
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.yard.attention.*', 'evt.mill.>'] }]);
    expect(await subjectsOf('LOG')).toEqual(['evt.yard.>', 'evt.mill.>']);
  });

  it('let go of a subject that another stream is to keep, where nothing stands under it', async () => {
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.yard.>', 'evt.mill.>'] }]);
    const streams = [
      { name: 'PRIVATE', subjects: ['evt.mill.>'] },
      { name: 'LOG', subjects: ['evt.yard.>'] },
    ];
    await ensureStreams(connection, streams);
    expect([await subjectsOf('LOG'), await subjectsOf('PRIVATE')]).toEqual([['evt.yard.>'], ['evt.mill.>']]);
    await ensureStreams(connection, streams);
  });

  it('are not split where commits stand under the subject that is to move', async () => {
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.yard.>', 'evt.mill.>'] }]);
    await jetstream(connection).publish('evt.mill.sack.1', '{}');
    const moved = [
      { name: 'LOG', subjects: ['evt.yard.>'] },
      { name: 'PRIVATE', subjects: ['evt.mill.>'] },
    ];
    await expect(ensureStreams(connection, moved)).rejects.toThrow(
      'evt.mill.> has commits on the stream LOG',
    );
    expect(await subjectsOf('LOG')).toEqual(['evt.yard.>', 'evt.mill.>']);
  });
});

describe('filters of subjects', () => {
  it.each([
    ['evt.a.>', 'evt.a.b.*', true, true],
    ['evt.a.*.c', 'evt.a.b.*', true, false],
    ['evt.a.>', 'evt.b.>', false, false],
    ['evt.a.*', 'evt.a.b.c', false, false],
    ['evt.a.b', 'evt.a.>', true, false],
    ['evt.*.b', 'evt.a.b', true, true],
  ])('%s and %s: in common %s, covered %s', (one, other, inCommon, covered) => {
    expect([overlap(one, other), overlap(other, one), covers(one, other)]).toEqual([
      inCommon,
      inCommon,
      covered,
    ]);
  });
});
