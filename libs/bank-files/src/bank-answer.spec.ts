import { centimesToDecimal } from '@oce/quantities';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupsOf, readAnswer } from '../test/read-answer';

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
  it('says what became of each transfer, or of a payment information as a whole', async () => {
    expect(await readAnswer(report)).toEqual({
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
  ])('takes %s of a file to mean %s', async (code, status) => {
    const answer = await readAnswer(report.replace('<GrpSts>PART', `<GrpSts>${code}`));
    expect(answer.outcomes[0]).toMatchObject({
      level: 'file',
      status,
      transfers: 3,
      amountCentimes: 743_293,
    });
  });

  it('names a duplicate before any other reason, and knows proprietary reasons', async () => {
    const reason = (kind: string, code: string): string =>
      `<StsRsnInf><Rsn><${kind}>${code}</${kind}></Rsn></StsRsnInf>`;
    const withReasons = (reasons: string): string =>
      report.replace('<StsRsnInf>', `${reasons}<StsRsnInf>`).replace('<Cd>AC01</Cd>', '<Prtry>LATE</Prtry>');
    const reasonOf = async (xml: string) => (await readAnswer(xml)).outcomes[1]!.reasonCode;
    expect(await reasonOf(withReasons(''))).toBe('LATE');
    expect(await reasonOf(withReasons(reason('Cd', 'AC06') + reason('Cd', 'AM05')))).toBe('AM05');
  });

  const first = `${paymentPath}[1]/TxInfAndSts[1]`;
  it.each([
    ['unknown_status', groupPath, 'PART</GrpSts', 'WHAT</GrpSts'],
    ['unknown_status', groupPath, 'PART</GrpSts', 'constructor</GrpSts'],
    ['unknown_status', first, 'ACSC</TxSts', 'PART</TxSts'],
    ['unknown_status', first, 'ACSC</TxSts', 'PATC</TxSts'],
    ['unknown_status', first, 'ACSC</TxSts', 'CANC</TxSts'],
    ['status_missing', first, '<TxSts>ACSC</TxSts>', ''],
    [
      'reason_without_status',
      first,
      '<TxSts>ACSC</TxSts>',
      '<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf>',
    ],
    [
      'reason_without_status',
      groupPath,
      '<GrpSts>PART</GrpSts>',
      '<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf>',
    ],
  ])('leaves a person to say what %s means at %s, and reads the rest', async (slug, path, before, after) => {
    const { outcomes } = await readAnswer(report.replace(before, after));
    expect(outcomes.filter((one) => one.status === 'unclear')).toMatchObject([{ unclear: slug, path }]);
    expect(outcomes).toContainEqual(expect.objectContaining({ status: 'rejected', reasonCode: 'AC01' }));
  });

  it('leaves a person to say which part "in part" means, where nothing below says it', async () => {
    const bare = report.replace(/<OrgnlPmtInfAndSts>[\s\S]*<\/OrgnlPmtInfAndSts>/u, '');
    expect((await readAnswer(bare)).outcomes).toMatchObject([
      { level: 'file', status: 'unclear', unclear: 'part_unexplained', transfers: 3 },
    ]);
  });

  it('hands over a transfer without an id of ours', async () => {
    const nameless = report.replace(/<OrgnlEndToEndId>.*<\/OrgnlEndToEndId>/u, '');
    const [outcome] = (await readAnswer(nameless)).outcomes;
    expect(outcome).toMatchObject({ level: 'transaction', status: 'executed' });
    expect(outcome).not.toHaveProperty('endToEndId');
  });

  const counted = (status: string, count: number) =>
    `<NbOfTxsPerSts><DtldNbOfTxs>${count}</DtldNbOfTxs><DtldSts>${status}</DtldSts></NbOfTxsPerSts>`;
  it.each([
    ['of the file', '<GrpSts>PART</GrpSts>', 'RJCT', 3, groupPath],
    ['of the file', '<GrpSts>PART</GrpSts>', 'ACSC', 2, groupPath],
    ['of the file, of a status nobody knows', '<GrpSts>PART</GrpSts>', 'HELD', 1, groupPath],
    ['of a payment information', '<PmtInfSts>PART</PmtInfSts>', 'RJCT', 2, `${paymentPath}[1]`],
  ])(
    'leaves a person to ask about a count %s that is not that of its transfers',
    async (_, status, code, count, at) => {
      const { outcomes } = await readAnswer(report.replace(status, `${status}${counted(code, count)}`));
      expect(outcomes.filter((one) => one.status === 'unclear')).toMatchObject([
        { unclear: 'part_unexplained', path: `${at}/NbOfTxsPerSts[1]` },
      ]);
    },
  );

  it('takes a count that its transfers bear out, and one of those that are only accepted', async () => {
    const counts = counted('RJCT', 1) + counted('ACSC', 1) + counted('ACCP', 7);
    const status = '<PmtInfSts>PART</PmtInfSts>';
    const said = await readAnswer(report.replace(status, `${status}${counts}`));
    expect(said).toEqual(await readAnswer(report));
  });

  it('leaves a person to ask what a report without a word means', async () => {
    const bare = report
      .replace(/<OrgnlPmtInfAndSts>[\s\S]*<\/OrgnlPmtInfAndSts>/u, '')
      .replace('<GrpSts>PART</GrpSts>', '');
    expect((await readAnswer(bare)).outcomes).toMatchObject([
      { level: 'file', status: 'unclear', unclear: 'status_missing', path: groupPath },
    ]);
  });

  it('is read the same in the version of 2009', async () => {
    expect(await readAnswer(report.replace('.001.10"', '.001.03"'))).toEqual(await readAnswer(report));
  });

  it.each([
    ['other_original_message', `${groupPath}/OrgnlMsgNmId`, 'pain.001.001.09', 'pain.008.001.08'],
    ['element_missing', `${groupPath}/OrgnlMsgId`, /<OrgnlMsgId>.*<\/OrgnlMsgId>/u, ''],
    ['element_missing', `${groupPath}/OrgnlMsgId`, /<OrgnlMsgId>.*<\/OrgnlMsgId>/u, '<OrgnlMsgId/>'],
    ['element_missing', `${paymentPath}[1]/OrgnlPmtInfId`, /<OrgnlPmtInfId>.*<\/OrgnlPmtInfId>/u, ''],
    ['element_repeated', `${groupPath}/GrpSts`, '</GrpSts>', '</GrpSts><GrpSts>ACSC</GrpSts>'],
    ['element_missing', 'Document/CstmrPmtStsRpt/GrpHdr', /<GrpHdr>[\s\S]*<\/GrpHdr>/u, ''],
    ['element_missing', `${paymentPath}[1]/TxInfAndSts[2]/OrgnlTxRef/Amt/InstdAmt/@Ccy`, ' Ccy="MAD"', ''],
  ])('refuses with %s at %s', async (slug, path, before, after) => {
    await expect(readAnswer(report.replace(before, after))).rejects.toThrow(refusal(slug, path));
  });
});

