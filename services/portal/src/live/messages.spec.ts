import { advance, batchPrepared, payoutConfirmed } from '../../test/account-events';
import { invoiceIssued, lotClosed, weighed } from '../../test/events';
import { messagesOf, type HeardEvent } from './domain/messages';

const members = (lotId: string) => (lotId === 'LOT-1' ? ['P-1', 'P-2'] : []);
const said = (event: HeardEvent) => messagesOf(event, '2026-10-01T23:30:00.000Z', members);

describe('what open pages are told', () => {
  it('tells a weighing to its producer, with what the delivery shows', () => {
    expect(said(weighed())).toEqual([
      {
        producerCode: 'P-1',
        event: 'delivery',
        data: expect.objectContaining({ deliveryId: 'TM-1_T-1', status: 'weighed', netGrams: 1_500_000 }),
      },
    ]);
  });

  it('tells the members of a closed lot, each of their own deliveries', () => {
    expect(said(lotClosed())).toEqual([
      { producerCode: 'P-1', event: 'delivery', data: { deliveryId: 'TM-1_T-1', lotId: 'LOT-1' } },
      { producerCode: 'P-2', event: 'delivery', data: { deliveryId: 'TM-1_T-2', lotId: 'LOT-1' } },
      { producerCode: 'P-1', event: 'delivery', data: { deliveryId: 'TM-1_T-3', lotId: 'LOT-1' } },
    ]);
  });

  it('tells an advance as a line of the statement', () => {
    expect(said(advance())).toMatchObject([
      { producerCode: 'P-1', event: 'line', data: { kind: 'advance', netCentimes: 354_684 } },
    ]);
    expect(said(payoutConfirmed())).toMatchObject([{ data: { kind: 'payout', date: '2026-10-16' } }]);
  });

  it('tells each producer of a batch their own transfer and nothing of the others', () => {
    const messages = said(batchPrepared('P-1', 'P-2'));
    expect(messages.map((one) => one.producerCode)).toEqual(['P-1', 'P-2']);
    expect(JSON.stringify(messages[0])).not.toMatch(/P-2|TR-2|E2E-2/);
  });

  it('tells a sale to the members of its lot, without the buyer', () => {
    const messages = said(invoiceIssued());
    expect(messages).toEqual(
      ['P-1', 'P-2'].map((producerCode) => ({
        producerCode,
        event: 'sale',
        data: { lotId: 'LOT-1', invoiceNumber: 'F-2026-1', what: 'invoiced', amountCentimes: 1_800_000 },
      })),
    );
  });

  it('says nothing of a premium, which stands in the line of its settlement', () => {
    const data = { producerCode: 'P-1', premiumId: 'PR-1', takenCentimes: 1, leftCentimes: 0, lineId: 'L' };
    expect(said({ type: 'PremiumWithheld', v: 1, data })).toEqual([]);
  });
});
