import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { refusal } from '../problems/problem';

/** The lines of a body with anything on them, numbered as an editor does; a byte order mark is no part of the first. */
export async function* linesOf(body: Readable): AsyncGenerator<{ line: number; text: string }> {
  let line = 0;
  for await (const read of createInterface({ input: body, crlfDelay: Infinity })) {
    const text = line++ === 0 ? read.replace(/^\uFEFF/u, '') : read;
    if (text.trim() !== '') yield { line, text };
  }
}

/** The value of one line of NDJSON. @throws ProblemError 400 `not_json` */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(400, 'not_json', 'The line is not a JSON object.');
  }
}

/**
 * NDJSON of an answer a line, in the order of the lines. Reads ahead `inFlight` lines, an even number, so that full group
 * commits come of it and memory stays small; a slow reader of the answers slows it. `take` never rejects: it answers.
 */
export function answerLines<Line>(
  lines: AsyncIterable<Line>,
  inFlight: number,
  take: (line: Line) => Promise<object>,
): Readable {
  return Readable.from(answersOf(lines, inFlight, take), { objectMode: false });
}

async function* answersOf<Line>(
  lines: AsyncIterable<Line>,
  inFlight: number,
  take: (line: Line) => Promise<object>,
): AsyncGenerator<string> {
  const waiting: Promise<object>[] = [];
  const oldest = async () => written(await Promise.all(waiting.splice(0, inFlight / 2)));
  for await (const line of lines) {
    waiting.push(take(line));
    if (waiting.length === inFlight) yield await oldest();
  }
  while (waiting.length > 0) yield await oldest();
}

const written = (answers: readonly object[]): string =>
  answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
