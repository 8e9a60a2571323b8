import { rounds } from '@oce/testing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import fc from 'fast-check';
import type { BankFact } from '../src/transfer-batch/domain/bank-fact';
import type { BankNotice } from '../src/transfer-batch/domain/transfer-batch.events';
import { answered, entryOf, idOf, issuedBatch, noticeOf, reportOf, txOf } from './issued-batches';
import { paymentsInMemory } from './payments-in-memory';

const AMOUNTS = { B1: [100_000, 200_000, 300_000], B2: [400_000, 500_000] };
const decimal = (centimes: number) =>
  `${Math.floor(centimes / 100)}.${String(centimes % 100).padStart(2, '0')}`;

/** A transaction as a bank may write it, and what it stands for. */
interface Word {
  readonly id: string;
  readonly amount: number;
  readonly refs: string;
}
const ours = Object.entries(AMOUNTS).flatMap(([batchId, amounts]) =>
  amounts.map((amount, at) => ({ id: `E-${batchId}-${at + 1}`, amount })),
);
const word = fc
  .record({
    known: fc.constantFrom(...ours),
    id: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('E-NOBODY', '', 'NOTPROVIDED') },
    ),
    isOther: fc.oneof(
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    beside: fc.constantFrom('', '<MsgId>OCE-B1</MsgId>', '<MsgId>PACS-9</MsgId><PmtInfId>B2-1</PmtInfId>'),
  })
  .map(({ known, id = known.id, isOther, beside }): Word => ({
    id,
    amount: isOther ? known.amount - 1 : known.amount,
    refs: `${beside}${id === '' ? '' : idOf(id)}`,
  }));

const often = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
  );
const entry = fc
  .record({
    words: fc.array(word, { minLength: 1, maxLength: 3 }),
    isAmountGiven: fc.boolean(),
    isSum: often(true, false),
    about: fc.record({
      direction: often('DBIT', 'CRDT'),
      status: often('BOOK', 'PDNG', 'HOLD'),
      day: fc.constantFrom('2026-12-22', '2026-12-23'),
      reference: fc.constantFrom('', 'FT-1', 'FT-2'),
      more: often('', '<RvslInd>true</RvslInd>'),
    }),
  })
  .map(({ words, isAmountGiven, isSum, about }) => {
    const total = words.reduce((sum, one) => sum + one.amount, isSum ? 0 : 1);
    const details = words.map(({ refs, amount }) =>
      txOf(refs, isAmountGiven ? `<Amt Ccy="MAD">${decimal(amount)}</Amt>` : ''),
    );
    return { xml: entryOf(decimal(total), details.join(''), about), parts: words.length };
  });
/** A booking of a whole file, or of those transfers in it that the bank did not refuse. */
const whole = fc
  .record({
    batchId: fc.constantFrom('B1', 'B2'),
    total: fc.constantFrom(600_000, 900_000, 400_000, 500_000, 300_000),
    about: fc.record({
      direction: often('DBIT', 'CRDT'),
      reference: fc.constantFrom('', 'FT-1', 'FT-2'),
    }),
  })
  .map(({ batchId, total, about }) => {
    const batch = `<Btch><PmtInfId>${batchId}-1</PmtInfId></Btch>`;
    return { xml: entryOf(decimal(total), batch, about), parts: 0 };
  });
const transaction = fc
  .record({
    word,
    status: fc.constantFrom('', 'ACCP', 'ACSC', 'RJCT', 'PATC', 'CANC', 'PDNG'),
    reason: often('', 'AC01', 'AM05', 'AM04'),
  })
  .map(({ word: { id }, status, reason }) => {
    const why = reason === '' ? '' : `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`;
    const own = id === '' ? '' : `<OrgnlEndToEndId>${id}</OrgnlEndToEndId>`;
    return `<TxInfAndSts>${own}${status === '' ? '' : `<TxSts>${status}</TxSts>`}${why}</TxInfAndSts>`;
  });

