import { jetstream } from '@nats-io/jetstream';
import { OCE } from '@oce/contracts';
import { connectToLog, ensureStreams } from '@oce/event-store';
import { startTestNats, type TestServer } from '@oce/local-servers/testing';
import { connectToStreams, type OpenLog } from './open-log';

describe('a log as the command line reads it', () => {
  let nats: TestServer;
  let log: OpenLog;
  beforeAll(async () => {
    nats = await startTestNats();
    const connection = await connectToLog({ servers: nats.url, name: 'writer' });
    await ensureStreams(connection, [{ name: OCE, subjects: ['evt.>'] }]);
    await jetstream(connection).publish('evt.sales.order.S1', '{"commitId":');
    await connection.close();
    log = await connectToStreams({ servers: nats.url, name: 'reader' });
  }, 60_000);
  afterAll(async () => {
    await log?.close();
    await nats?.stop();
  });

  it('begins with the stream that contexts share', () => {
    expect(log.streams[0]?.stream).toBe(OCE);
  });

  it('hands out a commit that cannot be read with its fault, and its text as it stands', async () => {
    const reading = log.streams[0]?.read({ subjects: ['evt.>'], after: 0, stopWhenCaughtUp: true });
    const faults: unknown[] = [];
    for await (const { commits } of reading ?? []) faults.push(...commits.map(({ fault }) => fault));
    expect(faults).toEqual(['it is not JSON']);
    expect(await log.rawText(OCE, 1)).toBe('{"commitId":');
    expect(await log.rawText(OCE, 2)).toBeUndefined();
  });
});
