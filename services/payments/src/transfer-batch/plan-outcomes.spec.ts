import { readBankAnswer, type BankAnswer, type BankOutcome } from '@oce/bank-files';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IssuedBatch, IssuedStatus } from './domain/outcome-matching';
import { planOutcomes } from './domain/plan-outcomes';

/** The answers of the bank by which the library is checked. */
const answers = join(__dirname, '../../../../libs/bank-files/src/golden');
const golden = (name: string): BankAnswer => readBankAnswer(readFileSync(join(answers, name), 'utf8'));
const report = golden('partly-rejected.pain.002.001.10.xml');
const notice = golden('bookings.camt.054.001.08.xml');

const [FIRST, SECOND, THIRD] = ['OCE-2026-0001', 'OCE-2026-0002', 'OCE-2026-0003'] as const;
/** The file that they answer, each transfer standing as given, `issued` unless named. */
const issued = (statuses: Readonly<Record<string, IssuedStatus>> = {}): IssuedBatch => {
  const transfer = (endToEndId: string, amountCentimes: number) => ({
    endToEndId,
    amountCentimes,
    status: statuses[endToEndId] ?? 'issued',
  });
  return {
    messageId: 'OCE-FILE-2026-04-16-1',
    payments: [
      {
        paymentInformationId: 'OCE-PMT-1',
        transfers: [transfer(FIRST, 354_684), transfer(SECOND, 388_608)],
      },
      { paymentInformationId: 'OCE-PMT-2', transfers: [transfer(THIRD, 1)] },
    ],
  };
};
const outcome = (change: Partial<BankOutcome>): BankOutcome => ({
  level: 'transaction',
  status: 'executed',
  endToEndId: FIRST,
  reversal: false,
  path: 'somewhere',
  ...change,
});
const answer = (...outcomes: Partial<BankOutcome>[]): BankAnswer => ({
  kind: 'status_report',
  messageId: 'B',
  outcomes: outcomes.map(outcome),
});
const changesOf = (plan: ReturnType<typeof planOutcomes>) =>
  plan.changes.map(({ endToEndId, from, to }) => [endToEndId, from, to]);

