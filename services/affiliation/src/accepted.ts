import { invalid } from '@oce/event-sourcing';
import type { Check } from '@oce/identifiers';

/** The normalised identifier, or the refusal that names the rule and the field; it never repeats the text. */
export function accepted<Rule extends string>(check: Check<Rule>, field: string): string {
  if (check.ok) return check.value;
  throw invalid(check.rule, sentence(check.message), field);
}

const sentence = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
