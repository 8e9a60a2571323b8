import { fold, type CommandMeta } from '@oce/event-sourcing';
import { command } from '@oce/testing';
import { cashDispositionAggregate } from '../src/cash/domain/cash-disposition';
import type {
  CashDispositionCommand,
  PayeeStanding,
  PrepareCashDisposition,
} from '../src/cash/domain/cash-disposition.commands';
import type { CashDispositionEvent } from '../src/cash/domain/cash-disposition.events';

export const COUNTER = { counterId: 'G-SEFROU', name: 'Guichet de Sefrou', place: 'Sefrou' };

type Facts = PrepareCashDisposition['facts'];
interface Prepared {
  readonly data?: Partial<PrepareCashDisposition['data']>;
  readonly facts?: Partial<Facts>;
}

/** The advance of case 2 before deductions, in cash: prepared on 2026-10-01, for 30 days. */
export const prepareCash = ({ data, facts }: Prepared = {}): CashDispositionCommand => ({
  ...command(
    'PrepareCashDisposition',
    {
      dispositionId: 'C1',
      producerCode: 'P-0001',
      counterId: COUNTER.counterId,
      insteadOfSuspended: false,
      ...data,
    },
    { actor: 'staff:amal' },
  ),
  facts: {
    counter: COUNTER,
    standing: 'no_bank_details',
    payable: { payableCentimes: 528_120, lineIds: ['ADV-D1'] },
    days: 30,
    ...facts,
  },
});
export const standing = (of: PayeeStanding, insteadOfSuspended = false): CashDispositionCommand =>
  prepareCash({ data: { insteadOfSuspended }, facts: { standing: of } });

export const approveCash = (
  meta: Partial<CommandMeta> = {},
  notReserved: string | null = null,
): CashDispositionCommand => ({
  ...command('ApproveCashDisposition', {}, { actor: 'staff:badr', ...meta }),
  facts: { notReserved },
});

interface Paying {
  readonly counterId?: string;
  readonly receiptNumber?: string;
  readonly paidOn?: string;
}
export const payCash = (
  data: Paying = {},
  meta: Partial<CommandMeta> = {},
  closedFor: string | null = null,
): CashDispositionCommand => ({
  ...command(
    'PayCash',
    { counterId: COUNTER.counterId, receiptNumber: 'R000451', paidOn: '2026-10-05', ...data },
    { actor: 'staff:said', now: '2026-10-05T09:00:00.000Z', ...meta },
  ),
  facts: { closedFor },
});
export const cancelCash = (reason = 'the counter moved', actor = 'staff:badr'): CashDispositionCommand =>
  command('CancelCashDisposition', { reason }, { actor });
export const expireCash = (day = '2026-11-04'): CashDispositionCommand =>
  command('ExpireCashDisposition', {}, { now: `${day}T09:00:00.000Z` });

/** What a series of commands leaves of a disposition. */
export function cashAfter(...commands: readonly CashDispositionCommand[]): CashDispositionEvent[] {
  const past: CashDispositionEvent[] = [];
  for (const each of commands)
    past.push(...cashDispositionAggregate.decide(each, fold(cashDispositionAggregate, past)));
  return past;
}
