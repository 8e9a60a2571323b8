import type { TransferBatchPrepared, TransferFileIssued } from '@oce/contracts';
import { upstreamVariable } from '@oce/contexts';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Bench, round, seconds } from '../bench';
import { CpuUse } from '../cpu';
import { commitOf, fillLog, type Filling } from '../fill-log';
import { onBenchOffice, type BenchOffice } from '../office';
import { DEBTOR } from './close-pool';

const MB = 1_048_576;
const FIRST_BYTES = 6 * MB;
const FILE_BYTES = 60 * MB;
const TRANSFERS = 1_000;
const BATCH_ID = 'BENCH-1';
const AT = '2026-10-01T08:00:00.000Z';
/** What ten times as much may take beyond what the first file took: nothing that grows with it. */
const AIM_MB = 32;
const KB_PER_MB = 1_024;

const endToEndId = (n: number): string => `E-${BATCH_ID}-${n}`;

/** A batch of transfers whose file the bank has. */
function* issuedBatch(): Generator<Filling> {
  const transfers = Array.from({ length: TRANSFERS }, (_, n) => ({
    transferId: `${BATCH_ID}--P-${n}`,
    endToEndId: endToEndId(n),
    producerCode: `P-${n}`,
    amountCentimes: 100_000,
    lineIds: [`ADV-${n}`],
  }));
  const totalCentimes = TRANSFERS * 100_000;
  const batchId = BATCH_ID;
  const prepared: TransferBatchPrepared['data'] = {
    batchId,
    executionDate: '2026-10-02',
    transfers,
    totalCentimes,
    preparedBy: 'staff:amal',
  };
  const issued: TransferFileIssued['data'] = {
    batchId,
    messageId: `OCE-${batchId}`,
    paymentInformationId: `${batchId}-1`,
    transfers: TRANSFERS,
    totalCentimes,
    sha256: 'bench',
    excluded: [],
    issuedOn: '2026-10-01',
  };
  const payees = transfers.map(({ transferId }) => ({ transferId, name: 'enc:1:P:n', rib: 'enc:1:P:r' }));
  const debtor = { name: 'OCE', iban: DEBTOR.OCE_DEBTOR_IBAN, bic: DEBTOR.OCE_DEBTOR_BIC };
  const events = [
    ['TransferBatchPrepared', prepared],
    ['TransferBatchApproved', { batchId, approvedBy: 'staff:badr', approvedOn: '2026-10-01' }],
    ['PayeesFixed', { batchId, createdAt: AT, debtor, payees }],
    ['TransferFileIssued', issued],
  ] as const;
  for (const [at, [type, data]] of events.entries())
    yield commitOf('payments', 'transfer-batch', batchId, at + 1, AT, { type, v: 1, data });
}

/** A notice of bookings of so many bytes: those of the batch first, then those of others. Answers how many there were. */
function* noticeOf(bytes: number): Generator<string> {
  const head = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>`;
  yield `${head}<GrpHdr><MsgId>BENCH</MsgId></GrpHdr><Ntfctn><Id>N</Id>`;
  for (let n = 0, sent = 0; sent < bytes; n++) {
    const id = n < TRANSFERS ? endToEndId(n) : `OTHER-${n}`;
    const entry = entryOf(id);
    sent += entry.length;
    yield entry;
  }
  yield '</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>';
}

const entryOf = (id: string): string =>
  `<Ntry><Amt Ccy="MAD">1000.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-10-05</Dt></BookgDt><BkTxCd/><NtryDtls><TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><AddtlTxInf>${'x'.repeat(400)}</AddtlTxInf></TxDtls></NtryDtls></Ntry>\n`;

interface Answered {
  readonly changed: number;
  readonly notOurs: number;
}

async function send(office: BenchOffice, gateway: string, bytes: number): Promise<Answered> {
  const token = await office.tokens.sign('staff:amal', 'payments:write', {}, '1h');
  const answer = await fetch(`${gateway}/api/payments/transfer-batches/${BATCH_ID}/bank-answers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
    body: Readable.toWeb(Readable.from(noticeOf(bytes))) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  if (answer.status !== 201) throw new Error(`the notice: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answered;
}

/** The most that a process has had resident so far, in MB. */
async function peakMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / KB_PER_MB;
}

/** A bank's answer as large as one may be, through the gateway to payments. */
export const bankFile: Bench = {
  name: 'bank-file',
  description: `a notice of bookings of ${FILE_BYTES / MB} MB through the gateway to payments: time, and the memory that it takes`,
  run: (say) =>
    onBenchOffice(async (office) => {
      await fillLog(office, issuedBatch());
      const payments = await office.startService('payments', DEBTOR);
      const gateway = await office.startService('gateway', { [upstreamVariable('payments')]: payments.url });
      const pids = { gateway: gateway.pid, payments: payments.pid };
      const { changed } = await send(office, gateway.url, FIRST_BYTES);
      if (changed !== TRANSFERS) throw new Error(`${changed} of ${TRANSFERS} transfers changed`);
      const before = { gateway: await peakMb(gateway.pid), payments: await peakMb(payments.pid) };
      const use = await CpuUse.from(pids);
      const started = performance.now();
      const { notOurs } = await send(office, gateway.url, FILE_BYTES);
      const ms = performance.now() - started;
      const cpu = await use.since();
      say(`${changed} transfers changed, ${notOurs} bookings of others, in ${seconds(ms)} s`);
      return Promise.all(
        (['gateway', 'payments'] as const).map(async (name) => {
          const moreMb = (await peakMb(pids[name])) - before[name];
          return {
            name: `peak of ${name} for a bank's answer of ${FILE_BYTES / MB} MB after one of ${FIRST_BYTES / MB}`,
            aim: `<= ${AIM_MB} MB more`,
            measured: `${Math.round(moreMb)} MB more, over ${Math.round(before[name])} MB (${seconds(ms)} s)`,
            holds: moreMb <= AIM_MB,
            detail: {
              seconds: seconds(ms),
              moreMb: round(moreMb, 1),
              firstMb: round(before[name], 1),
              ...cpu,
            },
          };
        }),
      );
    }),
};
