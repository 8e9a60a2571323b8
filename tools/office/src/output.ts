import { writeSync } from 'node:fs';

/** An error whose message is for the user: says what is wrong and what to do. Exit status 1 unless told. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** Prints one line to the standard output. Whoever reads may leave early (`| head`): then there is nobody to print for. */
export function say(line = ''): void {
  try {
    writeSync(1, `${line}\n`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') process.exit(0);
    if (code !== 'EAGAIN') throw error;
    // A pipe that is full for the moment.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    say(line);
  }
}

/** In red on a terminal, unless NO_COLOR is set; as it is elsewhere. */
export function inRed(text: string): string {
  const isColoured = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
  return isColoured ? `\u001b[31m${text}\u001b[39m` : text;
}

/** Prints a value as JSON, for programs. */
export function sayJson(value: unknown): void {
  say(JSON.stringify(value, null, 2));
}

/** Progress on the error stream: one line that is rewritten on a terminal, a line now and then elsewhere. */
export class Progress {
  private readonly started = performance.now();
  private lastAt = this.started;
  private readonly isTerminal = process.stderr.isTTY === true;
  private readonly everyMs = this.isTerminal ? 100 : 2_000;

  constructor(private readonly label: string) {}

  /** What has been done of the whole, where the whole is known. */
  tick(done: number, total?: number, note = ''): void {
    const now = performance.now();
    if (now - this.lastAt < this.everyMs) return;
    this.lastAt = now;
    const share = total ? ` of ${total.toLocaleString('en')} (${Math.floor((done / total) * 100)} %)` : '';
    this.write(`${this.label}: ${done.toLocaleString('en')}${share}${note ? ` ${note}` : ''}`);
  }

  /** The last word. */
  done(result: string): void {
    const seconds = ((performance.now() - this.started) / 1000).toFixed(1);
    this.write(`${this.label}: ${result} (${seconds} s)`, true);
  }

  private write(text: string, end = false): void {
    if (this.isTerminal) process.stderr.write(`\r\u001b[2K${text}${end ? '\n' : ''}`);
    else process.stderr.write(`${text}\n`);
  }
}

/** A table with aligned columns; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, String(cell).length);
  const padded = (cell: string | number, at: number) =>
    typeof cell === 'number' ? String(cell).padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
  return rows.map((row) => row.map(padded).join('  ').trimEnd());
}
