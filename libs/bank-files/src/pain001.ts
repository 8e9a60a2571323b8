import { checkIban } from '@oce/identifiers';
import { centimesToDecimal } from '@oce/quantities';
import { XMLBuilder } from 'fast-xml-parser';
import { toSwiftX } from './swift-x';
import {
  checkTransferFile,
  type Party,
  type PaymentInformation,
  type Transfer,
  type TransferFile,
} from './transfer-file';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';
const LONGEST_NAME = 70;
const LONGEST_REMITTANCE = 140;

/**
 * Writes a file as pain.001.001.09. Counts and control sums stand at the group header and at each payment
 * information, as exact decimals. Each transfer is booked by itself (BtchBookg false), so that the bank's notice names
 * its EndToEndId. Refuses what `checkTransferFile` refuses.
 */
export function writePain001(file: TransferFile): string {
  checkTransferFile(file);
  const transfers = file.payments.flatMap((payment) => payment.transfers);
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    Document: {
      '@xmlns': NAMESPACE,
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: file.messageId,
          CreDtTm: file.createdAt,
          ...totalsOf(transfers),
          InitgPty: { Nm: toSwiftX(file.initiatingPartyName, LONGEST_NAME) },
        },
        PmtInf: file.payments.map(paymentInformation),
      },
    },
  };
  return new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true }).build(document);
}

function paymentInformation(payment: PaymentInformation): object {
  return {
    PmtInfId: payment.paymentInformationId,
    PmtMtd: 'TRF',
    BtchBookg: 'false',
    ...totalsOf(payment.transfers),
    ReqdExctnDt: { Dt: payment.executionDate },
    Dbtr: { Nm: toSwiftX(payment.debtor.name, LONGEST_NAME) },
    DbtrAcct: accountOf(payment.debtor),
    DbtrAgt: { FinInstnId: { BICFI: payment.debtor.bic } },
    CdtTrfTxInf: payment.transfers.map(creditTransfer),
  };
}

function creditTransfer(transfer: Transfer): object {
  const { bic } = transfer.creditor;
  return {
    PmtId: { EndToEndId: transfer.endToEndId },
    Amt: { InstdAmt: { '@Ccy': 'MAD', '#text': centimesToDecimal(transfer.amountCentimes) } },
    ...(bic === undefined ? {} : { CdtrAgt: { FinInstnId: { BICFI: bic } } }),
    Cdtr: { Nm: toSwiftX(transfer.creditor.name, LONGEST_NAME) },
    CdtrAcct: accountOf(transfer.creditor),
    RmtInf: { Ustrd: toSwiftX(transfer.remittance, LONGEST_REMITTANCE) },
  };
}

function accountOf(party: Party): object {
  const iban = checkIban(party.iban);
  return { Id: { IBAN: iban.ok ? iban.value : party.iban } };
}

function totalsOf(transfers: readonly Transfer[]): { NbOfTxs: string; CtrlSum: string } {
  const total = transfers.reduce((sum, transfer) => sum + BigInt(transfer.amountCentimes), 0n);
  return { NbOfTxs: String(transfers.length), CtrlSum: centimesToDecimal(total) };
}
