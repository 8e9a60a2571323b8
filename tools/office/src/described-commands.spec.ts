import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseCommand, commandsOf, describedCommands, listOf, readData } from './described-commands';
import { CliError } from './output';

const api = {
  paths: {
    '/yard/gates/{id}/open': {
      post: {
        'x-nats-subject': 'cmd.yard.gate.open.{id}',
        parameters: [{ name: 'Idempotency-Key', required: true }],
      },
      get: {},
    },
    '/yard/gates': { post: { 'x-nats-subject': 'cmd.yard.gate.build' } },
    '/yard/fences/{id}': { put: { 'x-nats-subject': 'cmd.yard.fence.paint.{id}' } },
    '/yard/tickets': { post: {} },
  },
};
const known = describedCommands(api);

describe('the commands that a service describes', () => {
  it('are those with a subject, each with the method and path that HTTP has for it', () => {
    expect(listOf(known)).toEqual(['fence paint <id>', 'gate build', 'gate open <id> --key <key>']);
    expect(known[0]).toMatchObject({ method: 'PUT', path: 'yard/fences/{id}' });
  });

  it('are none where a service takes none', () => {
    expect(listOf([])).toEqual([expect.stringContaining('no commands')]);
  });

  it('are asked of the service; one that is not there is named', async () => {
    const answering = (status: number, body: unknown) => ({
      send: () => Promise.resolve({ status, headers: new Headers(), body }),
    });
    expect(await commandsOf(answering(200, api), 'yard')).toEqual(known);
    await expect(commandsOf(answering(404, {}), 'mill')).rejects.toThrow('There is no service mill.');
    await expect(commandsOf(answering(502, {}), 'yard')).rejects.toThrow('(502)');
  });
});

describe('the command that is asked for', () => {
  const choose = (aggregate: string, verb: string, id?: string) => () =>
    chooseCommand(known, { context: 'yard', aggregate, verb, id });

  it('has the id in its subject and path', () => {
    expect(choose('gate', 'open', 'G-1')()).toMatchObject({
      subject: 'cmd.yard.gate.open.G-1',
      path: 'yard/gates/G-1/open',
    });
    expect(choose('gate', 'build')()).toMatchObject({ subject: 'cmd.yard.gate.build' });
  });

  it.each<[string, () => unknown, RegExp]>([
    ['an unknown verb', choose('gate', 'shut'), /no command yard gate shut\. yard takes:\n {2}gate build\n/],
    ['an unknown aggregate', choose('roof', 'open'), /yard takes:\n {2}fence paint <id>\n/],
    ['a missing id', choose('gate', 'open'), /yard gate open takes an id: \.\/oce send yard gate open <id>/],
    ['an id too many', choose('gate', 'build', 'G-1'), /takes no id behind it/],
    ['an id that would be two words of the subject', choose('gate', 'open', 'a.b'), /"a\.b" is no id/],
  ])('is refused with what to do for %s', (_, ask, words) => {
    expect(ask).toThrow(CliError);
    expect(ask).toThrow(words);
  });
});

describe('the data of a command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'send-data-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is JSON as given, or as a file has it, or nothing', () => {
    const file = join(folder, 'data.json');
    writeFileSync(file, '{"a":1}\n');
    expect([readData('{"a":1}'), readData(`@${file}`), readData(undefined)]).toEqual([
      { a: 1 },
      { a: 1 },
      undefined,
    ]);
  });

  it('is refused where it is no JSON, or where there is no file', () => {
    expect(() => readData('{')).toThrow(/--data takes JSON/);
    expect(() => readData(`@${join(folder, 'none')}`)).toThrow(/cannot be read \(ENOENT\)/);
  });
});
