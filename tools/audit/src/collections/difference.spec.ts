import { firstDifference } from './compare';

describe('the first difference of two documents', () => {
  it('is none where only the order of fields differs', () => {
    expect(firstDifference({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBeUndefined();
  });

  it('is none where a field has no value, for that is not stored', () => {
    expect(firstDifference({ a: 1, b: undefined }, { a: 1 })).toBeUndefined();
  });

  it.each([
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, 'a.b'],
    ['a value within a list', { a: [1, { b: 1 }] }, { a: [1, { b: 2 }] }, 'a.1.b'],
    ['the length of a list', { a: [1] }, { a: [1, 2] }, 'a.length'],
    ['a field that is missing', { a: 1, b: 0 }, { a: 1 }, 'b'],
    ['a field too many', { a: 1 }, { a: 1, b: null }, 'b'],
    ['null in the place of an object', { a: {} }, { a: null }, 'a'],
    ['a list in the place of an object', { a: {} }, { a: [] }, 'a'],
    ['a number in the place of its text', { a: '1' }, { a: 1 }, 'a'],
    ['the document itself', undefined, { a: 1 }, ''],
  ])('is %s', (_what, expected, found, path) => {
    expect(firstDifference(expected, found)?.path).toBe(path);
  });
});
