import fc from 'fast-check';
import type { Check } from '../src/check';

/** The broken rule of a check, or 'ok'. */
export function ruleOf(check: Check<string>): string {
  return check.ok ? 'ok' : check.rule;
}

/** Texts of exactly `length` digits, not all zero. */
export function digits(length: number): fc.Arbitrary<string> {
  return fc.stringMatching(new RegExp(`^\\d{${length}}$`, 'u')).filter((text) => /[1-9]/u.test(text));
}

/** `text` with one of its digits replaced by another digit. */
export function changedDigit(text: string): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 9 })).map(([index, step]) => {
    const digit = (Number(text[index]) + step) % 10;
    return text.slice(0, index) + String(digit) + text.slice(index + 1);
  });
}

/** `text` with two unequal neighbours exchanged; a text of one repeated digit stays as it is. */
export function exchangedNeighbours(text: string): fc.Arbitrary<string> {
  const unequal = [...text.slice(1)].flatMap((digit, index) => (digit === text[index] ? [] : [index]));
  if (unequal.length === 0) return fc.constant(text);
  return fc
    .constantFrom(...unequal)
    .map((index) => text.slice(0, index) + text[index + 1]! + text[index]! + text.slice(index + 2));
}
