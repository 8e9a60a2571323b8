import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** One transfer as the bank reads it in the file. */
export interface BankTransfer {
  readonly endToEndId: string;
  /** As it stands in the file: `3546.84`. */
  readonly amount: string;
}

/** The file as the bank reads it. */
export interface BankFile {
  readonly messageId: string;
  readonly paymentInformationId: string;
  readonly executionDate: string;
  readonly transfers: readonly BankTransfer[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const builder = new XMLBuilder({ format: true, ignoreAttributes: false });
const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Reads a pain.001 as a bank would. */
export function readFile(xml: string): BankFile {
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
  const initiation = parser.parse(xml).Document.CstmrCdtTrfInitn;
  const [payment] = list(initiation.PmtInf);
  return {
    messageId: initiation.GrpHdr.MsgId,
    paymentInformationId: payment.PmtInfId,
    executionDate: payment.ReqdExctnDt.Dt,
    transfers: list(payment.CdtTrfTxInf).map((one) => ({
      endToEndId: one.PmtId.EndToEndId,
      amount: one.Amt.InstdAmt['#text'],
    })),
  };
}

/** A status report (pain.002) that accepts the file in part: some transfers rejected, each with its reason. */
export function statusReport(file: BankFile, rejected: ReadonlyMap<string, string>): string {
  const transactions = file.transfers
    .filter(({ endToEndId }) => rejected.has(endToEndId))
    .map(({ endToEndId }) => ({
      OrgnlEndToEndId: endToEndId,
      TxSts: 'RJCT',
      StsRsnInf: { Rsn: { Cd: rejected.get(endToEndId) } },
    }));
  return (
    HEAD +
    builder.build({
      Document: {
        '@_xmlns': 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10',
        CstmrPmtStsRpt: {
          GrpHdr: { MsgId: `BK-S-${file.messageId}`.slice(0, 35), CreDtTm: `${file.executionDate}T08:15:00` },
          OrgnlGrpInfAndSts: { OrgnlMsgId: file.messageId, OrgnlMsgNmId: 'pain.001.001.09', GrpSts: 'PART' },
          OrgnlPmtInfAndSts: {
            OrgnlPmtInfId: file.paymentInformationId,
            PmtInfSts: 'PART',
            TxInfAndSts: transactions,
          },
        },
      },
    })
  );
}

/** A notice of bookings (camt.054): debits executed, or credits that came back. */
export function bookingNotice(
  file: BankFile,
  transfers: readonly BankTransfer[],
  options: { readonly id: string; readonly bookedOn: string; readonly returnedFor?: string },
): string {
  const { id, bookedOn, returnedFor } = options;
  const entries = transfers.map(({ endToEndId, amount }) => ({
    Amt: { '@_Ccy': 'MAD', '#text': amount },
    CdtDbtInd: returnedFor ? 'CRDT' : 'DBIT',
    ...(returnedFor ? { RvslInd: 'true' } : {}),
    Sts: { Cd: 'BOOK' },
    BookgDt: { Dt: bookedOn },
    BkTxCd: '',
    NtryDtls: {
      TxDtls: {
        Refs: { MsgId: file.messageId, PmtInfId: file.paymentInformationId, EndToEndId: endToEndId },
        ...(returnedFor ? { RtrInf: { Rsn: { Cd: returnedFor } } } : {}),
      },
    },
  }));
  return (
    HEAD +
    builder.build({
      Document: {
        '@_xmlns': 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08',
        BkToCstmrDbtCdtNtfctn: {
          GrpHdr: { MsgId: `BK-N-${id}`.slice(0, 35), CreDtTm: `${bookedOn}T06:00:00+01:00` },
          Ntfctn: { Id: id.slice(0, 35), Acct: { Id: { Othr: { Id: 'OCE' } } }, Ntry: entries },
        },
      },
    })
  );
}