/** A file with the places of all transactions in it. */
interface Sent {
  readonly batchId: 'B1' | 'B2';
  readonly xml: string;
  readonly places: readonly string[];
}
const batchIds = fc.constantFrom('B1' as const, 'B2' as const);
const messageIds = fc.constantFrom('M-1', 'M-2');
const notice = fc
  .record({
    batchId: batchIds,
    messageId: messageIds,
    entries: fc.array(
      often(entry, whole).chain((one) => one),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ batchId, messageId, entries }): Sent => {
    const root = 'Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]';
    const places = entries.flatMap(({ parts }, at) =>
      Array.from({ length: parts }, (_, part) => `${root}/Ntry[${at + 1}]/NtryDtls[1]/TxDtls[${part + 1}]`),
    );
    return { batchId, xml: noticeOf(messageId, ...entries.map(({ xml }) => xml)), places };
  });
const report = fc
  .record({
    batchId: batchIds,
    messageId: messageIds,
    all: fc.array(transaction, { minLength: 1, maxLength: 4 }),
  })
  .map(({ batchId, messageId, all }): Sent => {
    const root = 'Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts[1]';
    const places = all.map((_, at) => `${root}/TxInfAndSts[${at + 1}]`);
    return { batchId, xml: reportOf(batchId, messageId, all.join('')), places };
  });

/** What the log knows of the bank's words: facts and questions. */
async function knownOf(office: OfficeInMemory): Promise<{ facts: BankFact[]; notices: BankNotice[] }> {
  const events = await office.events();
  const of = <T>(type: string, field: string) =>
    events.flatMap((event) => (event.type === type ? (event.data as Record<string, T[]>)[field]! : []));
  return { facts: of('BankFactsRecorded', 'facts'), notices: of('BankAnswerRecorded', 'notices') };
}

describe('whatever a bank sends', () => {
  it(
    'each transaction changes something, is a question, or was known word for word before',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(notice, report), { minLength: 1, maxLength: 4 }),
          async (files) => {
            const office = await paymentsInMemory();
            try {
              for (const [batchId, amounts] of Object.entries(AMOUNTS))
                await issuedBatch(office, batchId, amounts);
              for (const { batchId, xml, places } of files) {
                const before = await knownOf(office);
                const { became } = (await answered(office, batchId, xml)).became;
                const after = await knownOf(office);
                const [facts, notices] = [after.facts.length, after.notices.length];
                const news = (as: string[]) => became.filter((one) => as.includes(one.became)).length;
                expect(news(['changed', 'recorded'])).toBe(facts - before.facts.length);
                expect(news(['asked'])).toBe(notices - before.notices.length);
                for (const place of places) {
                  const found = became.filter(({ path }) => path === place);
                  expect(found).toHaveLength(1);
                  if (found[0]?.became !== 'repeated') continue;
                  const { endToEndId = null, as } = found[0];
                  const isFact = before.facts.some(
                    (one) => one.endToEndId === endToEndId && one.status === as,
                  );
                  const isAsked = before.notices.some((one) => one.endToEndId === endToEndId);
                  expect(isFact || isAsked).toBe(true);
                }
              }
              const again = async () => {
                let news = 0;
                for (const { batchId, xml } of files) {
                  const { changed, recorded, asked } = (await answered(office, batchId, xml)).became;
                  news += changed + recorded + asked;
                }
                return news;
              };
              // The same files again are no news, unless a booking of the whole fits now that the others are known.
              const isWhole = files.some(({ xml }) => xml.includes('<Btch>'));
              if (isWhole) await again();
              if (isWhole) await again();
              expect(await again()).toBe(0);
              // Money comes back once at most, and every question reaches a clerk.
              await office.settle();
              const events = await office.events();
              const back = events.flatMap(({ type, data }) =>
                type === 'TransferRejected' ? [(data as { transferId: string }).transferId] : [],
              );
              expect(new Set(back).size).toBe(back.length);
              const slugs = (await knownOf(office)).notices.map(({ slug }) => slug);
              const raised = events.flatMap(({ type, data }) => {
                const { policy, reason } = data as { policy?: string; reason?: string };
                return type === 'AttentionRaised' && policy === 'ask-about-bank-answers' ? [reason] : [];
              });
              expect(raised.sort()).toEqual(slugs.sort());
            } finally {
              await office.close();
            }
          },
        ),
        { numRuns: rounds(60, 1_000) },
      );
    },
    rounds(120_000, 1_200_000),
  );
});
