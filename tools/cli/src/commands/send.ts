import { say, sayJson } from '@oce/office/output';
import type { BusCommand } from '@oce/office/bus-client';
import type { ApiAnswer } from '@oce/office/client';
import { OfficeHome } from '@oce/office/home';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json, over, type Way } from '../options';

interface SendOptions {
  readonly data?: string;
  readonly key?: string;
  readonly over: Way;
  readonly json?: boolean;
}

export const command: CommandEntry = {
  name: 'send',
  group: 'An operator’s work',
  order: 9,
  description: 'one command to the office; without an aggregate: which commands a service takes',
  examples: [
    './oce send collection',
    './oce send collection lot close LOT-1 --data \'{"closedOn":"2026-10-02"}\' --over nats',
    './oce send affiliation producer affiliate --data @producer.json --key form-2026-0815',
  ],
  notes: [
    'It is sent as the administrator, or with the token in OCE_TOKEN.',
    'Exit 0 where the office took it, 1 where it refused it.',
  ],
  arguments: [
    ['<context>', 'the service that decides, like collection'],
    ['[aggregate]', 'what is decided upon, like lot'],
    ['[verb]', 'what is to be done, like close'],
    ['[id]', 'which one, where the command is on one that there is'],
  ],
  options: () => [
    new Option(
      '--data <json>',
      'what the command says, as JSON; @file reads it from a file, @- from the input',
    ),
    new Option('--key <key>', 'its Idempotency-Key: the same key again is the same command, done once'),
    over(),
    json('the answer as JSON, a refusal too'),
  ],
  run: send,
};

async function send(
  options: SendOptions,
  context: string,
  aggregate?: string,
  verb?: string,
  id?: string,
): Promise<number | void> {
  const { bodyOf, OfficeClient } = await import('@oce/office/client');
  const { chooseCommand, commandsOf, listOf, readData } = await import('@oce/office/described-commands');
  const home = new OfficeHome();
  const { client } = OfficeClient.of(home, process.env['OCE_TOKEN']);
  const known = await commandsOf(client, context);
  if (aggregate === undefined || verb === undefined) {
    if (options.json) return sayJson(known);
    for (const line of listOf(known)) say(line);
    return;
  }
  const { method, path, subject } = chooseCommand(known, { context, aggregate, verb, id });
  const { key, over: way } = options;
  const body = readData(options.data);
  const answer =
    way === 'nats'
      ? await sendOverNats(home, { subject, body, key })
      : await client.send(method, path, body, key === undefined ? {} : { 'Idempotency-Key': key });
  if (options.json) {
    sayJson(asJson(answer));
    return answer.status < 400 ? 0 : 1;
  }
  const reply = bodyOf(way === 'nats' ? subject : `${method} ${path}`, answer);
  for (const line of told(reply, isRepeated(answer))) say(line);
}

async function sendOverNats(home: OfficeHome, sent: BusCommand): Promise<ApiAnswer> {
  const { BusClient } = await import('@oce/office/bus-client');
  const { bus } = await BusClient.of(home, process.env['OCE_TOKEN']);
  try {
    return await bus.send(sent);
  } finally {
    await bus.close();
  }
}

const isRepeated = ({ headers }: ApiAnswer): boolean => headers.get('oce-repeated') === 'true';

function asJson(answer: ApiAnswer): object {
  const { status, headers, body: reply } = answer;
  if (status >= 400) return { accepted: false, status, problem: reply };
  const text = headers.get('oce-position');
  const position = text !== null && /^\d+$/.test(text) ? Number(text) : text;
  return { accepted: true, repeated: isRepeated(answer), position, reply };
}

interface Reply {
  readonly id: string;
  readonly version: number;
  readonly position: number;
  readonly events: readonly string[];
}

const isReply = (body: unknown): body is Reply =>
  typeof body === 'object' && body !== null && 'events' in body && 'version' in body;

/** What a command led to; what answers in other words is shown as it is. */
function told(body: unknown, repeated: boolean): string[] {
  const note = repeated ? ['A repeat: this holds already, and nothing was written.'] : [];
  if (!isReply(body)) return [JSON.stringify(body, null, 2), ...note];
  const { id, version, position, events, ...more } = body;
  const rest = Object.keys(more).length > 0 ? [JSON.stringify(more, null, 2)] : [];
  const what = events.length > 0 ? `: ${events.join(', ')}` : '';
  return [`${id}${what} (version ${version}, position ${position})`, ...rest, ...note];
}
