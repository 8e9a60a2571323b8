import type { BSONRegExp } from 'bson';
import { badValue, MongoError } from '../errors';
import { isRegex } from '../bson/values';
import type { ValueTest } from './node';

const WHITESPACE = ' \\t\\n\\v\\f\\r';
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;
const invalid = (reason: string): MongoError =>
  new MongoError(51091, `Regular expression is invalid: ${reason}`);

/**
 * A test for the strings (and the equal regular expressions) that match a pattern. Patterns are PCRE in MongoDB; the
 * parts that JavaScript reads otherwise are rewritten, and those it does not have are refused.
 * Errors: 51108 for unknown flags, 51091 for a pattern that cannot be told exactly.
 */
export function regexTest(pattern: string, options: string): ValueTest {
  const expression = compileRegex(pattern, options);
  return (value) =>
    typeof value === 'string'
      ? expression.test(value)
      : isRegex(value) && value.pattern === pattern && value.options === options;
}

export const regexValueTest = (regex: BSONRegExp): ValueTest => regexTest(regex.pattern, regex.options);

function compileRegex(pattern: string, options: string): RegExp {
  for (const flag of options) {
    if (!'imsu'.includes(flag)) throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
  }
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte');
  const source = translate(pattern, options.includes('m'), options.includes('s'));
  try {
    return new RegExp(source, options.includes('i') ? 'iu' : 'u');
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

function translate(pattern: string, multiline: boolean, dotAll: boolean): string {
  let result = '';
  let inClass = false;
  for (let i = 0; i < pattern.length; i += 1) {
    const character = pattern[i] as string;
    if (character === '\\') {
      i += 1;
      result += translateEscape(pattern[i], inClass);
    } else if (inClass) {
      if (character === '[') result += openBracketInClass(pattern, i);
      else result += character;
      inClass = character !== ']';
    } else {
      inClass = character === '[';
      if (inClass && /^\[\^?\]/.test(pattern.slice(i)))
        throw invalid('a class that begins with ] is not supported');
      result += translatePlain(character, multiline, dotAll);
    }
  }
  return result;
}

function translatePlain(character: string, multiline: boolean, dotAll: boolean): string {
  switch (character) {
    case '.':
      return dotAll ? '[^]' : '[^\\n]';
    case '^':
      return multiline ? '(?<![^\\n])' : '^';
    case '$':
      return multiline ? '(?![^\\n])' : '(?=\\n?(?![^]))';
  }
  return character;
}

function openBracketInClass(pattern: string, at: number): string {
  if (/[:.=]/.test(pattern[at + 1] ?? '')) throw invalid('POSIX classes are not supported');
  return '\\[';
}

function translateEscape(next: string | undefined, inClass: boolean): string {
  if (next === undefined) throw invalid('\\ at end of pattern');
  if (next === 's') return inClass ? WHITESPACE : `[${WHITESPACE}]`;
  if (next === 'S' && !inClass) return `[^${WHITESPACE}]`;
  if (/[dDwWnrtf]/.test(next) || (/[bB]/.test(next) && !inClass)) return `\\${next}`;
  if (/[A-Za-z0-9]/.test(next)) throw invalid(`\\${next} is not supported by the embedded server`);
  return SYNTAX.test(next) || next === '-' ? escapeLiteral(next, inClass) : next;
}

// In the u mode \- is an error outside a class, where - needs no escape.
const escapeLiteral = (character: string, inClass: boolean): string =>
  character === '-' && !inClass ? '-' : `\\${character}`;
