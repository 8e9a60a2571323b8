import type { PaymentsContractEvent } from '@oce/contracts';
import { projected } from '@oce/testing';
import { advance } from '../../test/account-events';
import {
  cashCancelled,
  cashConfirmed,
  cashExpired,
  cashPaidOut,
  cashPrepared,
  cashReturned,
  COUNTER,
} from '../../test/late-events';
import { messagesOf, type HeardEvent } from '../live/domain/messages';
import { statementPagesProjection } from '../statement/reads/statement-pages';
import { statementsProjection } from '../statement/reads/statements';
import { producerTransfersProjection } from './reads/producer-transfers';

const transferOf = (...events: PaymentsContractEvent[]) =>
  projected(producerTransfersProjection, [cashPrepared(), ...events])['CASH_C-1'];
const statementOf = (...events: PaymentsContractEvent[]) => {
  const all = [advance(), cashPrepared(), ...events];
  const lines = projected(statementPagesProjection, all)['P-1|0']?.lines ?? [];
  return { totals: projected(statementsProjection, all)['P-1']?.totals, line: lines.at(-1) };
};

describe('cash at a counter, on the page of its producer', () => {
  it('stands among the transfers with the counter and the last day', () => {
    expect(transferOf()).toMatchObject({
      status: 'cash_waiting',
      batchId: null,
      executionDate: '2026-10-16',
      cash: { counter: COUNTER, payableUntil: '2026-11-15' },
    });
  });

  it.each<[string, PaymentsContractEvent[], object]>([
    ['cash_paid', [cashPaidOut(), cashConfirmed()], { bookedOn: '2026-10-20', reasonCode: null }],
    ['cash_paid', [cashConfirmed()], { bookedOn: '2026-10-20' }],
    ['cash_ended', [cashCancelled()], { reasonCode: 'cash_cancelled' }],
    ['cash_ended', [cashExpired(), cashReturned()], { reasonCode: 'cash_expired' }],
  ])('says %s after what the counter and the account said', (status, events, more) => {
    expect(transferOf(...events)).toMatchObject({ status, ...more });
  });

  it('is under way until it is paid, and then a line of its own that moves the balance', () => {
    expect(statementOf().totals).toMatchObject({ balanceCentimes: 354_684, inTransferCentimes: 354_684 });
    const { totals, line } = statementOf(cashPaidOut(), cashConfirmed());
    expect(totals).toMatchObject({ balanceCentimes: 0, inTransferCentimes: 0, paidCentimes: 354_684 });
    expect(line).toMatchObject({
      kind: 'cash',
      label: 'especes',
      netCentimes: -354_684,
      balanceCentimes: 0,
      basis: { of: 'cash', counter: COUNTER },
    });
  });

  it('that nobody fetched moves no balance, and its line says so', () => {
    const { totals, line } = statementOf(cashExpired(), cashReturned());
    expect(totals).toMatchObject({ balanceCentimes: 354_684, inTransferCentimes: 0, paidCentimes: 0 });
    expect(line).toMatchObject({ kind: 'cash_not_paid', label: 'especes_non_retirees', netCentimes: 0 });
  });

  it('is told to the open page of its producer, step by step, without the clerks', () => {
    const told = [cashPrepared(), cashPaidOut(), cashCancelled(), cashExpired()].flatMap((event) =>
      messagesOf(event as HeardEvent, '2026-10-16T08:00:00.000Z', () => []),
    );
    expect(told.map(({ producerCode, event }) => [producerCode, event])).toEqual(
      told.map(() => ['P-1', 'transfer']),
    );
    expect(told.map(({ data }) => (data as { status: string }).status)).toEqual([
      'cash_waiting',
      'cash_paid',
      'cash_ended',
      'cash_ended',
    ]);
    expect(JSON.stringify(told)).not.toMatch(/staff:|receiptNumber/);
  });
});
