import { setImmediate as turn } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { refusal } from '../problems/problem';
import { answerLines, jsonOf, linesOf, Patience } from './lines';

describe('the lines of a body', () => {
  const read = async (...chunks: string[]) => {
    const found: [number, string][] = [];
    for await (const { line, text } of linesOf(Readable.from(chunks))) found.push([line, text]);
    return found;
  };

  it('are numbered as an editor does, blank ones left out', async () => {
    expect(await read('a\n\n  \nb\r\nc')).toEqual([
      [1, 'a'],
      [4, 'b'],
      [5, 'c'],
    ]);
    expect(await read('')).toEqual([]);
  });

  it('are whole, wherever the body is cut', async () => {
    expect(await read('{"a"', ':1}\n{"b', '":2}')).toEqual([
      [1, '{"a":1}'],
      [2, '{"b":2}'],
    ]);
  });

  it('begin behind a byte order mark, which is a letter further on', async () => {
    expect(await read('\uFEFFa\n\uFEFFb')).toEqual([
      [1, 'a'],
      [2, '\uFEFFb'],
    ]);
  });
});

describe('one line of NDJSON', () => {
  it('is its value, or refused', () => {
    expect(jsonOf('{"a":1}')).toEqual({ a: 1 });
    expect(() => jsonOf('{"a":')).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ status: 400, code: 'not_json' }) }),
    );
  });
});

describe('answers a line', () => {
  /** Lines 1, 2, 3 … and how far they have been read; answers come when a spec gives them. */
  function setUp(count: number, inFlight: number) {
    const given: (() => void)[] = [];
    const seen = { read: 0, most: 0, open: 0 };
    async function* lines() {
      while (seen.read < count) yield ++seen.read;
    }
    const take = async (line: number) => {
      seen.most = Math.max(seen.most, ++seen.open);
      await new Promise<void>((resolve) => (given[line] = resolve));
      seen.open--;
      return { line };
    };
    return { seen, given, answers: answerLines(lines(), inFlight, take) };
  }
  const someTurns = async () => {
    for (let times = 0; times < 20; times++) await turn();
  };

  it('come in the order of the lines, whichever is ready first', async () => {
    const { given, answers } = setUp(3, 4);
    const all = textOf(answers);
    await someTurns();
    for (const line of [3, 1, 2]) given[line]?.();
    expect(await all).toBe('{"line":1}\n{"line":2}\n{"line":3}\n');
  });

  it('are none for no lines', async () => {
    expect(await textOf(setUp(0, 4).answers)).toBe('');
  });

  it('are so many on their way at once and no more', async () => {
    const { seen, given, answers } = setUp(10, 4);
    const all = textOf(answers);
    await someTurns();
    expect(seen).toMatchObject({ read: 4, open: 4 });
    given[1]?.();
    given[2]?.();
    await someTurns();
    expect(seen).toMatchObject({ read: 6, open: 4 });
    for (let times = 0; times < 5; times++) {
      for (const give of given) give?.();
      await someTurns();
    }
    expect((await all).trim().split('\n')).toHaveLength(10);
    expect(seen.most).toBe(4);
  });

  it('stop the reading while nobody reads them', async () => {
    const word = 'x'.repeat(10_000);
    let read = 0;
    async function* lines() {
      for (; read < 1000; read++) yield read;
    }
    const answers = answerLines(lines(), 4, async () => ({ word }));
    answers.once('readable', () => undefined);
    await someTurns();
    expect(read).toBeLessThan(100);
    expect((await textOf(answers)).length).toBeGreaterThan(10_000_000);
    expect(read).toBe(1000);
  });

  it('end with the fault of lines that break off', async () => {
    async function* lines() {
      yield 1;
      throw new Error('the caller is gone');
    }
    await expect(textOf(answerLines(lines(), 4, async (line) => ({ line })))).rejects.toThrow('is gone');
  });
});

describe('the patience of a file', () => {
  const away = () => refusal(503, 'unavailable', 'A part of the office cannot be reached.');

  it('tries a line again while a part of the office is away', async () => {
    let tries = 0;
    const work = async () => {
      if (++tries < 3) throw away();
      return 'written';
    };
    await expect(new Patience().through(work)).resolves.toBe('written');
    expect(tries).toBe(3);
  });

  it('ends for all of its lines at once, and begins anew with a line that gets through', async () => {
    let now = 0;
    const patience = new Patience(1000, () => now);
    let tries = 0;
    const refused = async () => {
      tries++;
      now += 600;
      throw away();
    };
    await expect(patience.through(refused)).rejects.toThrow('cannot be reached');
    expect(tries).toBe(2 + 1);
    await expect(patience.through(refused)).rejects.toThrow('cannot be reached');
    expect(tries).toBe(4);
    await patience.through(async () => 'written');
    await expect(patience.through(refused)).rejects.toThrow('cannot be reached');
    expect(tries).toBe(7);
  });

  it('says at once what is wrong with a line itself', async () => {
    let tries = 0;
    const wrong = async () => {
      tries++;
      throw refusal(422, 'cin_form', 'The CIN is malformed.');
    };
    await expect(new Patience().through(wrong)).rejects.toThrow('malformed');
    expect(tries).toBe(1);
  });
});
