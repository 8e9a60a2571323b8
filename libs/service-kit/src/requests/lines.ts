import { Logger } from '@nestjs/common';
import type { Outcome } from '@oce/event-store';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { mapError } from '../problems/map-error';
import { refusal, type Problem } from '../problems/problem';

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

/** What became of one line; what it was about stands beside it. */
export interface LineAnswer {
  readonly line: number;
  readonly status: 'accepted' | 'repeated' | 'refused';
  readonly position?: number;
  readonly problem?: Problem;
}

const logger = new Logger('lines');

const PAUSE_MS = 250;

/**
 * How long the lines of one file wait in all for a part of the office that is away, before what is left of it is refused.
 * A file's sender cannot send a line in its middle again; a line that got through starts the wait anew.
 */
export class Patience {
  private until: number | undefined;

  constructor(
    private readonly waitMs = 20_000,
    private readonly clock: () => number = Date.now,
  ) {}

  /** What the work gives, tried again while the office says 503; the work must be the same command each time. */
  async through<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let pause = PAUSE_MS; ; pause = Math.min(pause * 2, 8 * PAUSE_MS)) {
      try {
        const result = await work();
        this.until = undefined;
        return result;
      } catch (error) {
        if (mapError(error).status !== 503) throw error;
        this.until ??= this.clock() + this.waitMs;
        if (this.clock() >= this.until) throw error;
        await sleep(pause);
      }
    }
  }
}

/**
 * The answer to a line: what the work wrote and what that is about, or why it was refused.
 *
 * @param known what is known of a line that may be refused, so that its sender finds it again
 */
export async function answerLine<About extends object>(
  line: number,
  work: () => Promise<{ readonly about: About; readonly outcome: Pick<Outcome, 'position' | 'repeated'> }>,
  known: Partial<About> = {},
): Promise<LineAnswer & Partial<About>> {
  try {
    const { about, outcome } = await work();
    const status = outcome.repeated ? 'repeated' : 'accepted';
    return { line, ...about, status, position: outcome.position };
  } catch (error) {
    const problem = mapError(error);
    // The filter of errors, which tells of ours, does not see one line of an answer.
    if (problem.status === 500) logger.error(error);
    return { line, ...known, status: 'refused', problem };
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