describe('a notice of bookings', () => {
  it('says what was paid, what came back and what is only announced, and makes up no ids', async () => {
    const paid = { reversal: false, currency: 'MAD' };
    expect(await readAnswer(notice)).toEqual({
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
          bookedOn: '2026-04-16',
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
          bookedOn: '2026-04-20',
          path: `${entryPath}[2]/NtryDtls[1]/TxDtls[1]`,
        },
        {
          ...paid,
          level: 'payment_information',
          paymentInformationId: 'OCE-PMT-2',
          transfers: 1,
          amountCentimes: 1,
          status: 'executed',
          bookedOn: '2026-05-01',
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

  const outcomeOf = async (xml: string, number: number) => (await readAnswer(xml)).outcomes[number]!;

  it('takes a credit to be a return, and leaves a person to say what an undone debit is', async () => {
    const unreversed = notice.replace('<ns2:RvslInd>true', '<ns2:RvslInd>0');
    expect((await outcomeOf(unreversed, 1)).status).toBe('returned');
    const paid = unreversed.replace('CRDT', 'DBIT').replace(/<ns2:RtrInf>[\s\S]*?<\/ns2:RtrInf>/u, '');
    expect((await outcomeOf(paid, 1)).status).toBe('executed');
    const undone = notice.replace('CRDT', 'DBIT').replace('>true<', '>1<');
    expect(await outcomeOf(undone, 1)).toMatchObject({
      status: 'unclear',
      unclear: 'reversed_debit',
      endToEndId: 'OCE-2026-0001',
    });
  });

  it.each([
    ['>BOOK<', '>DONE<'],
    ['>DBIT<', '>DEBIT<'],
    ['<ns2:Cd>BOOK</ns2:Cd>', '<ns2:Prtry>GEBUCHT</ns2:Prtry>'],
  ])('leaves a person to say what another status means: %s as %s', async (before, after) => {
    const { outcomes } = await readAnswer(notice.replace(before, after));
    expect(outcomes[0]).toMatchObject({ status: 'unclear', unclear: 'unknown_status' });
    expect(outcomes[1]).toMatchObject({ status: 'returned' });
  });

  it('lets a transaction say which way the money went, and asks where it contradicts its booking', async () => {
    const credit = (text: string) =>
      `<ns2:Amt Ccy="MAD">${text}</ns2:Amt><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd>`;
    const alone = notice.replace('</ns2:Refs>', `</ns2:Refs>${credit('3546.84')}`);
    expect(await outcomeOf(alone, 0)).toMatchObject({ unclear: 'parts_differ' });
    const netted = notice.replace(
      '</ns2:Refs>',
      `</ns2:Refs><ns2:Amt Ccy="MAD">3600.00</ns2:Amt></ns2:TxDtls><ns2:TxDtls>${credit('53.16')}`,
    );
    const { outcomes } = await readAnswer(netted);
    expect(outcomes.slice(0, 2).map((one) => one.status)).toEqual(['executed', 'returned']);
  });

  it('takes ids, number, total and direction of a batch from where the bank wrote them', async () => {
    const total = '</ns2:NbOfTxs><ns2:TtlAmt Ccy="MAD">0.01</ns2:TtlAmt><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd>';
    const back = notice.replace(/DBIT(?=(?:(?!DBIT)[\s\S])*OCE-PMT-2)/u, 'CRDT');
    expect(await outcomeOf(back.replace('</ns2:NbOfTxs>', total), 2)).toMatchObject({
      transfers: 1,
      amountCentimes: 1,
      status: 'returned',
    });
    const byFile = notice.replace(
      /PmtInfId>OCE-PMT-2<\/ns2:PmtInfId/u,
      'MsgId>OCE-FILE-2026-04-16-1</ns2:MsgId',
    );
    expect(await outcomeOf(byFile, 2)).toMatchObject({
      level: 'file',
      fileMessageId: 'OCE-FILE-2026-04-16-1',
    });
  });

  it('takes transactions that name nobody to be the batch above them', async () => {
    const empty = '</ns2:Btch><ns2:TxDtls><ns2:Purp><ns2:Cd>SUPP</ns2:Cd></ns2:Purp></ns2:TxDtls>';
    expect(await readAnswer(notice.replace('</ns2:Btch>', empty))).toEqual(await readAnswer(notice));
  });

  it('lets the batch name the payment information of its transactions', async () => {
    const ids =
      '</ns2:Btch><ns2:TxDtls><ns2:Refs><ns2:EndToEndId>OCE-2026-0003</ns2:EndToEndId></ns2:Refs></ns2:TxDtls>';
    expect(await outcomeOf(notice.replace('</ns2:Btch>', ids), 2)).toMatchObject({
      level: 'transaction',
      paymentInformationId: 'OCE-PMT-2',
      endToEndId: 'OCE-2026-0003',
      amountCentimes: 1,
    });
  });

  it('gives none of several transactions the amount of their entry, but tells what they come to', async () => {
    const [group] = (await groupsOf(notice.replace('<ns2:TxDtls>', '<ns2:TxDtls/><ns2:TxDtls>'))).groups;
    expect(group?.outcomes.map((one) => one.amountCentimes)).toEqual([undefined, undefined]);
    expect(group?.totalCentimes).toBe(354_684);
  });

  const amount = (text: string) =>
    `<ns2:AmtDtls><ns2:TxAmt><ns2:Amt Ccy="MAD">${text}</ns2:Amt></ns2:TxAmt></ns2:AmtDtls>`;
  it.each([
    ['40.00', '3506.84', 'executed'],
    ['40.00', '3506.83', 'unclear'],
    ['3546.84', '3546.84', 'unclear'],
  ])('asks where its parts, %s and %s, are not its sum', async (one, other, status) => {
    const parts = `</ns2:Refs>${amount(one)}</ns2:TxDtls><ns2:TxDtls>${amount(other)}</ns2:TxDtls>`;
    const { outcomes } = await readAnswer(notice.replace('</ns2:Refs>\n          </ns2:TxDtls>', parts));
    expect(outcomes.slice(0, 2).map((outcome) => outcome.status)).toEqual([status, status]);
    expect(outcomes[0]!.amountCentimes).toBe(Number(one) * 100);
    if (status === 'unclear') expect(outcomes[1]).toMatchObject({ unclear: 'parts_differ' });
  });

  it('asks where the total of its batch is not its sum', async () => {
    const total = '</ns2:NbOfTxs><ns2:TtlAmt Ccy="MAD">0.02</ns2:TtlAmt>';
    expect(await outcomeOf(notice.replace('</ns2:NbOfTxs>', total), 2)).toMatchObject({
      unclear: 'parts_differ',
    });
  });

  it.each([
    [
      'its batch counts others',
      '<ns2:NtryDtls>',
      '<ns2:NtryDtls><ns2:Btch><ns2:NbOfTxs>2</ns2:NbOfTxs></ns2:Btch>',
    ],
    [
      'it has two amounts that differ',
      '</ns2:Refs>',
      `</ns2:Refs><ns2:Amt Ccy="MAD">3546.84</ns2:Amt>${amount('1.00')}`,
    ],
  ])('asks where %s', async (_, before, after) => {
    expect(await outcomeOf(notice.replace(before, after), 0)).toMatchObject({ unclear: 'parts_differ' });
  });

  it('asks about a debit that tells why money came back', async () => {
    const told = '</ns2:Refs><ns2:RtrInf><ns2:Rsn><ns2:Cd>AC04</ns2:Cd></ns2:Rsn></ns2:RtrInf>';
    expect(await outcomeOf(notice.replace('</ns2:Refs>', told), 0)).toMatchObject({
      unclear: 'reversed_debit',
      reasonCode: 'AC04',
    });
  });

  it('reads transactions that stand in their entry without details around them', async () => {
    const bare = notice.replace(/<ns2:NtryDtls>([\s\S]*?)<\/ns2:NtryDtls>/u, '$1');
    expect(await outcomeOf(bare, 0)).toMatchObject({
      endToEndId: 'OCE-2026-0001',
      status: 'executed',
      path: `${entryPath}[1]/TxDtls[1]`,
    });
    expect(await outcomeOf(bare, 1)).toMatchObject({ endToEndId: 'OCE-2026-0001', status: 'returned' });
  });

  it("knows the bank's own reference, of the transaction before that of the entry", async () => {
    const entry = notice.replace('<ns2:BkTxCd/>', '<ns2:AcctSvcrRef>FT-1</ns2:AcctSvcrRef><ns2:BkTxCd/>');
    expect((await outcomeOf(entry, 0)).reference).toBe('FT-1');
    const own = entry.replace('<ns2:Refs>', '<ns2:Refs><ns2:AcctSvcrRef>FT-2</ns2:AcctSvcrRef>');
    expect((await outcomeOf(own, 0)).reference).toBe('FT-2');
  });

  it.each(['NOTPROVIDED', 'NotProvided', 'NONREF'])('knows that %s is no id', async (none) => {
    const outcome = await outcomeOf(notice.replace('>OCE-2026-0001<', `>${none}<`), 0);
    expect(outcome).not.toHaveProperty('endToEndId');
  });

  it.each(['02', '04'])('is read in version .%s, where a status is a bare code', async (version) => {
    const older = notice
      .replace('.001.08"', `.001.${version}"`)
      .replace(/<ns2:Sts>\s*<ns2:Cd>(\w+)<\/ns2:Cd>\s*<\/ns2:Sts>/gu, '<ns2:Sts>$1</ns2:Sts>')
      .replace('<ns2:Amt Ccy="MAD">3546.84000</ns2:Amt>', amount('3546.84000'));
    expect(await readAnswer(older)).toEqual(await readAnswer(notice));
  });

  it.each([
    ['2026-11-30T23:30:00Z', '2026-12-01'],
    ['2026-11-30T23:30:00+01:00', '2026-11-30'],
    // In Ramadan the clocks of Morocco stand an hour back.
    ['2026-02-28T23:30:00Z', '2026-02-28'],
    ['2026-04-20T23:30:00.000Z', '2026-04-21'],
    ['2026-04-20T23:30:00', '2026-04-20'],
  ])('moves the instant %s to the Moroccan day %s', async (instant, day) => {
    const moved = notice.replace('2026-04-20T10:00:00+01:00', instant);
    expect((await outcomeOf(moved, 1)).bookedOn).toBe(day);
  });

  it('takes the day of a date with a zone as it is written', async () => {
    const zoned = notice.replace('>2026-04-16<', '>2026-04-16+01:00<');
    expect((await outcomeOf(zoned, 0)).bookedOn).toBe('2026-04-16');
  });

  const booked = `${entryPath}[1]/BookgDt/Dt`;
  it.each([
    ['malformed_date', booked, '>2026-04-16<', '>2026-02-30<'],
    ['malformed_date', booked, '>2026-04-16<', '>16/04/2026<'],
    ['malformed_date', booked, '>2026-04-16<', '><'],
    [
      'malformed_date',
      `${booked}Tm`,
      '>2026-04-16</ns2:Dt>',
      '>2026-04-16</ns2:Dt><ns2:DtTm>2026-04-17T10:00:00</ns2:DtTm>',
    ],
    ['malformed_date', `${entryPath}[2]/BookgDt/DtTm`, 'T10:00:00+01:00', 'T25:00:00'],
    ['malformed_date', `${entryPath}[2]/BookgDt/DtTm`, 'T10:00:00+01:00', ''],
    ['day_out_of_bounds', booked, '>2026-04-16<', '>2126-04-16<'],
    ['day_out_of_bounds', booked, '>2026-04-16<', '>1926-04-16<'],
    ['malformed_count', `${entryPath}[3]/NtryDtls[1]/Btch/NbOfTxs`, '>1<', '>one<'],
    ['element_missing', `${entryPath}[1]/Sts`, '<ns2:Cd>BOOK</ns2:Cd>', ''],
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
  ])('refuses with %s at %s', async (slug, path, before, after) => {
    await expect(readAnswer(notice.replace(before, after))).rejects.toThrow(refusal(slug, path));
  });

  it('reads every amount back to the centime', async () => {
    const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    await fc.assert(
      fc.asyncProperty(amounts, fc.nat(3), async (amountCentimes, zeros) => {
        const written = centimesToDecimal(amountCentimes) + '0'.repeat(zeros);
        const answer = await readAnswer(notice.replace('>3546.84<', `>${written}<`));
        expect(answer.outcomes[0]!.amountCentimes).toBe(amountCentimes);
      }),
      { numRuns: 60 },
    );
  });
});
