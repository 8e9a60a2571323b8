import { NumberColumn, Rows, WordColumn } from './columns';

const MANY = 5_000;

describe('rows', () => {
  it('are numbered in the order in which their ids come, each once', () => {
    const rows = new Rows();
    expect(['a', 'b', 'a', 'a', 'c', 'b'].map((id) => rows.of(id))).toEqual([0, 1, 0, 0, 2, 1]);
    expect([...rows.ids()]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
  });
});

describe('the rows of a broken log', () => {
  it('are numbered even where an id is missing', () => {
    const rows = new Rows();
    expect([undefined, 'a', undefined].map((id) => rows.of(id as string))).toEqual([0, 1, 0]);
  });
});

describe('a column of numbers', () => {
  it('keeps each exactly, however many rows there are', () => {
    const column = new NumberColumn();
    for (let row = 0; row < MANY; row++) column.set(row, Number.MAX_SAFE_INTEGER - row);
    for (let row = 0; row < MANY; row++) expect(column.at(row)).toBe(Number.MAX_SAFE_INTEGER - row);
  });

  it('has 0 where nothing was set', () => {
    expect(new NumberColumn().at(MANY)).toBe(0);
  });

  it('gives back what is no number as it was', () => {
    const column = new NumberColumn();
    for (const [row, odd] of ['12', undefined, null].entries()) column.set(row, odd as unknown as number);
    expect([0, 1, 2].map((row) => column.at(row))).toEqual(['12', undefined, null]);
    column.set(0, 12);
    expect(column.at(0)).toBe(12);
  });
});

describe('a column of words', () => {
  it('keeps each, however many rows there are', () => {
    const column = new WordColumn();
    for (let row = 0; row < MANY; row++) column.set(row, `P-${row % 700}`);
    for (let row = 0; row < MANY; row++) expect(column.at(row)).toBe(`P-${row % 700}`);
  });

  it('tells its words in the order in which they came', () => {
    const column = new WordColumn();
    for (const [row, word] of ['b', 'a', 'b'].entries()) column.set(row, word);
    expect([...column.all()]).toEqual(['b', 'a']);
  });

  it('forgets what is cleared', () => {
    const column = new WordColumn();
    column.set(3, 'a');
    column.clear(3);
    column.clear(MANY);
    expect(column.at(3)).toBeUndefined();
  });

  it('has nothing where nothing was set', () => {
    expect(new WordColumn().at(MANY)).toBeUndefined();
  });
});
