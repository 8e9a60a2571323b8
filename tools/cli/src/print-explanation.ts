import { say } from '@oce/office/output';
import { formatKilograms, formatMoney } from '@oce/quantities';

interface Sum {
  readonly what: string;
  readonly posted: number | string;
  readonly fromParts: number | string;
  readonly holds: boolean;
}

interface Step {
  readonly kind: string;
  readonly id: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly sums: readonly Sum[];
  readonly parts?: readonly Step[];
}

/** Why a transfer is what it is, down to weigh tickets, sales and deductions. */
export interface Explanation {
  readonly transferId: string;
  readonly producerCode: string;
  readonly amountCentimes: number;
  readonly status: string;
  readonly steps: readonly Step[];
  readonly addsUp: boolean;
}

/** The tree for people, a step a line; sums that do not hold are marked. */
export function printExplanation(explanation: Explanation): void {
  const { transferId, producerCode, amountCentimes, status, steps, addsUp } = explanation;
  const what = steps[0]?.kind === 'cash' ? 'Cash' : 'Transfer';
  say(`${what} ${transferId} to ${producerCode}: ${formatMoney(amountCentimes)}, ${status}`);
  for (const step of steps) print(step, 1);
  say(addsUp ? 'Every sum holds.' : 'A SUM DOES NOT HOLD: see the lines marked with !!');
}

function print(step: Step, depth: number): void {
  const indent = '  '.repeat(depth);
  say(`${indent}${step.kind} ${step.id}${factsOf(step.facts)}`);
  for (const sum of step.sums) {
    const mark = sum.holds ? '=' : '!!';
    const parts = String(sum.posted) === String(sum.fromParts) ? '' : ` (by its parts ${sum.fromParts})`;
    say(`${indent}  ${mark} ${sum.what}: ${sum.posted}${parts}`);
  }
  for (const part of step.parts ?? []) print(part, depth + 1);
}

/** The plain facts in one line, with their units; nested ones are in the JSON. */
function factsOf(facts: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(facts).flatMap(([name, value]) => {
    if (typeof value === 'number' && name.endsWith('Centimes'))
      return [`${name.slice(0, -8)} ${formatMoney(value)}`];
    if (typeof value === 'number' && name.endsWith('Grams'))
      return [`${name.slice(0, -5)} ${formatKilograms(value)}`];
    if (typeof value === 'number' && name.endsWith('Ppm'))
      return [`${name.slice(0, -3)} ${value / 10_000} %`];
    return typeof value === 'string' || typeof value === 'number' ? [`${name} ${value}`] : [];
  });
  return told.length > 0 ? `  (${told.join(', ')})` : '';
}
