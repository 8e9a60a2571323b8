import { centimesToDecimal } from '@oce/quantities';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBankAnswer } from './index';

const golden = (name: string): string => readFileSync(join(__dirname, 'golden', name), 'utf8');
const report = golden('partly-rejected.pain.002.001.10.xml');
const notice = golden('bookings.camt.054.001.08.xml');
const refusal = (slug: string, path: string) =>
  expect.objectContaining({ name: 'BankFileError', slug, path });

const file = { fileMessageId: 'OCE-FILE-2026-04-16-1', reversal: false };
const groupPath = 'Document/CstmrPmtStsRpt/OrgnlGrpInfAndSts';
const paymentPath = 'Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts';
const entryPath = 'Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry';

describe('a status report', () => {
  it('says what became of each transfer, or of a payment information as a whole', () => {
    expect(readBankAnswer(report)).toEqual({
      kind: 'status_report',
      messageId: 'BANK-RPT-7',
      outcomes: [
        {
          ...file,
          level: 'transaction',
          paymentInformationId: 'OCE-PMT-1',
          endToEndId: 'OCE-2026-0001',
          status: 'executed',
          path: `${paymentPath}[1]/TxInfAndSts[1]`,
        },
        {
          ...file,
          level: 'transaction',
          paymentInformationId: 'OCE-PMT-1',
          endToEndId: 'OCE-2026-0002',
          status: 'rejected',
          reasonCode: 'AC01',
          amountCentimes: 388_608,
          currency: 'MAD',
          path: `${paymentPath}[1]/TxInfAndSts[2]`,
        },
        {
          ...file,
          level: 'payment_information',
          paymentInformationId: 'OCE-PMT-2',
          amountCentimes: 1,
          status: 'accepted',
          path: `${paymentPath}[2]`,
        },
      ],
    });
  });

  it.each([
    ['RCVD', 'pending'],
    ['PDNG', 'pending'],
    ['ACTC', 'accepted'],
    ['ACCP', 'accepted'],
    ['ACSP', 'accepted'],
    ['ACWC', 'accepted'],
    ['ACSC', 'executed'],
    ['ACCC', 'executed'],
    ['RJCT', 'rejected'],
  ])('takes %s of a file to mean %s', (code, status) => {
    const answer = readBankAnswer(report.replace('<GrpSts>PART', `<GrpSts>${code}`));
    expect(answer.outcomes[0]).toMatchObject({ level: 'file', status, amountCentimes: 743_293 });
  });

  it('names a duplicate before any other reason, and knows proprietary reasons', () => {
    const reason = (kind: string, code: string): string =>
      `<StsRsnInf><Rsn><${kind}>${code}</${kind}></Rsn></StsRsnInf>`;
    const withReasons = (reasons: string): string =>
      report.replace('<StsRsnInf>', `${reasons}<StsRsnInf>`).replace('<Cd>AC01</Cd>', '<Prtry>LATE</Prtry>');
    const reasonOf = (xml: string) => readBankAnswer(xml).outcomes[1]!.reasonCode;
    expect(reasonOf(withReasons(''))).toBe('LATE');
    expect(reasonOf(withReasons(reason('Cd', 'AC06') + reason('Cd', 'AM05')))).toBe('AM05');
  });

  it.each([
    ['unknown_status', `${groupPath}/GrpSts`, 'PART</GrpSts', 'WHAT</GrpSts'],
    ['unknown_status', `${groupPath}/GrpSts`, 'PART</GrpSts', 'constructor</GrpSts'],
    ['unknown_status', `${paymentPath}[1]/TxInfAndSts[1]/TxSts`, 'ACSC</TxSts', 'PART</TxSts'],
    ['other_original_message', `${groupPath}/OrgnlMsgNmId`, 'pain.001.001.09', 'pain.008.001.08'],
    ['element_missing', `${groupPath}/OrgnlMsgId`, /<OrgnlMsgId>.*<\/OrgnlMsgId>/u, ''],
    ['element_missing', `${groupPath}/OrgnlMsgId`, /<OrgnlMsgId>.*<\/OrgnlMsgId>/u, '<OrgnlMsgId/>'],
    ['element_missing', `${paymentPath}[1]/OrgnlPmtInfId`, /<OrgnlPmtInfId>.*<\/OrgnlPmtInfId>/u, ''],
    [
      'element_missing',
      `${paymentPath}[1]/TxInfAndSts[1]/OrgnlEndToEndId`,
      /<OrgnlEndToEndId>.*<\/OrgnlEndToEndId>/u,
      '',
    ],
    ['element_repeated', `${groupPath}/GrpSts`, '</GrpSts>', '</GrpSts><GrpSts>ACSC</GrpSts>'],
    ['element_missing', 'Document/CstmrPmtStsRpt/GrpHdr', /<GrpHdr>[\s\S]*<\/GrpHdr>/u, ''],
    ['element_missing', `${paymentPath}[1]/TxInfAndSts[2]/OrgnlTxRef/Amt/InstdAmt/@Ccy`, ' Ccy="MAD"', ''],
  ])('refuses with %s at %s', (slug, path, before, after) => {
    expect(() => readBankAnswer(report.replace(before, after))).toThrow(refusal(slug, path));
  });
});

