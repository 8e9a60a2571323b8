import { WeighTicketFileError } from './ticket';

const LONGEST_LINE = 65_536;

/** A physical line of the file, counted from 1. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/**
 * Pulls lines one by one out of chunks of text (CR LF, LF or CR), and takes back what was pulled too far.
 * Refuses a file with a line of more than 64 K characters: it is no text file, and memory must stay bounded.
 */
export class LineSource {
  private readonly pulled: Line[] = [];
  private readonly lines: AsyncGenerator<Line>;

  constructor(text: AsyncIterable<string>) {
    this.lines = splitLines(text);
  }

  async next(): Promise<Line | undefined> {
    const again = this.pulled.shift();
    if (again) return again;
    const { value, done } = await this.lines.next();
    return done ? undefined : value;
  }

  /** Gives lines back, in their order, to be pulled again next. */
  unread(lines: readonly Line[]): void {
    this.pulled.unshift(...lines);
  }

  /** Stops early and releases the source. */
  async close(): Promise<void> {
    await this.lines.return(undefined);
  }
}

async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 0;
  let rest = '';
  for await (const chunk of chunks) {
    const text = rest + chunk;
    // A CR at the very end may be half of a CR LF.
    const complete = text.endsWith('\r') ? text.slice(0, -1) : text;
    const parts = complete.split(/\r\n|\n|\r/u);
    rest = (parts.pop() ?? '') + text.slice(complete.length);
    for (const part of parts) yield { line: (line += 1), text: part };
    if (rest.length > LONGEST_LINE) {
      throw new WeighTicketFileError(
        `Ligne ${line + 1} : plus de ${LONGEST_LINE} caractères sans fin de ligne.`,
      );
    }
  }
  const last = rest.replace(/\r$/u, '');
  if (last) yield { line: line + 1, text: last };
}
