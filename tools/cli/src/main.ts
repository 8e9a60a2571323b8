import { CliError } from '@oce/office/output';
import { Command } from 'commander';
import { findCommands, register } from './find-commands';

const program = new Command('oce')
  .description("The back office of OCE: from the weigh ticket to the producer's transfer.")
  .addHelpText(
    'after',
    '\nState lives in .oce of the checkout, or OCE_HOME. The public port is 8080, or OCE_PORT.\nStart with: ./oce demo',
  )
  .showHelpAfterError('(./oce --help lists the commands)');
for (const command of findCommands()) register(program, command);

// A log on a full disk, or a reader who left, costs the words, never the office.
process.stderr.on('error', () => undefined);
program.parseAsync().catch((error: unknown) => {
  if (error instanceof CliError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
  process.exit(70);
});
