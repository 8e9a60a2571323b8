import type { RefusedLine } from '@oce/tables';
import { inFrench } from './french';

/** What became of one row that was sent. */
export interface Answer {
  readonly status: 'accepted' | 'repeated' | 'refused';
  readonly problem?: Problem;
}

/** A refusal of the office. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly message: string }[];
}

/** The office cannot be reached at this moment, or is too busy: what was sent is sent again, which is safe. */
export class OfficeAway extends Error {
  override readonly name = 'OfficeAway';
}

/** Statuses that say nothing of what was sent: the gateway or the service behind it is away, or busy. */
export const isAway = (status: number): boolean => [429, 502, 503, 504].includes(status);

/** The network's own refusals, as `fetch` throws them; other errors pass. @throws OfficeAway */
export async function orAway<T>(sending: () => Promise<T>): Promise<T> {
  try {
    return await sending();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new OfficeAway(cause || error.message);
  }
}

/** A refusal of the office as a line of the file of refused lines, in French. */
export function refusedBy(problem: Problem | undefined, line: number, raw: string): RefusedLine {
  const first = problem?.errors?.[0];
  const rule = first?.rule ?? problem?.code ?? 'refused';
  const field = first?.field ?? 'line';
  return { line, field, rule, message: inFrench(rule, first?.message ?? problem?.detail ?? ''), raw };
}
