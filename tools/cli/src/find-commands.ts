import { Command } from 'commander';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { GROUPS, type CommandEntry } from './command';

const load = createRequire(__filename);
const FOLDER = join(__dirname, 'commands');
/** Compiled code finds compiled commands; specs, which run on the sources, find sources. */
const IS_COMMAND = __filename.endsWith('.ts') ? /(?<!\.spec|\.d)\.ts$/ : /\.js$/;

/** The commands, by their files, in the order in which --help lists them. */
export function findCommands(): CommandEntry[] {
  const rank = ({ group, order }: CommandEntry) => GROUPS.indexOf(group) * 100 + order;
  return readdirSync(FOLDER)
    .filter((file) => IS_COMMAND.test(file))
    .map((file) => entryOf(join(FOLDER, file)))
    .sort((one, other) => rank(one) - rank(other));
}

function entryOf(file: string): CommandEntry {
  const { command } = load(file) as { readonly command?: CommandEntry };
  if (command === undefined) throw new Error(`${file} exports no command`);
  return command;
}

/** Adds a command to those of the program; its status becomes that of the process. */
export function register(program: Command, entry: CommandEntry): void {
  const heading = `${entry.group}:`;
  const parent = entry.under ? sharedWord(program, entry.under, heading) : program;
  const command = parent.command(entry.name).description(entry.description).helpGroup(heading);
  for (const [argument, description] of entry.arguments ?? []) command.argument(argument, description);
  for (const option of entry.options?.() ?? []) command.addOption(option);
  if (entry.notes) command.addHelpText('after', ['', ...entry.notes].join('\n'));
  if (entry.examples)
    command.addHelpText('after', ['', 'Examples:', ...entry.examples.map((one) => `  ${one}`)].join('\n'));
  command.action(async (...given: unknown[]) => {
    const args = given.slice(0, command.registeredArguments.length);
    const status = await entry.run(command.opts(), ...args);
    if (typeof status === 'number') process.exitCode = status;
  });
}

/** The word that several commands share, made by the first of them. */
function sharedWord(
  program: Command,
  { word, description }: NonNullable<CommandEntry['under']>,
  heading: string,
): Command {
  const known = program.commands.find((one) => one.name() === word);
  return known ?? program.command(word).description(description).helpGroup(heading);
}
