import { headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { connectToLog } from '@oce/event-store';
import { startTestNats } from '@oce/local-servers/testing';
import { BusClient, type BusOptions } from './bus-client';
import { ApiRefusal } from './client';
import { CliError } from './output';

const SUBJECT = 'cmd.yard.gate.open';

describe('the client of the bus', () => {
  let nats: Awaited<ReturnType<typeof startTestNats>>;
  let service: NatsConnection;
  const opened: NatsConnection[] = [];
  beforeAll(async () => {
    nats = await startTestNats();
    service = await connectToLog({ servers: nats.url, name: 'yard' });
  });
  afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())));
  afterAll(async () => {
    await service?.close();
    await nats?.stop();
  });

  async function client(options: BusOptions = {}): Promise<BusClient> {
    const connection = await connectToLog({ servers: nats.url, name: 'office' });
    opened.push(connection);
    return new BusClient(connection, () => Promise.resolve('a.b.c'), options);
  }

  /** A service for the time of one spec. */
  function serving(answer: (message: Msg, call: number) => void): { readonly calls: Msg[]; stop(): void } {
    const calls: Msg[] = [];
    const subscription = service.subscribe(SUBJECT, {
      callback: (_error, message) => answer(message, calls.push(message)),
    });
    return { calls, stop: () => subscription.unsubscribe() };
  }

  function respond(message: Msg, body: unknown, told: Readonly<Record<string, string>> = { Status: '200' }) {
    const sent = headers();
    for (const [name, value] of Object.entries(told)) sent.set(name, value);
    message.respond(JSON.stringify(body), { headers: sent });
  }
  const busy = { Status: '503', 'Retry-After': '0' };

  it('sends the body as JSON, with token, key and correlation id, and gives headers and body back', async () => {
    const { calls, stop } = serving((message) =>
      respond(message, { id: 'G' }, { Status: '200', 'OCE-Position': '7' }),
    );
    const bus = await client();
    const answer = await bus.send({
      subject: SUBJECT,
      body: { gate: 'G' },
      key: 'k-1',
      correlationId: 'c-1',
    });
    expect({ ...answer, headers: answer.headers.get('oce-position') }).toEqual({
      status: 200,
      headers: '7',
      body: { id: 'G' },
    });
    expect(calls[0]?.json()).toEqual({ gate: 'G' });
    const told = (name: string) => calls[0]?.headers?.get(name);
    expect([told('Authorization'), told('Idempotency-Key'), told('X-Correlation-Id')]).toEqual([
      'Bearer a.b.c',
      'k-1',
      'c-1',
    ]);
    await bus.send({ subject: SUBJECT });
    expect(calls[1]?.headers?.get('X-Correlation-Id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(calls[1]?.headers?.has('Idempotency-Key')).toBe(false);
    stop();
  });

  it('throws a refusal with the words of the problem', async () => {
    const { stop } = serving((message) =>
      respond(message, { code: 'gate_locked', detail: 'It is locked.' }, { Status: '409' }),
    );
    const refused = (await client()).call({ subject: SUBJECT });
    await expect(refused).rejects.toThrow(ApiRefusal);
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'gate_locked' });
    stop();
  });

  it('asks a busy office again', async () => {
    const { calls, stop } = serving((message, call) =>
      call < 3 ? respond(message, { code: 'busy' }, busy) : respond(message, { call }),
    );
    expect(await (await client()).call({ subject: SUBJECT })).toEqual({ call: 3 });
    expect(new Set(calls.map((one) => one.headers?.get('X-Correlation-Id'))).size).toBe(1);
    stop();
  });

  it('waits for a service that is away', async () => {
    const answer = (await client()).call({ subject: SUBJECT });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { stop } = serving((message) => respond(message, 'here'));
    expect(await answer).toBe('here');
    stop();
  });

  it('sends again after silence only what is done once however often it comes', async () => {
    const { calls, stop } = serving((message, call) => call > 1 && respond(message, { call }));
    const bus = await client({ answerMs: 100 });
    const silence = bus.send({ subject: SUBJECT });
    await expect(silence).rejects.toThrow(CliError);
    await expect(silence).rejects.toThrow(/within 0\.1 s\. Look whether it was done/);
    calls.length = 0;
    expect(await bus.call({ subject: SUBJECT, key: 'k-2' })).toEqual({ call: 2 });
    calls.length = 0;
    expect(await bus.call({ subject: SUBJECT, isRepeatable: true })).toEqual({ call: 2 });
    stop();
  });

  it('has no more on their way at one time than it was told, and keeps their order', async () => {
    let [now, most] = [0, 0];
    const { calls, stop } = serving((message) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        respond(message, message.json());
      }, 5);
    });
    const bus = await client({ inFlight: 4 });
    const numbers = Array.from({ length: 40 }, (_, at) => at);
    const answers = await Promise.all(numbers.map((body) => bus.call({ subject: SUBJECT, body })));
    expect(answers).toEqual(numbers);
    expect(calls.map((one) => one.json())).toEqual(numbers);
    expect(most).toBe(4);
    stop();
  });
});
