import { invalid } from '@oce/event-sourcing';
import { parseDecimal, QuantityError } from '@oce/quantities';
import { parseRows } from '@oce/tables';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Reading } from '../domain/judge';

/** A logger of a reading a minute fills this in two months. */
const MOST_READINGS = 100_000;
const MOST_BYTES = 8_000_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/u;
const COLUMNS = { at: ['at', 'date', 'horodatage'], celsius: ['celsius', 'temperature', 'température'] };

/** A series as it was sent: its readings, and the digest of its bytes. */
export interface Series {
  readonly digest: string;
  readonly readings: readonly Reading[];
}

/**
 * Reads a series of a logger: CSV with a header (`at;celsius`), or NDJSON of `{"at", "celsius"}`. Instants name their
 * offset; degrees have three decimals at most. Refuses `series_expected`, `series_too_long`, `series_empty`, and a line by
 * its number as `reading_malformed`.
 */
export async function readSeries(body: unknown, isNdjson: boolean): Promise<Series> {
  if (!(body instanceof Readable))
    throw invalid('series_expected', 'Send the readings as text/csv or application/x-ndjson.');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > MOST_BYTES) throw tooLong();
    parts.push(bytes);
  }
  const bytes = Buffer.concat(parts);
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .replace(/\r\n?/gu, '\n');
  const readings = isNdjson ? ofLines(text) : ofTable(text);
  if (readings.length === 0) throw invalid('series_empty', 'The series has no reading.');
  if (readings.length > MOST_READINGS) throw tooLong();
  return { digest: createHash('sha256').update(bytes).digest('hex'), readings };
}

const tooLong = () =>
  invalid('series_too_long', `A series has ${MOST_READINGS} readings at most: send it in parts.`);

function ofLines(text: string): Reading[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    let read: { at?: unknown; celsius?: unknown };
    try {
      read = JSON.parse(line) as typeof read;
    } catch {
      throw malformed(index + 1);
    }
    return [readingOf(read?.at, read?.celsius, index + 1)];
  });
}

function ofTable(text: string): Reading[] {
  const [head = ''] = text.split('\n', 1);
  const [header = [], ...rows] = rowsOf(text, head.includes(';') ? ';' : ',');
  const names = header.map((name) => name.toLowerCase());
  const at = names.findIndex((name) => COLUMNS.at.includes(name));
  const celsius = names.findIndex((name) => COLUMNS.celsius.includes(name));
  if (at < 0 || celsius < 0) throw malformed(1);
  return rows.map((row, index) => readingOf(row[at], row[celsius], index + 2));
}

function rowsOf(text: string, separator: string): string[][] {
  try {
    return parseRows(text, separator).filter((row) => row.some((cell) => cell !== ''));
  } catch {
    throw invalid('reading_malformed', 'A quote that was opened is not closed.', 'body');
  }
}

function readingOf(at: unknown, celsius: unknown, line: number): Reading {
  const degrees = typeof celsius === 'number' ? String(celsius) : celsius;
  if (typeof at !== 'string' || !INSTANT.test(at) || typeof degrees !== 'string') throw malformed(line);
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) throw malformed(line);
  try {
    const milliCelsius = parseDecimal(degrees, 3);
    if (Math.abs(milliCelsius) > 100_000) throw malformed(line);
    return { at: instant.toISOString(), milliCelsius };
  } catch (error) {
    throw error instanceof QuantityError ? malformed(line) : error;
  }
}

const malformed = (line: number) =>
  invalid(
    'reading_malformed',
    `Line ${line} is no reading: it takes an instant with its offset and degrees Celsius.`,
    'body',
  );
