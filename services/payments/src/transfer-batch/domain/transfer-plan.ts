import { joinedId, type TransferLine } from '@oce/contracts';
import { createHash } from 'node:crypto';
import type { PayableAccount } from '../../account/reads/accounts.reader';
import type { PayeeDocument } from '../../bank-details/reads/payees';

/** A file has so many transfers at most, and its commit so many bytes of lines. */
export const MOST_TRANSFERS = 1_000;
const LARGEST_PLAN_BYTES = 500_000;

export interface TransferPlan {
  readonly transfers: readonly TransferLine[];
  /** Accounts that have something to be paid and cannot be: why, as a slug. */
  readonly skipped: readonly {
    readonly producerCode: string;
    readonly reason: string;
    readonly payableCentimes: number;
  }[];
  /** Accounts that wait for the next batch, with all or with what one transfer does not name. */
  readonly left: number;
}

/**
 * Plans the transfers of a batch: for each account whose payable lines add up to a positive amount, as many as one transfer
 * names, those that lower the sum first. A negative sum waits, and so do accounts without their lines: no batch takes more than it says.
 */
export function planTransfers(
  batchId: string,
  accounts: readonly PayableAccount[],
  payees: ReadonlyMap<string, PayeeDocument>,
  terms: PlanTerms,
): TransferPlan {
  const transfers: TransferLine[] = [];
  const skipped: TransferPlan['skipped'][number][] = [];
  let left = 0;
  let sizeBytes = 0;
  for (const account of accounts) {
    const { producerCode, laterCentimes } = account;
    const payableCentimes = account.payableCentimes + laterCentimes;
    if (payableCentimes <= 0) continue;
    const reason =
      whyNotPayable(payees.get(producerCode)) ??
      whyTooLittle(payableCentimes, payees.get(producerCode), terms);
    if (reason !== undefined) {
      skipped.push({ producerCode, reason, payableCentimes });
      continue;
    }
    const line = transferOf(batchId, account);
    const bytes = JSON.stringify(line).length;
    if (
      account.lineIds.length === 0 ||
      line.amountCentimes <= 0 ||
      transfers.length === MOST_TRANSFERS ||
      sizeBytes + bytes > LARGEST_PLAN_BYTES
    ) {
      left += 1;
      continue;
    }
    sizeBytes += bytes;
    transfers.push(line);
    if (laterCentimes > 0) left += 1;
  }
  return { transfers, skipped, left };
}

/** The minimum of the day on which a batch is executed. */
export interface PlanTerms {
  readonly executionDate: string;
  readonly minimumCentimes: number;
}

/** What comes to less than the minimum is carried forward (`below_minimum`); whoever has left by then is paid in full. */
export function whyTooLittle(
  payableCentimes: number,
  payee: PayeeDocument | undefined,
  { executionDate, minimumCentimes }: PlanTerms,
): string | undefined {
  const leftOn = payee?.leftOn ?? null;
  const hasLeft = leftOn !== null && leftOn <= executionDate;
  return payableCentimes < minimumCentimes && !hasLeft ? 'below_minimum' : undefined;
}

/** Why no transfer reaches a member. */
export type NotPayable = 'person_erased' | 'payee_unknown' | 'no_bank_details' | 'account_suspended';

/** Why a member cannot be paid by transfer; undefined where nothing is in the way. */
export function whyNotPayable(payee: PayeeDocument | undefined): NotPayable | undefined {
  if (payee?.isErased) return 'person_erased';
  if (payee === undefined || payee.name === null) return 'payee_unknown';
  if (payee.rib === null) return 'no_bank_details';
  return payee.suspended === null ? undefined : 'account_suspended';
}

function transferOf(
  batchId: string,
  { producerCode, payableCentimes: amountCentimes, lineIds }: PayableAccount,
): TransferLine {
  const transferId = transferIdOf(batchId, producerCode);
  return { transferId, endToEndId: endToEndIdOf(transferId), producerCode, amountCentimes, lineIds };
}

/** A transfer's id: that of its batch and the member's code. One EndToEndId is never that of two transfers. */
export const transferIdOf = (batchId: string, producerCode: string): string =>
  joinedId('--', [batchId, producerCode]);

/** The transfer's id for the bank, 28 characters: derived, so that one transfer has one, and it names nobody. */
export function endToEndIdOf(transferId: string): string {
  return `OCE-${createHash('sha256').update(transferId).digest('hex').slice(0, 24).toUpperCase()}`;
}
