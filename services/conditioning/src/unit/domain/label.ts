import type { UnitPacked } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import type { InnerUnit } from './unit.events';

/** One element of a GS1 label: its application identifier, and the data behind it. */
export interface Element {
  readonly ai: string;
  readonly data: string;
}

/** What an identifier asks of the others on the label (GS1 General Specifications; chain.md 3). */
const NEEDS: readonly {
  readonly ai: RegExp;
  readonly all?: string[];
  readonly one?: string[];
  readonly not?: string[];
}[] = [
  { ai: /^02$/u, all: ['37'], not: ['01'] },
  { ai: /^37$/u, all: ['00', '02'] },
  { ai: /^310\d$/u, one: ['01', '02'] },
  { ai: /^330\d$/u, one: ['00', '01'] },
  { ai: /^(10|15|17)$/u, one: ['01', '02'] },
];

/** Which rule of GS1 a label breaks; undefined where it may be printed. */
export function whyNotPrinted(elements: readonly Element[]): string | undefined {
  const has = new Set(elements.map(({ ai }) => ai));
  if (has.size !== elements.length) return 'an identifier stands twice';
  for (const { ai } of elements)
    for (const rule of NEEDS.filter((one) => one.ai.test(ai))) {
      const missing = rule.all?.find((other) => !has.has(other));
      if (missing !== undefined) return `(${ai}) needs (${missing})`;
      if (rule.one && !rule.one.some((other) => has.has(other)))
        return `(${ai}) needs (${rule.one.join(') or (')})`;
      const excluded = rule.not?.find((other) => has.has(other));
      if (excluded !== undefined) return `(${ai}) excludes (${excluded})`;
    }
  return undefined;
}

/** AI 10 takes so many characters: longer lots cannot be packed. */
export const MOST_LOT_CHARACTERS = 20;
/** AI 310n has six digits. */
const MOST_LABEL_GRAMS = 999_999;

/**
 * What the label of a unit says, the same as its event. A case is (01)(10)(15)(3103), a pallet of one article and lot
 * (00)(02)(37)(10)(15); one that is mixed bears its SSCC alone. Refuses `label_not_valid`.
 */
export function labelOf(
  { sscc, level, gtin, bestBefore, goods, netGrams }: UnitPacked['data'],
  inner: readonly InnerUnit[],
): Element[] {
  const lotIds = [
    ...new Set([...goods, ...inner].flatMap((one) => ('lotId' in one ? [one.lotId] : one.lotIds))),
  ];
  const [lotId] = lotIds;
  const about =
    lotIds.length === 1 && lotId !== undefined
      ? [{ ai: '10', data: lotId }, ...(bestBefore === null ? [] : [{ ai: '15', data: yymmdd(bestBefore) }])]
      : [];
  const elements = level === 'case' ? caseOf(sscc, gtin, about, netGrams) : palletOf(sscc, inner, about);
  const why = whyNotPrinted(elements);
  if (why !== undefined)
    throw conflict('label_not_valid', `GS1 refuses the label of ${sscc}: ${why}.`, 'sscc');
  return elements;
}

function caseOf(sscc: string, gtin: string | null, about: Element[], netGrams: number): Element[] {
  if (gtin === null) return [{ ai: '00', data: sscc }];
  const weight =
    netGrams <= MOST_LABEL_GRAMS ? [{ ai: '3103', data: String(netGrams).padStart(6, '0') }] : [];
  return [{ ai: '01', data: gtin }, ...about, ...weight];
}

function palletOf(sscc: string, inner: readonly InnerUnit[], about: Element[]): Element[] {
  const gtins = new Set(inner.map(({ gtin }) => gtin));
  const [gtin] = gtins;
  const isOfOne = gtins.size === 1 && gtin !== null && gtin !== undefined && about.length > 0;
  const article = isOfOne
    ? [{ ai: '02', data: gtin }, ...about, { ai: '37', data: String(inner.length) }]
    : [];
  return [{ ai: '00', data: sscc }, ...article];
}

const yymmdd = (day: string): string => day.slice(2).replaceAll('-', '');

/** As people read it under the bars: `(00)361...(02)...`. */
export const elementText = (elements: readonly Element[]): string =>
  elements.map(({ ai, data }) => `(${ai})${data}`).join('');
