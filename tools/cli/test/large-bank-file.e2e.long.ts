import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { OfficeUnderTest, START_MS } from './office-under-test';
import { issuedBatch } from './repeats/money';
import { Stage } from './repeats/stage';
import { openSmallOffice } from './small-office';

const MB = 1_048_576;
const SMALL_BYTES = 6 * MB;
const LARGE_BYTES = 60 * MB;
/** Loosely, for a garbage collector decides what is resident: the file held whole, with its parts, would be many times that. */
const MOST_MORE_MB = 100;
const KB_PER_MB = 1_024;
const FILE_MS = 300_000;

/** A booking of somebody else's transfer. */
const entryOf = (n: number): string =>
  `<Ntry><Amt Ccy="MAD">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-10-20</Dt></BookgDt><BkTxCd/><NtryDtls><TxDtls><Refs><EndToEndId>OTHER-${n}</EndToEndId></Refs><AddtlTxInf>${'x'.repeat(400)}</AddtlTxInf></TxDtls></NtryDtls></Ntry>\n`;

/** A notice of bookings of so many bytes; `messageId` makes it another one than those before. */
function* noticeOf(messageId: string, bytes: number): Generator<string> {
  yield `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>`;
  yield `<GrpHdr><MsgId>${messageId}</MsgId></GrpHdr><Ntfctn><Id>N</Id>`;
  for (let n = 0, sent = 0; sent < bytes; n++) {
    const entry = entryOf(n);
    sent += entry.length;
    yield entry;
  }
  yield '</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>';
}

describe('a notice of bookings of 60 MB through the gateway', () => {
  let office: OfficeUnderTest;
  let stage: Stage;

  beforeAll(async () => {
    office = await OfficeUnderTest.start({ env: { OCE_RIB_COOLING_OFF_DAYS: '0' } });
    await openSmallOffice(office);
    stage = await Stage.on(office);
  }, START_MS);
  afterAll(async () => {
    await stage?.close();
    await office?.stop();
  }, START_MS);

  const send = async (batchId: string, body: Iterable<string>) => {
    const path = `/api/payments/transfer-batches/${batchId}/bank-answers`;
    const token = office.tokens.admin;
    const answer = await fetch(`${office.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
      body: Readable.toWeb(Readable.from(body)) as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    return { status: answer.status, body: (await answer.json()) as { notOurs?: number; code?: string } };
  };
  /** The most that a process has had resident so far. */
  const peakMb = (name: string): number => {
    const status = readFileSync(`/proc/${office.pidOf(name)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / KB_PER_MB;
  };

  it(
    'takes little more memory than one of 6 MB, and keeps nobody waiting',
    async () => {
      const { batchId } = await issuedBatch(stage);
      expect(await send(batchId, noticeOf('SMALL', SMALL_BYTES))).toMatchObject({ status: 201 });
      const before = { gateway: peakMb('gateway'), payments: peakMb('payments') };
      const reading = send(batchId, noticeOf('LARGE', LARGE_BYTES));
      const asked = await office.ask('GET', `/api/payments/transfer-batches/${batchId}`, {
        token: office.tokens.approver,
      });
      expect(asked.status).toBe(200);
      const { status, body } = await reading;
      expect({ status, isRead: (body.notOurs ?? 0) > 80_000 }).toEqual({ status: 201, isRead: true });
      const moreMb = {
        gateway: peakMb('gateway') - before.gateway,
        payments: peakMb('payments') - before.payments,
      };
      process.stderr.write(`60 MB after a file of 6 MB: ${JSON.stringify(moreMb)} MB more\n`);
      expect(Math.max(moreMb.gateway, moreMb.payments)).toBeLessThan(MOST_MORE_MB);
    },
    FILE_MS,
  );

  it(
    'of more than 64 MB is refused by that name, and the office goes on',
    async () => {
      const { batchId } = await issuedBatch(stage);
      expect(await send(batchId, noticeOf('TOO-LARGE', 66 * MB))).toMatchObject({
        status: 413,
        body: { code: 'too_large' },
      });
      expect(await send(batchId, noticeOf('AFTER', MB))).toMatchObject({ status: 201 });
    },
    FILE_MS,
  );
});
