import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { fieldInFrench } from './french';
import type { RefusedLine } from '@oce/tables';

const HEADER = ['Ligne', 'Champ', 'Règle', 'Message', "Ligne d'origine"];

/**
 * Writes the lines that were not taken, for the station's clerk: CSV with `;`, UTF-8 with a byte order mark (so that
 * a spreadsheet opens it right), one row a refused line in the order given. A cell that a spreadsheet would run as
 * a formula gets an apostrophe in front.
 */
export class RefusedLinesWriter {
  private readonly stream: Writable;
  private written = 0;
  private failure: Error | undefined;

  constructor(target: string | Writable) {
    this.stream = typeof target === 'string' ? createWriteStream(target) : target;
    this.stream.once('error', (cause: Error) => (this.failure = cause));
    this.stream.write(`\u{feff}${row(HEADER)}`);
  }

  /** How many refused lines were written. */
  get count(): number {
    return this.written;
  }

  /** Writes one refused line; resolves when the target takes more, rejects once the target has failed. */
  async write({ line, field, rule, message, raw }: RefusedLine): Promise<void> {
    if (this.failure) throw this.failure;
    this.written += 1;
    if (!this.stream.write(row([String(line), fieldInFrench(field), rule, message, raw])))
      await once(this.stream, 'drain');
  }

  /** Ends the file; resolves when all is written, rejects with the target's error. */
  async close(): Promise<void> {
    if (this.failure) throw this.failure;
    this.stream.end();
    await finished(this.stream);
  }
}

function row(cells: readonly string[]): string {
  return `${cells.map(quoted).join(';')}\r\n`;
}

function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]|^\s|\s$/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
