import type { CommandMeta } from '@oce/event-sourcing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { transferBatchAggregate } from '../src/transfer-batch/domain/transfer-batch';
import { BankAnswers } from '../src/transfer-batch/http/bank-answers';

/** The transfers of a batch in specs: as many as there are amounts. */
export const linesOf = (batchId: string, amounts: readonly number[]) =>
  amounts.map((amountCentimes, at) => ({
    transferId: `${batchId}--P${at + 1}`,
    endToEndId: `E-${batchId}-${at + 1}`,
    producerCode: `P${at + 1}`,
    amountCentimes,
    lineIds: [`ADV-${batchId}-${at + 1}`],
  }));

/** Prepares a batch, without asking whether the accounts hold it. */
export async function preparedBatch(office: OfficeInMemory, batchId: string, amounts: readonly number[]) {
  const transfers = linesOf(batchId, amounts);
  const meta = { actor: 'staff:amal', now: '2026-12-21T08:00:00.000Z' };
  const data = { batchId, executionDate: '2026-12-22' };
  const prepare = { type: 'PrepareTransferBatch', data, facts: { transfers, holidays: new Map() } } as const;
  await office.send(transferBatchAggregate, batchId, prepare, meta);
  await office.send(
    transferBatchAggregate,
    batchId,
    { type: 'ApproveTransferBatch', data: {} },
    { actor: 'staff:badr' },
  );
  return transfers;
}

/** A batch whose file was issued. */
export async function issuedBatch(office: OfficeInMemory, batchId: string, amounts: readonly number[]) {
  const transfers = await preparedBatch(office, batchId, amounts);
  const payees = {
    createdAt: '2026-12-21T08:00:00.000Z',
    debtor: { name: 'OCE', iban: 'MA64011519000001205000534921', bic: 'ABCDMAMC' },
    payees: transfers.map(({ transferId }) => ({
      transferId,
      name: 'enc:1:P:name' as const,
      rib: 'enc:1:P:rib' as const,
      ribHash: `hash-${transferId}`,
    })),
  };
  const facts = { payees, excluded: [], sha256: 'abc' };
  await office.send(transferBatchAggregate, batchId, { type: 'IssueTransferFile', data: { batchId }, facts });
  await office.settle();
  return transfers;
}

/** Sends the bank's answer to a batch, as a clerk does; a repeat under the same id is the same request. */
export async function answered(
  office: OfficeInMemory,
  batchId: string,
  body: string | AsyncIterable<Uint8Array>,
  request = office.meta({ actor: 'staff:amal' }),
) {
  const answers = office.get('payments', BankAnswers);
  await office.settle();
  const read = await answers.read(batchId, body, request.now);
  const metaOf = async (part: string): Promise<CommandMeta> => ({
    ...request,
    commandId: `${request.commandId}:${part}`,
  });
  return answers.record(batchId, read, metaOf);
}

const CAMT_08 = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08';

/** A notice of bookings with these entries. */
export const noticeOf = (messageId: string, ...entries: readonly string[]): string =>
  `<Document xmlns="${CAMT_08}"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>${messageId}</MsgId></GrpHdr><Ntfctn><Id>N</Id>${entries.join('')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;

/** An entry of a notice: a booked debit unless told, with its details. */
export function entryOf(
  amount: string,
  details: string,
  { direction = 'DBIT', status = 'BOOK', day = '2026-12-22', reference = '', more = '' } = {},
): string {
  const ref = reference === '' ? '' : `<AcctSvcrRef>${reference}</AcctSvcrRef>`;
  return `<Ntry><Amt Ccy="MAD">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${more}<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt>${ref}<BkTxCd/><NtryDtls>${details}</NtryDtls></Ntry>`;
}

/** A transaction of an entry. */
export const txOf = (refs: string, rest = ''): string => `<TxDtls><Refs>${refs}</Refs>${rest}</TxDtls>`;
export const idOf = (endToEndId: string): string => `<EndToEndId>${endToEndId}</EndToEndId>`;

const PAIN_10 = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10';

/** A status report on the file of a batch. */
export const reportOf = (
  batchId: string,
  messageId: string,
  transactions: string,
  groupStatus = '',
): string =>
  `<Document xmlns="${PAIN_10}"><CstmrPmtStsRpt><GrpHdr><MsgId>${messageId}</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>OCE-${batchId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${groupStatus}</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>${batchId}-1</OrgnlPmtInfId>${transactions}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