describe('a notice of bookings', () => {
  it('says what was paid, what came back and what is only announced, and makes up no ids', () => {
    const paid = { reversal: false, currency: 'MAD' };
    expect(readBankAnswer(notice)).toEqual({
      kind: 'booking_notice',
      messageId: 'BANK-NTF-9',
      outcomes: [
        {
          ...paid,
          level: 'transaction',
          fileMessageId: 'OCE-FILE-2026-04-16-1',
          paymentInformationId: 'OCE-PMT-1',
          endToEndId: 'OCE-2026-0001',
          amountCentimes: 354_684,
          status: 'executed',
          bookedAt: '2026-04-16',
          path: `${entryPath}[1]/NtryDtls[1]/TxDtls[1]`,
        },
        {
          level: 'transaction',
          endToEndId: 'OCE-2026-0001',
          amountCentimes: 354_684,
          currency: 'MAD',
          reasonCode: 'AC04',
          status: 'returned',
          reversal: true,
          bookedAt: '2026-04-20T10:00:00+01:00',
          path: `${entryPath}[2]/NtryDtls[1]/TxDtls[1]`,
        },
        {
          ...paid,
          level: 'payment_information',
          paymentInformationId: 'OCE-PMT-2',
          amountCentimes: 1,
          status: 'executed',
          bookedAt: '2026-05-01',
          path: `${entryPath}[3]/NtryDtls[1]`,
        },
        {
          ...paid,
          level: 'transaction',
          amountCentimes: 5_500,
          status: 'executed',
          path: `${entryPath}[4]`,
        },
        {
          ...paid,
          level: 'transaction',
          endToEndId: 'OCE-2026-0002',
          amountCentimes: 388_608,
          status: 'pending',
          path: `${entryPath}[5]/NtryDtls[1]/TxDtls[1]`,
        },
      ],
    });
  });

  it('takes a credit, or a reversal, to be a return', () => {
    const statusOf = (xml: string) => readBankAnswer(xml).outcomes[1]!.status;
    const unreversed = notice.replace('<ns2:RvslInd>true', '<ns2:RvslInd>0');
    expect(statusOf(unreversed)).toBe('returned');
    expect(statusOf(notice.replace('CRDT', 'DBIT').replace('>true<', '>1<'))).toBe('returned');
    expect(statusOf(unreversed.replace('CRDT', 'DBIT'))).toBe('executed');
  });

  it('lets the transaction say which way the money went', () => {
    const ownDirection = '</ns2:Refs><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd>';
    expect(readBankAnswer(notice.replace('</ns2:Refs>', ownDirection)).outcomes[0]!.status).toBe('returned');
  });

  it('takes ids, total and direction of a batch booked as a whole from where the bank wrote them', () => {
    const batchOf = (xml: string) => readBankAnswer(xml).outcomes[2]!;
    const total = '</ns2:NbOfTxs><ns2:TtlAmt Ccy="MAD">0.02</ns2:TtlAmt><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd>';
    expect(batchOf(notice.replace('</ns2:NbOfTxs>', total))).toMatchObject({
      amountCentimes: 2,
      status: 'returned',
    });
    const byFile = notice.replace(
      /PmtInfId>OCE-PMT-2<\/ns2:PmtInfId/u,
      'MsgId>OCE-FILE-2026-04-16-1</ns2:MsgId',
    );
    expect(batchOf(byFile)).toMatchObject({ level: 'file', fileMessageId: 'OCE-FILE-2026-04-16-1' });
  });

  it('lets the batch name the payment information of its transactions', () => {
    const ids =
      '</ns2:Btch><ns2:TxDtls><ns2:Refs><ns2:EndToEndId>OCE-2026-0003</ns2:EndToEndId></ns2:Refs></ns2:TxDtls>';
    expect(readBankAnswer(notice.replace('</ns2:Btch>', ids)).outcomes[2]).toMatchObject({
      level: 'transaction',
      paymentInformationId: 'OCE-PMT-2',
      endToEndId: 'OCE-2026-0003',
      amountCentimes: 1,
    });
  });

  it('gives none of several transactions the amount of their entry', () => {
    const twice = notice.replace('<ns2:TxDtls>', '<ns2:TxDtls/><ns2:TxDtls>');
    expect(
      readBankAnswer(twice)
        .outcomes.slice(0, 2)
        .map((one) => one.amountCentimes),
    ).toEqual([undefined, undefined]);
  });

  it('knows that NOTPROVIDED is no id', () => {
    const outcome = readBankAnswer(notice.replace('>OCE-2026-0001<', '>NOTPROVIDED<')).outcomes[0]!;
    expect(outcome).not.toHaveProperty('endToEndId');
  });

  it.each([
    ['unknown_status', `${entryPath}[1]/Sts/Cd`, '>BOOK<', '>DONE<'],
    ['unknown_status', `${entryPath}[1]/CdtDbtInd`, '>DBIT<', '>DEBIT<'],
    ['malformed_indicator', `${entryPath}[2]/RvslInd`, '>true<', '>yes<'],
    ['malformed_amount', `${entryPath}[1]/Amt`, '>3546.84<', '>3546,84<'],
    ['malformed_amount', `${entryPath}[1]/Amt`, '>3546.84<', '>3546.841<'],
    ['malformed_amount', `${entryPath}[1]/Amt`, '>3546.84<', '>-3546.84<'],
    ['malformed_amount', `${entryPath}[1]/Amt`, '>3546.84<', '>1e3<'],
    ['malformed_amount', `${entryPath}[1]/Amt`, '>3546.84<', '>999999999999999999<'],
    ['element_missing', `${entryPath}[1]/Amt/@Ccy`, ' Ccy="MAD"', ''],
    ['element_missing', `${entryPath}[1]/CdtDbtInd`, '<ns2:CdtDbtInd>DBIT</ns2:CdtDbtInd>', ''],
    ['element_missing', 'Document/BkToCstmrDbtCdtNtfctn/Ntfctn', /<ns2:Ntfctn>[\s\S]*<\/ns2:Ntfctn>/u, ''],
    ['element_missing', 'Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Id', '<ns2:Id>N-1</ns2:Id>', ''],
  ])('refuses with %s at %s', (slug, path, before, after) => {
    expect(() => readBankAnswer(notice.replace(before, after))).toThrow(refusal(slug, path));
  });

  it('reads every amount back to the centime', () => {
    const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(amounts, fc.nat(3), (amountCentimes, zeros) => {
        const written = centimesToDecimal(amountCentimes) + '0'.repeat(zeros);
        const answer = readBankAnswer(notice.replace('>3546.84<', `>${written}<`));
        expect(answer.outcomes[0]!.amountCentimes).toBe(amountCentimes);
      }),
      { numRuns: 60 },
    );
  });
});
