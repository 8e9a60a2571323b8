import fc from 'fast-check';
import type { Encrypted } from '@oce/personal-data';
import { command } from '@oce/testing';
import { graded, P, reversed, stateAfter } from '../../test/accounts';
import type { AccountCommand } from '../account/domain/account.commands';
import { payableOf, type PayableAccount } from '../account/reads/accounts.reader';
import type { PayeeDocument } from '../bank-details/reads/payees';
import { endToEndIdOf, transferIdOf, MOST_TRANSFERS, planTransfers } from './domain/transfer-plan';

const cipher: Encrypted = 'enc:1:P:cipher';
const payee = (producerCode: string, more: Partial<PayeeDocument> = {}): PayeeDocument => ({
  producerCode,
  name: cipher,
  rib: cipher,
  ribHash: 'h',
  shareReason: null,
  proposal: null,
  suspended: null,
  leftOn: null,
  isErased: false,
  ...more,
});
const accountOf = (...commands: AccountCommand[]): PayableAccount => payableOf(P, stateAfter(...commands));
const one = accountOf(graded());
const planned = (minimumCentimes: number, accounts: PayableAccount[], ...payees: PayeeDocument[]) =>
  planTransfers('B1', accounts, new Map(payees.map((each) => [each.producerCode, each])), {
    executionDate: '2026-10-20',
    minimumCentimes,
  });
const plan = (accounts: PayableAccount[], ...payees: PayeeDocument[]) => planned(0, accounts, ...payees);

describe('the plan of a batch', () => {
  it('pays all payable lines of an account, corrections that lower the sum with them', () => {
    const corrected = accountOf(graded(), graded({ deliveryId: 'D2' }), reversed('D2'));
    expect(plan([corrected], payee(P)).transfers).toEqual([
      {
        transferId: `B1--${P}`,
        endToEndId: endToEndIdOf(`B1--${P}`),
        producerCode: P,
        amountCentimes: 528_120,
        lineIds: ['ADV-D1', 'ADV-D2', 'COR-D2'],
      },
    ]);
  });

  it('leaves frozen lines and sums that are not positive', () => {
    const about = { producerCode: P, disputeId: 'L1', lineId: 'ADV-D1', reason: 'grade' };
    const frozen = accountOf(graded(), command('DisputeLine', about));
    const nothing = accountOf(graded(), reversed());
    expect(plan([frozen, nothing], payee(P))).toEqual({ transfers: [], skipped: [], left: 0 });
  });

  it.each([
    ['payee_unknown', []],
    ['payee_unknown', [payee(P, { name: null })]],
    ['no_bank_details', [payee(P, { rib: null })]],
    ['person_erased', [payee(P, { isErased: true })]],
  ])('says of an account that cannot be paid why: %s', (reason, payees) => {
    const skipped = [{ producerCode: P, reason, payableCentimes: 528_120 }];
    expect(plan([one], ...payees)).toEqual({ transfers: [], skipped, left: 0 });
  });

  it('holds what one file takes; the others wait for the next', () => {
    const many = Array.from({ length: MOST_TRANSFERS + 5 }, (_, number) => ({
      ...one,
      producerCode: `P${number}`,
    }));
    const { transfers, left } = plan(many, ...many.map((each) => payee(each.producerCode)));
    expect([transfers.length, left]).toEqual([MOST_TRANSFERS, 5]);
  });

  it('carries forward what comes to less than the minimum, to the centime, but for members who have left', () => {
    const payableCentimes = 528_120;
    expect(planned(528_120, [one], payee(P)).transfers).toMatchObject([{ amountCentimes: payableCentimes }]);
    expect(planned(528_121, [one], payee(P))).toEqual({
      transfers: [],
      skipped: [{ producerCode: P, reason: 'below_minimum', payableCentimes }],
      left: 0,
    });
    expect(planned(528_121, [one], payee(P, { leftOn: '2026-10-20' })).transfers).toHaveLength(1);
    expect(planned(528_121, [one], payee(P, { leftOn: '2026-10-21' })).transfers).toEqual([]);
  });

  it('pays what one transfer names, says that the member waits for more, and the next pays the rest', () => {
    const part = { ...one, laterCentimes: 100 };
    const { transfers, left } = planned(528_220, [part], payee(P));
    expect(transfers).toMatchObject([{ amountCentimes: 528_120, lineIds: ['ADV-D1'] }]);
    expect(left).toBe(1);
    const lowered = { ...one, payableCentimes: -5, laterCentimes: 100 };
    expect(plan([lowered], payee(P))).toEqual({ transfers: [], skipped: [], left: 1 });
  });

  it('leaves an account whose lines were not read', () => {
    expect(plan([{ ...one, lineIds: [] }], payee(P))).toEqual({ transfers: [], skipped: [], left: 1 });
  });
});

describe('an EndToEndId', () => {
  it('is one a transfer, names nobody, and keeps to what banks take', () => {
    expect(endToEndIdOf('B1--P1')).toBe(endToEndIdOf('B1--P1'));
    expect(endToEndIdOf('B1--P1')).not.toBe(endToEndIdOf('B2--P1'));
    expect(endToEndIdOf('B1--P1')).toMatch(/^OCE-[0-9A-F]{24}$/);
  });
});

describe('the id of a transfer', () => {
  it('is that of its batch and the code of its member', () => {
    expect(transferIdOf('B-2026-10', 'P-SEF-0007')).toBe('B-2026-10--P-SEF-0007');
  });

  it('is one of its own, however the two ids are joined', () => {
    const id = fc.stringMatching(/^[AB-]{1,6}$/);
    fc.assert(
      fc.property(id, id, id, id, (batch, code, otherBatch, otherCode) => {
        const isSame = batch === otherBatch && code === otherCode;
        expect(transferIdOf(batch, code) === transferIdOf(otherBatch, otherCode)).toBe(isSame);
      }),
      {
        examples: [
          ['A', 'B--A', 'A--B', 'A'],
          ['A-', 'B', 'A', '-B'],
        ],
      },
    );
  });
});
