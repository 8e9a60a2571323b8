import { Command, Option } from 'commander';
import { GROUPS, type CommandEntry } from './command';
import { findCommands, register } from './find-commands';

const quiet = () => new Command('oce').exitOverride().configureOutput({ writeOut: () => undefined });
const entry = (given: Partial<CommandEntry>): CommandEntry => ({
  name: 'weigh',
  group: 'Development',
  order: 1,
  description: 'weigh it',
  run: () => Promise.resolve(),
  ...given,
});

describe('the commands', () => {
  const commands = findCommands();

  it('are found by their files', () => {
    const names = commands.map(({ name, under }) => (under ? `${under.word} ${name}` : name));
    expect(names).toEqual(
      expect.arrayContaining(['demo', 'up', 'status', 'skip', 'events', 'audit', 'import weigh-tickets']),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('stand each in one place of --help, group by group', () => {
    const places = commands.map(({ group, order }) => `${group} ${order}`);
    expect(new Set(places).size).toBe(places.length);
    const groups = commands.map(({ group }) => GROUPS.indexOf(group));
    expect(groups).toEqual([...groups].sort());
  });

  it('describe themselves in --help', () => {
    const program = quiet();
    for (const one of commands) register(program, one);
    const help = program.helpInformation();
    for (const { name, description, under } of commands) {
      const words = (under?.description ?? description).split(' ').slice(0, 3).join(' ');
      expect(help).toContain(under?.word ?? name);
      expect(help).toContain(words);
    }
  });
});

describe('a command that is registered', () => {
  afterEach(() => (process.exitCode = undefined));

  it('is given its options and its arguments in order', async () => {
    const run = jest.fn(() => Promise.resolve());
    const program = quiet();
    const options = () => [new Option('--json', 'as JSON'), new Option('--by <who>', 'who')];
    const given: CommandEntry['arguments'] = [
      ['<what>', 'what'],
      ['[where]', 'where'],
    ];
    register(program, entry({ run, options, arguments: given }));
    await program.parseAsync(['weigh', 'olives', '--by', 'ali'], { from: 'user' });
    expect(run).toHaveBeenCalledWith({ by: 'ali' }, 'olives', undefined);
  });

  it('sets the exit status that it answers', async () => {
    const program = quiet();
    register(program, entry({ run: () => Promise.resolve(3) }));
    await program.parseAsync(['weigh'], { from: 'user' });
    expect(process.exitCode).toBe(3);
  });

  it('shares a word with others', async () => {
    const run = jest.fn(() => Promise.resolve());
    const program = quiet();
    const under = { word: 'import', description: 'take files in' };
    for (const name of ['tickets', 'members']) register(program, entry({ name, under, run }));
    await program.parseAsync(['import', 'members'], { from: 'user' });
    expect(run).toHaveBeenCalledTimes(1);
    expect(program.commands.map((one) => one.name())).toEqual(['import']);
  });
});
