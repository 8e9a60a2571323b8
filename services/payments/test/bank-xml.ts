/** A status report on transfers of a file: ACSC paid, or RJCT with a reason. */
export function statusReport(
  batchId: string,
  transfers: readonly { endToEndId: string; status: 'ACSC' | 'RJCT'; reason?: string }[],
): string {
  const lines = transfers.map(({ endToEndId, status, reason }) => {
    const why = reason ? `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>` : '';
    return `<TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>${status}</TxSts>${why}</TxInfAndSts>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>BANK-${batchId}</MsgId><CreDtTm>2026-12-01T08:15:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>OCE-${batchId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>${batchId}-1</OrgnlPmtInfId>${lines.join('')}</OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>`;
}

/** A booking of money that came back. */
export function returned(endToEndId: string, amount: string, reason: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>BANK-NTF</MsgId><CreDtTm>2026-12-05T06:00:00+01:00</CreDtTm></GrpHdr>
<Ntfctn><Id>N-1</Id><Acct><Id><IBAN>MA64011780000012345678901296</IBAN></Id></Acct>
<Ntry><Amt Ccy="MAD">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-12-05</Dt></BookgDt><BkTxCd/><NtryDtls><TxDtls>
<Refs><EndToEndId>${endToEndId}</EndToEndId></Refs><Amt Ccy="MAD">${amount}</Amt>
<RtrInf><Rsn><Cd>${reason}</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
}
