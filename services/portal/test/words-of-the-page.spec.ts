import type { DeductionKind } from '@oce/contracts';
import { join } from 'node:path';
import type { ProducerTransfer } from '../src/own/reads/producer-transfers';
import type { ProducerDelivery } from '../src/own/reads/producer-deliveries';
import { LABELS, type LineKind } from '../src/statement/domain/statement';

type Words = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

const page = join(__dirname, '../../gateway/public/portal');
const wordsOf = (language: string): Words =>
  jest.requireActual<Record<string, Words>>(join(page, `words.${language}.mjs`))[language] as Words;

/** The compiler asks for the one that is missing. */
const TRANSFERS: Readonly<Record<ProducerTransfer['status'], true>> = {
  prepared: true,
  left_out: true,
  executed: true,
  rejected: true,
  returned: true,
  cash_waiting: true,
  cash_paid: true,
  cash_ended: true,
};
const DELIVERIES: Readonly<Record<ProducerDelivery['status'], true>> = {
  weighed: true,
  graded: true,
  refused: true,
  reversed: true,
};
const DEDUCTIONS: Readonly<Record<DeductionKind, true>> = {
  legal: true,
  insurance: true,
  input_credit: true,
  voluntary: true,
};

describe.each(['fr', 'ar'])('the words of the page for what the portal says (%s)', (language) => {
  const words = wordsOf(language);

  it.each<[string, readonly string[]]>([
    ['lines', Object.values<string>(LABELS)],
    ['transfer', Object.keys(TRANSFERS)],
    ['delivery', Object.keys(DELIVERIES)],
    ['taken', Object.keys(DEDUCTIONS)],
  ])('name every one of its %s, and no other', (group, keys) => {
    expect(Object.keys(words[group] as object).sort()).toEqual([...keys].sort());
    expect(Object.values(words[group] as object).every((word) => word.trim() !== '')).toBe(true);
  });

  it('are written in their own letters', () => {
    const own = language === 'ar' ? /[\u0600-\u06ff]/ : /[a-zà-ÿ]/i;
    const texts = Object.values(words).flatMap((word) =>
      typeof word === 'string' ? [word] : Object.values(word),
    );
    const neither = texts.filter(
      (text) => text !== words['direction'] && !own.test(text.replace(/\{\w+\}|OCE/g, '')),
    );
    expect(neither).toEqual([]);
  });
});

it('every kind of line has a label of its own', () => {
  const kinds = Object.keys(LABELS) as LineKind[];
  expect(new Set(kinds.map((kind) => LABELS[kind])).size).toBe(kinds.length);
});
