import { CliError, Progress } from '@oce/office/output';
import { OfficeAway } from './answers';

/** The exit status of an import that the office did not see to its end. */
export const BROKEN_OFF = 4;

/** How long to wait for an office that has gone away, and what to say when it does not come back. */
export interface Patience {
  readonly waitSeconds: number;
  /** The command that goes on with it, as it is typed. */
  readonly again: string;
  /** Between two attempts; less in specs. */
  readonly everyMs?: number;
}

/**
 * Does it again while the office is away, with a line of progress, and gives up after the time that it has.
 *
 * @param stored how many lines are safe already, for the last word
 * @throws CliError with how to go on, exit status 4
 */
export async function patiently<T>(
  work: () => Promise<T>,
  { waitSeconds, again, everyMs = 1_000 }: Patience,
  stored: number,
): Promise<T> {
  const started = performance.now();
  let progress: Progress | undefined;
  for (;;) {
    try {
      const result = await work();
      progress?.done('the office is back');
      return result;
    } catch (error) {
      if (!(error instanceof OfficeAway)) throw error;
      const waited = Math.floor((performance.now() - started) / 1000);
      if (waited >= waitSeconds) throw gaveUp(error, waited, again, stored);
      progress ??= new Progress(`waiting for the office (${error.message})`);
      progress.tick(waited, waitSeconds, 'seconds');
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}

function gaveUp({ message }: OfficeAway, waited: number, again: string, stored: number): CliError {
  const words = [
    `The office did not come back within ${waited} s (${message}).`,
    `${stored.toLocaleString('en')} lines of the file have their answer; the others may have been taken too.`,
    'Nothing is doubled by sending them again. When ./oce status shows the office, go on with:',
    `  ${again}`,
  ];
  return new CliError(words.join('\n'), BROKEN_OFF);
}