describe('planOutcomes', () => {
  it('follows a status report and then a notice to the end', () => {
    expect(planOutcomes(report, issued())).toEqual({
      changes: [
        { endToEndId: FIRST, from: 'issued', to: 'executed', amountCentimes: 354_684 },
        { endToEndId: SECOND, from: 'issued', to: 'rejected', amountCentimes: 388_608, reasonCode: 'AC01' },
      ],
      clerk: [],
      refused: [],
    });
    const later = planOutcomes(notice, issued({ [FIRST]: 'executed', [SECOND]: 'rejected' }));
    expect(later.changes).toEqual([
      {
        endToEndId: FIRST,
        from: 'executed',
        to: 'returned',
        amountCentimes: 354_684,
        reasonCode: 'AC04',
        bookedAt: '2026-04-20T10:00:00+01:00',
      },
      { endToEndId: THIRD, from: 'issued', to: 'executed', amountCentimes: 1, bookedAt: '2026-05-01' },
    ]);
    expect(later.refused).toEqual([
      { slug: 'no_reference', path: expect.stringContaining('Ntry[4]'), message: expect.any(String) },
    ]);
  });

  it('spreads a rejection of the file over all its transfers', () => {
    const plan = planOutcomes(answer({ level: 'file', endToEndId: undefined, status: 'rejected' }), issued());
    expect(changesOf(plan).map(([, , to]) => to)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('lets the narrower level speak for a transfer', () => {
    const plan = planOutcomes(
      answer(
        { level: 'file', endToEndId: undefined, status: 'executed' },
        {
          level: 'payment_information',
          paymentInformationId: 'OCE-PMT-1',
          endToEndId: undefined,
          status: 'rejected',
        },
        { endToEndId: SECOND, status: 'pending' },
      ),
      issued(),
    );
    expect(changesOf(plan)).toEqual([
      [FIRST, 'issued', 'rejected'],
      [THIRD, 'issued', 'executed'],
    ]);
  });

  it('ends as returned where the return overtakes its booking', () => {
    const credit = answer({ status: 'returned' });
    expect(changesOf(planOutcomes(credit, issued()))).toEqual([[FIRST, 'issued', 'returned']]);
    expect(planOutcomes(answer({}), issued({ [FIRST]: 'returned' })).changes).toEqual([]);
    const both = planOutcomes(answer({ status: 'returned' }, {}), issued());
    expect(changesOf(both)).toEqual([[FIRST, 'issued', 'returned']]);
  });

  it.each(['file', 'transaction'] as const)(
    'sends a duplicate of a %s to a clerk and restores nothing',
    (level) => {
      const endToEndId = level === 'file' ? undefined : FIRST;
      const plan = planOutcomes(
        answer({ level, endToEndId, status: 'rejected', reasonCode: 'AM05' }),
        issued(),
      );
      expect(plan.changes).toEqual([]);
      expect(plan.clerk[0]).toMatchObject({
        slug: 'duplicate_at_bank',
        endToEndId: FIRST,
        path: 'somewhere',
      });
      expect(plan.clerk).toHaveLength(level === 'file' ? 3 : 1);
    },
  );

  it('does not restore what came back as a duplicate of something paid', () => {
    const credit = answer({ status: 'returned', reasonCode: 'AM05' });
    const plan = planOutcomes(credit, issued({ [FIRST]: 'executed' }));
    expect(plan).toMatchObject({ changes: [], clerk: [{ slug: 'duplicate_at_bank' }] });
  });

  it.each<[IssuedStatus, BankOutcome['status'][]]>([
    ['executed', ['rejected']],
    ['rejected', ['executed']],
    ['issued', ['executed', 'rejected']],
  ])('sends what contradicts itself to a clerk: %s, then %j', (status, said) => {
    const plan = planOutcomes(answer(...said.map((one) => ({ status: one }))), issued({ [FIRST]: status }));
    expect(plan.changes).toEqual([]);
    expect(plan.clerk.map((one) => one.slug)).toEqual(['outcomes_contradict']);
  });

  it.each<[string, Partial<BankOutcome>]>([
    ['other_file', { fileMessageId: 'OTHER', endToEndId: 'unknown too' }],
    ['unknown_payment_information', { paymentInformationId: 'P9', endToEndId: 'unknown too' }],
    ['no_reference', { endToEndId: undefined, currency: 'EUR' }],
    ['unknown_transfer', { endToEndId: 'OCE-2026-9999', currency: 'EUR' }],
    ['other_payment_information', { paymentInformationId: 'OCE-PMT-2', currency: 'EUR' }],
    ['currency_differs', { currency: 'EUR', amountCentimes: 1 }],
    ['amount_differs', { currency: 'MAD', amountCentimes: 354_683 }],
    ['amount_differs', { level: 'file', endToEndId: undefined, amountCentimes: 1 }],
    [
      'amount_differs',
      {
        level: 'payment_information',
        paymentInformationId: 'OCE-PMT-1',
        endToEndId: undefined,
        amountCentimes: 743_293,
      },
    ],
  ])('refuses with %s, and lets the other outcomes count', (slug, wrong) => {
    const plan = planOutcomes(answer(wrong, { endToEndId: SECOND }), issued());
    expect(plan.refused).toEqual([expect.objectContaining({ slug, path: 'somewhere' })]);
    expect(changesOf(plan)).toEqual([[SECOND, 'issued', 'executed']]);
  });
});

type Said = 'executed' | 'rejected' | 'returned' | 'accepted' | 'pending';
const isRestored = (status: IssuedStatus): boolean => status === 'rejected' || status === 'returned';

describe('answers in any order, and again', () => {
  const said = fc.constantFrom<Said[]>('executed', 'rejected', 'returned', 'accepted', 'pending');
  const answers = fc.array(fc.array(said, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
  const apply = (list: readonly Said[][], from: IssuedStatus = 'issued') => {
    let status = from;
    let restored = 0;
    let questions = 0;
    for (const statuses of list) {
      const plan = planOutcomes(
        answer(...statuses.map((one) => ({ status: one }))),
        issued({ [FIRST]: status }),
      );
      for (const { to } of plan.changes) {
        if (isRestored(to)) restored += 1;
        status = to;
      }
      questions += plan.clerk.length;
    }
    return { status, restored, questions };
  };

  it('change nothing the second time', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const { status } = apply(list);
        for (const statuses of list) expect(apply([statuses], status)).toMatchObject({ status, restored: 0 });
      }),
    );
  });

  it('restore a balance at most once, and come to the same end unless a clerk was asked', () => {
    const orders = answers.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
    );
    fc.assert(
      fc.property(orders, ([list, order]) => {
        const one = apply(list);
        const other = apply(order.map((index) => list[index]!));
        expect(Math.max(one.restored, other.restored)).toBeLessThanOrEqual(1);
        if (one.questions + other.questions > 0) return;
        expect(isRestored(other.status)).toBe(isRestored(one.status));
        if (!isRestored(one.status)) expect(other.status).toBe(one.status);
      }),
    );
  });
});
