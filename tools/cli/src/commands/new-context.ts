import { CliError, say } from '@oce/office/output';
import { Option } from 'commander';
import type { CommandEntry } from '../command';

interface NewContextOptions {
  readonly stream: string;
}

export const command: CommandEntry = {
  name: 'context',
  under: { word: 'new', description: 'write the beginning of something new' },
  group: 'Development',
  order: 5,
  description: 'the folder of a new context, with an aggregate, a projection, a policy and a first spec',
  arguments: [['<name>', 'one English word in small letters']],
  options: () => [
    new Option(
      '--stream <name>',
      'the stream that it writes to: one of its own keeps what is private',
    ).default('OCE'),
  ],
  run: newContext,
};

async function newContext({ stream }: NewContextOptions, name: string): Promise<void> {
  const { NewContextRefused, writeNewContext } = await import('@oce/office/new-context');
  try {
    writeNewContext(name, stream);
  } catch (error) {
    if (error instanceof NewContextRefused) throw new CliError(error.message, 2);
    throw error;
  }
  say(`services/${name} is written. Its first spec: npx jest --selectProjects services/${name}`);
  say('Then: ./oce generate   (deployment, rights and the audit learn of it)');
  say(
    `Grant ${name}:write and ${name}:read to roles in services/access; what others are to hear of it is a line in libs/contracts.`,
  );
}
