import { regexTest } from './regex';

describe('patterns', () => {
  it.each<[pattern: string, options: string, text: string, matches: boolean]>([
    ['a.c', '', 'abc', true],
    ['a.c', '', 'a\nc', false],
    ['a.c', '', 'a\rc', true],
    ['a.c', 's', 'a\nc', true],
    ['end$', '', 'the end\n', true],
    ['end$', '', 'end\nmore', false],
    ['end$', 'm', 'end\nmore', true],
    ['^more', 'm', 'end\nmore', true],
    ['^more', 'm', 'end\rmore', false],
    ['^more', '', 'end\nmore', false],
    ['[.$^]', '', '^', true],
    ['[.]', '', 'x', false],
    ['a\\-b\\@c', '', 'a-b@c', true],
    ['[a\\-z]', '', '-', true],
    ['[[x]', '', '[', true],
    ['\\s', '', '\u00a0', false],
    ['[\\s]', '', '\t', true],
    ['\\S', '', '\u00a0', true],
    ['^\\d{2,}$', '', '123', true],
    ['ÉTÉ', 'i', 'été', true],
    ['^.$', '', '😀', true],
    ['a|b', 'u', 'b', true],
  ])('/%s/%s on %j gives %s', (pattern, options, text, matches) => {
    expect(regexTest(pattern, options)(text)).toBe(matches);
  });

  it.each([
    '(?i)a',
    '\\Aa',
    'a\\z',
    '\\Qa\\E',
    '(?>a)',
    'a++',
    '[[:alpha:]]',
    '\\h',
    '(a)\\1',
    '[]a]',
    '(?#c)a',
    '\\',
    '(a',
    '\\v',
    '\\x{41}',
    '[\\S]',
  ])('are refused where JavaScript would read them otherwise: %s', (pattern) => {
    expect(() => regexTest(pattern, '')).toThrow('Regular expression is invalid');
  });

  it('are refused with flags nobody knows', () => {
    expect(() => regexTest('a', 'x')).toThrow('invalid flag');
  });
});
