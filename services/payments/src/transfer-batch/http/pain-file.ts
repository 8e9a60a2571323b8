import { writePain001, type Transfer } from '@oce/bank-files';
import type { TransferLine } from '@oce/contracts';
import { ibanOfRib } from '@oce/identifiers';
import type { PersonKeys } from '@oce/personal-data';
import { createHash } from 'node:crypto';
import { messageIdOf, paymentInformationIdOf } from '../domain/transfer-batch';
import type { PayeesFixed } from '../domain/transfer-batch.events';

export interface PainFile {
  readonly xml: string;
  readonly sha256: string;
  /** Transfers whose person has been erased: they cannot be written any more. */
  readonly erased: readonly string[];
}

/**
 * Writes a batch's file from the ciphertexts that were fixed when it was issued: the same bytes whenever it is written,
 * as long as nobody in it has been erased. Names and accounts are in clear in the file and nowhere else.
 */
export async function painFile(
  { batchId, createdAt, debtor, payees }: PayeesFixed['data'],
  executionDate: string,
  lines: readonly TransferLine[],
  keys: PersonKeys,
): Promise<PainFile> {
  const lineOf = new Map(lines.map((line) => [line.transferId, line]));
  const transfers: Transfer[] = [];
  const erased: string[] = [];
  for (const { transferId, name, rib } of payees) {
    const line = lineOf.get(transferId);
    if (line === undefined) throw new Error(`the file of ${batchId} has no transfer ${transferId}`);
    const { fields } = await keys.decrypt(line.producerCode, { name, rib });
    const iban = fields && ibanOfRib(fields.rib);
    if (!fields || !iban?.ok) {
      erased.push(transferId);
      continue;
    }
    const { endToEndId, amountCentimes } = line;
    const creditor = { name: fields.name, iban: iban.value };
    transfers.push({ endToEndId, amountCentimes, creditor, remittance: `Decompte OCE ${batchId}` });
  }
  if (transfers.length === 0) return { xml: '', sha256: '', erased };
  const payment = { paymentInformationId: paymentInformationIdOf(batchId), executionDate, debtor, transfers };
  const xml = writePain001({
    messageId: messageIdOf(batchId),
    createdAt,
    initiatingPartyName: debtor.name,
    payments: [payment],
  });
  return { xml, sha256: createHash('sha256').update(xml).digest('hex'), erased };
}
