import type { OfficeInMemory } from '@oce/testing/in-memory';
import { transferBatchAggregate } from '../src/transfer-batch/domain/transfer-batch';
import { transfersProjection } from '../src/transfer-batch/reads/transfers';
import {
  answered,
  entryOf,
  idOf,
  issuedBatch,
  noticeOf,
  preparedBatch,
  reportOf,
  txOf,
} from './issued-batches';
import { paymentsInMemory } from './payments-in-memory';

const AMOUNTS = [100_000, 200_000, 300_000];
const asked = (slug: string) => ({ became: 'asked', as: slug });

describe('an answer of the bank', () => {
  let office: OfficeInMemory;
  const statuses = async () => {
    await office.settle();
    const documents = await office.documents('payments', transfersProjection);
    return Object.fromEntries(documents.map(({ endToEndId, status }) => [endToEndId.slice(2), status]));
  };
  const send = async (xml: string, batchId = 'B1') => (await answered(office, batchId, xml)).became;

  beforeEach(async () => {
    office = await paymentsInMemory();
    await issuedBatch(office, 'B1', AMOUNTS);
    await issuedBatch(office, 'B2', [400_000]);
  });
  afterEach(() => office.close());

  it('about two of our files goes to each, whichever is named', async () => {
    const both = noticeOf(
      'N-1',
      entryOf('1000.00', txOf(idOf('E-B1-1'))),
      entryOf('4000.00', txOf(idOf('E-B2-1'))),
    );
    const { outcome, became } = await answered(office, 'B1', both);
    expect(became).toMatchObject({
      changed: 2,
      became: [
        { batchId: 'B1', endToEndId: 'E-B1-1', became: 'changed', as: 'executed' },
        { batchId: 'B2', endToEndId: 'E-B2-1', became: 'changed', as: 'executed' },
      ],
    });
    expect(outcome).toMatchObject({ repeated: false, position: await office.log.of('OCE').lastPosition() });
    expect(await statuses()).toEqual({
      'B1-1': 'executed',
      'B1-2': 'issued',
      'B1-3': 'issued',
      'B2-1': 'executed',
    });
  });

  it('is known by the EndToEndId, whatever message and payment stand beside it', async () => {
    const refs = `<MsgId>PACS004-5544</MsgId><PmtInfId>BANK-77</PmtInfId>${idOf('E-B1-1')}`;
    const back = txOf(refs, '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>');
    expect(await send(noticeOf('N-6', entryOf('1000.00', back, { direction: 'CRDT' })))).toMatchObject({
      changed: 1,
      became: [{ as: 'returned' }],
    });
  });

  it('sent again under the same id is answered as the first time; under another one it is a repeat', async () => {
    const xml = noticeOf('N-1', entryOf('1000.00', txOf(idOf('E-B1-1'))), entryOf('55.00', txOf('')));
    const meta = office.meta();
    const first = await answered(office, 'B1', xml, meta);
    const again = await answered(office, 'B1', xml, meta);
    expect(again.became).toEqual(first.became);
    expect(again.outcome).toEqual({ ...first.outcome, repeated: true });
    expect(await send(xml)).toMatchObject({ changed: 0, recorded: 0, asked: 0, repeated: 2 });
  });

  const batch = (count: number, total: string, rest = '<TxDtls><Purp><Cd>SUPP</Cd></Purp></TxDtls>') =>
    `<Btch><PmtInfId>B1-1</PmtInfId><NbOfTxs>${count}</NbOfTxs><TtlAmt Ccy="MAD">${total}</TtlAmt></Btch>${rest}`;
  it('about a whole batch settles it where number and total agree', async () => {
    expect(await send(noticeOf('N-5', entryOf('6000.00', batch(3, '6000.00'))))).toMatchObject({
      changed: 3,
    });
    expect(await statuses()).toMatchObject({ 'B1-1': 'executed', 'B1-2': 'executed', 'B1-3': 'executed' });
  });

  it('about a whole batch counts those that the bank has not refused', async () => {
    const rejected = `<TxInfAndSts><OrgnlEndToEndId>E-B1-2</OrgnlEndToEndId><TxSts>RJCT</TxSts></TxInfAndSts>`;
    await send(reportOf('B1', 'R-1', rejected));
    expect(await send(noticeOf('N-5', entryOf('4000.00', batch(2, '4000.00'))))).toMatchObject({
      changed: 2,
      asked: 0,
    });
    expect(await statuses()).toMatchObject({ 'B1-1': 'executed', 'B1-2': 'rejected', 'B1-3': 'executed' });
  });

  it('about a whole batch is about the same transfers when it is read again, whatever became of one', async () => {
    const rejected = `<TxInfAndSts><OrgnlEndToEndId>E-B1-2</OrgnlEndToEndId><TxSts>RJCT</TxSts></TxInfAndSts>`;
    await send(reportOf('B1', 'R-1', rejected));
    const booked = noticeOf('N-5', entryOf('4000.00', batch(2, '4000.00')));
    await send(booked);
    await send(noticeOf('N-6', entryOf('1000.00', txOf(idOf('E-B1-1')), { direction: 'CRDT' })));
    expect(await send(booked)).toMatchObject({ changed: 0, recorded: 0, asked: 0, repeated: 2 });
  });

  it('takes a booking that gets its reference later for the one it knows, and another reference for another', async () => {
    const booked = (messageId: string, reference: string) =>
      send(noticeOf(messageId, entryOf('1000.00', txOf(idOf('E-B1-1')), { reference })));
    expect(await booked('N-1', '')).toMatchObject({ changed: 1 });
    expect(await booked('N-2', 'FT-1')).toMatchObject({ recorded: 1 });
    expect(await booked('N-3', 'FT-1')).toMatchObject({ repeated: 1 });
    expect(await booked('N-4', 'FT-2')).toMatchObject({ became: [asked('booked_twice')] });
    expect(await booked('N-5', '')).toMatchObject({ repeated: 1 });
    expect(await booked('N-6', 'FT-2')).toMatchObject({ repeated: 1 });
  });

  it('asks about each partial return, where the bank writes NONREF for the reference of both', async () => {
    const back = (messageId: string) =>
      send(
        noticeOf(
          messageId,
          entryOf('400.00', txOf(idOf('E-B1-1')), { direction: 'CRDT', reference: 'NONREF' }),
        ),
      );
    expect(await back('N-1')).toMatchObject({ became: [asked('amount_differs')] });
    expect(await back('N-2')).toMatchObject({ became: [asked('amount_differs')] });
  });

  it('that a clerk was asked about is no news when it is read again, whatever has become of its transfer', async () => {
    const rejected = `<TxInfAndSts><OrgnlEndToEndId>E-B1-1</OrgnlEndToEndId><TxSts>RJCT</TxSts></TxInfAndSts>`;
    await send(noticeOf('N-1', entryOf('1000.00', txOf(idOf('E-B1-1')))));
    const report = reportOf('B1', 'R-1', rejected);
    expect(await send(report)).toMatchObject({ became: [asked('outcomes_contradict')] });
    await send(noticeOf('N-2', entryOf('1000.00', txOf(idOf('E-B1-1')), { direction: 'CRDT' })));
    expect(await send(report)).toMatchObject({ recorded: 0, asked: 0, repeated: 1 });
  });

  it.each([
    ['number', entryOf('6000.00', batch(2, '6000.00')), 'amount_differs'],
    ['total', entryOf('5000.00', batch(3, '5000.00')), 'amount_differs'],
    ['sum', entryOf('6000.00', batch(3, '5999.00')), 'parts_differ'],
  ])('about a whole batch asks where its %s is another', async (_, entry, slug) => {
    expect(await send(noticeOf('N-5', entry))).toMatchObject({ changed: 0, asked: 1, became: [asked(slug)] });
    await office.settle();
    expect(await office.attention()).toContain(slug);
    expect(new Set(Object.values(await statuses()))).toEqual(new Set(['issued']));
  });

  it.each<[string, string, string]>([
    [
      'a debit undone',
      entryOf('1000.00', txOf(idOf('E-B1-1')), { more: '<RvslInd>true</RvslInd>' }),
      'reversed_debit',
    ],
    ['another amount', entryOf('0.40', txOf(idOf('E-B1-1'))), 'amount_differs'],
    ['another currency', entryOf('1000.00', txOf(idOf('E-B1-1'))).replace('MAD', 'EUR'), 'currency_differs'],
    ['another status', entryOf('1000.00', txOf(idOf('E-B1-1')), { status: 'HOLD' }), 'unknown_status'],
    ['an id of nobody', entryOf('1000.00', txOf(idOf('OCE-0123'))), 'unknown_transfer'],
    ['no id', entryOf('1000.00', txOf('')), 'no_reference'],
    ['a file of nobody', entryOf('1000.00', '<Btch><PmtInfId>B9-1</PmtInfId></Btch>'), 'other_file'],
  ])('asks about %s, and takes the rest', async (_, entry, slug) => {
    const became = await send(noticeOf('N-1', entry, entryOf('2000.00', txOf(idOf('E-B1-2')))));
    expect(became).toMatchObject({ changed: 1, asked: 1 });
    expect(became.became).toContainEqual(expect.objectContaining(asked(slug)));
    await office.settle();
    expect(await office.attention()).toContain(slug);
    expect(await statuses()).toMatchObject({ 'B1-1': 'issued', 'B1-2': 'executed' });
  });

  const amountIn = (text: string) => `<Amt Ccy="MAD">${text}</Amt>`;
  it('settles parts of one booking by their amounts, or without any by its total', async () => {
    const given = [txOf(idOf('E-B1-1'), amountIn('1000.00')), txOf(idOf('E-B1-2'), amountIn('2000.00'))].join(
      '',
    );
    expect(await send(noticeOf('N-1', entryOf('3000.00', given)))).toMatchObject({ changed: 2 });
    const bare = [txOf(idOf('E-B1-3')), txOf(idOf('E-B2-1'))].join('');
    expect(await send(noticeOf('N-2', entryOf('7000.00', bare)))).toMatchObject({ changed: 2 });
    const other = [txOf(idOf('E-B1-3')), txOf(idOf('E-B1-1'))].join('');
    expect(await send(noticeOf('N-3', entryOf('999.00', other)))).toMatchObject({
      asked: 2,
      became: [asked('parts_differ'), asked('parts_differ')],
    });
  });

  it('names status by status what a report leaves open', async () => {
    const of = (id: string, said: string) =>
      `<TxInfAndSts>${id === '' ? '' : `<OrgnlEndToEndId>${id}</OrgnlEndToEndId>`}${said}</TxInfAndSts>`;
    const reason = '<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf>';
    const transactions = [
      of('E-B1-1', '<TxSts>PATC</TxSts>'),
      of('E-B1-2', `<TxSts>RJCT</TxSts>${reason}`),
      of('E-B1-3', reason),
      of('', `<TxSts>RJCT</TxSts>${reason}`),
    ].join('');
    const { became } = await send(reportOf('B1', 'R-1', transactions, '<GrpSts>PART</GrpSts>'));
    expect(became.map(({ endToEndId, as }) => [endToEndId, as])).toEqual([
      ['E-B1-1', 'unknown_status'],
      ['E-B1-3', 'reason_without_status'],
      ['E-B1-2', 'rejected'],
      [undefined, 'no_reference'],
    ]);
  });

  it('about hundreds of payments of others is a question each for the first, and one for the rest', async () => {
    const fees = Array.from({ length: 250 }, (_, at) => entryOf('1.00', txOf(''), { reference: `FT-${at}` }));
    const became = await send(noticeOf('N-10', ...fees, entryOf('1000.00', txOf(idOf('E-B1-1')))));
    expect(became).toMatchObject({ changed: 1, asked: 21, notOurs: 250 });
    const raised = (await office.events()).flatMap(({ type, data }) =>
      type === 'BankAnswerRecorded' ? (data as { notices: { message: string }[] }).notices : [],
    );
    expect(raised.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('And 230 more of this kind, 23000 centimes in all'),
    );
  });

  it('is written in commits of bounded size', async () => {
    const many = await issuedBatch(
      office,
      'B3',
      Array.from({ length: 900 }, () => 100),
    );
    const entries = many.map(({ endToEndId }) => entryOf('1.00', txOf(idOf(endToEndId))));
    expect(await send(noticeOf('N-11', ...entries), 'B3')).toMatchObject({ changed: 900, left: 0 });
    const sizes = (await office.commits())
      .filter(({ events }) => events[0]?.type === 'BankAnswerRecorded')
      .map(({ events }) => JSON.stringify(events).length);
    expect(sizes).toHaveLength(5);
    expect(Math.max(...sizes)).toBeLessThan(250_000);
  });

  it('is refused where it has more than 64 megabytes', async () => {
    async function* tooMuch() {
      yield Buffer.alloc(64 * 1024 * 1024 + 1, ' ');
    }
    await expect(answered(office, 'B1', tooMuch())).rejects.toMatchObject({
      problem: { status: 413, code: 'too_large' },
    });
  });

  it('writes nothing of a file that is broken at its end', async () => {
    const broken = noticeOf('N-1', entryOf('1000.00', txOf(idOf('E-B1-1')))).replace('</Document>', '');
    await expect(send(broken)).rejects.toMatchObject({ slug: 'malformed_xml' });
    expect(await statuses()).toMatchObject({ 'B1-1': 'issued' });
  });

  it('is refused for a file that was not issued, and asked about where it was cancelled', async () => {
    await preparedBatch(office, 'B4', [500_000]);
    const booked = noticeOf('N-1', entryOf('5000.00', txOf(idOf('E-B4-1'))));
    await expect(send(booked, 'B4')).rejects.toMatchObject({ slug: 'file_not_issued' });
    expect(await send(booked, 'B1')).toMatchObject({ asked: 1, became: [asked('file_not_issued')] });
    const cancel = { type: 'CancelTransferBatch', data: { reason: 'wrong day' } } as const;
    await office.send(transferBatchAggregate, 'B2', cancel, { actor: 'staff:badr' });
    expect(await send(noticeOf('N-2', entryOf('4000.00', txOf(idOf('E-B2-1')))), 'B2')).toMatchObject({
      changed: 0,
      became: [asked('file_cancelled')],
    });
  });
});
