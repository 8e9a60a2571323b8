import { readBankAnswer } from '../src/bank-answer';
import type { BankAnswer, BankOutcome, OutcomeGroup } from '../src/bank-outcome';

/** Days of bookings in specs: those of the years 2025 to 2027. */
const bounds = { earliest: '2025-01-01', latest: '2027-12-31' };

/** An answer with all that it says, in a list. */
export type WholeAnswer = Omit<BankAnswer, 'sha256' | 'version'> & { readonly outcomes: BankOutcome[] };

/** The groups of an answer, as they are handed over. */
export async function groupsOf(
  body: string | AsyncIterable<Uint8Array>,
  largestBytes?: number,
): Promise<{ answer: BankAnswer; groups: OutcomeGroup[] }> {
  const groups: OutcomeGroup[] = [];
  const answer = await readBankAnswer(body, { bounds, largestBytes }, (group) => void groups.push(group));
  return { answer, groups };
}

/** An answer read whole. */
export async function readAnswer(
  body: string | AsyncIterable<Uint8Array>,
  largestBytes?: number,
): Promise<WholeAnswer> {
  const { answer, groups } = await groupsOf(body, largestBytes);
  const { kind, messageId } = answer;
  return { kind, messageId, outcomes: groups.flatMap(({ outcomes }) => outcomes) };
}
