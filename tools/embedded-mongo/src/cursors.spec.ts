import { Cursors } from './cursors';
import { Row } from './plan/rows';

const rows = function* (count: number, ended: () => void): Generator<Row> {
  try {
    for (let i = 0; i < count; i += 1) yield Row.of(new Map([['_id', i]]));
  } finally {
    ended();
  }
};

describe('cursors', () => {
  afterEach(() => jest.useRealTimers());

  it('read no further than the batch and one more', () => {
    let read = 0;
    const counted = function* (): Generator<Row> {
      for (; ; read += 1) yield Row.of(new Map([['_id', read]]));
    };
    const reply = new Cursors(1_000).first('a.b', counted(), { batchSize: 10 });
    expect(reply.batch).toHaveLength(10);
    expect(read).toBe(10);
  });

  it('end with the last batch', () => {
    const cursors = new Cursors(1_000);
    const first = cursors.first('a.b', rows(5, jest.fn()), { batchSize: 3 });
    const second = cursors.next(first.cursorId, 'a.b', 2);
    expect([first.batch.length, second.batch.length, second.cursorId]).toEqual([3, 2, 0n]);
    expect(() => cursors.next(first.cursorId, 'a.b', 2)).toThrow('not found');
  });

  it('are refused under another namespace', () => {
    const cursors = new Cursors(1_000);
    const { cursorId } = cursors.first('a.b', rows(5, jest.fn()), { batchSize: 1 });
    expect(() => cursors.next(cursorId, 'a.c', 1)).toThrow('different namespace');
  });

  it('expire when they lie idle, and only then', () => {
    jest.useFakeTimers();
    const cursors = new Cursors(1_000);
    const ended = jest.fn();
    const open = (isKeptIdle: boolean) =>
      cursors.first('a.b', rows(9, ended), { batchSize: 1, isKeptIdle }).cursorId;
    const [idle, used, kept] = [open(false), open(false), open(true)];
    jest.advanceTimersByTime(800);
    cursors.next(used, 'a.b', 1);
    jest.advanceTimersByTime(800);
    cursors.expire();
    expect(ended).toHaveBeenCalledTimes(1);
    expect(() => cursors.next(idle, 'a.b', 1)).toThrow('not found');
    expect(cursors.next(used, 'a.b', 1).batch).toHaveLength(1);
    expect(cursors.next(kept, 'a.b', 1).batch).toHaveLength(1);
  });

  it('let go of their rows when killed', () => {
    const cursors = new Cursors(1_000);
    const ended = jest.fn();
    const { cursorId } = cursors.first('a.b', rows(9, ended), { batchSize: 1 });
    expect(cursors.kill(cursorId)).toBe(true);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(cursors.kill(cursorId)).toBe(false);
  });

  it('keep a batch below 16 MB', () => {
    const big = function* (): Generator<Row> {
      for (let i = 0; i < 5; i += 1) yield Row.of(new Map([['text', 'x'.repeat(6 * 1024 * 1024)]]));
    };
    expect(new Cursors(1_000).first('a.b', big(), { batchSize: 100 }).batch).toHaveLength(2);
  });
});
