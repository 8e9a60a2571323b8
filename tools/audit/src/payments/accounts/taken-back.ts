import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { Account, AccountBook, AccountDelivery, Line } from './account-book';
import { reopen } from './settlement';

/** What a correction at the value of a closing has changed of deliveries: as it was before. */
export interface Undo {
  readonly deliveryId: string | null;
  readonly before: AccountDelivery | undefined;
  readonly insteadId: string | undefined;
  readonly insteadBefore: AccountDelivery | undefined;
}

type Held = DataOf<'FinalShareHeld'>;
type LineBack = DataOf<'FinalShareTakenBack'> | DataOf<'SupplementTakenBack'> | DataOf<'CorrectionTakenBack'>;

/** Lines of closings: held, all of them, before a closing is taken back, and then each taken back by a line that cites it. */
export class TakenBackChecks {
  /** Whose lines each closed pool has. */
  private readonly members = new Map<string, Set<string>>();
  private readonly undos = new Map<string, Undo>();

  constructor(private readonly book: AccountBook) {}

  /** A line at the value of a closing: one that is taken back with it. */
  posted({ producerCode, poolId, lineId }: Pick<LineBack, 'producerCode' | 'poolId' | 'lineId'>): void {
    const { ofPools } = this.book.of(producerCode);
    ofPools.set(poolId, (ofPools.get(poolId) ?? new Set()).add(lineId));
    this.members.set(poolId, (this.members.get(poolId) ?? new Set()).add(producerCode));
  }

  /** A correction, before it is applied: what it is about to change. */
  corrected({ producerCode, poolId, lineId, deliveryId, counts }: DataOf<'CorrectionPosted'>): void {
    if (poolId === null) return;
    const { deliveries } = this.book.of(producerCode);
    const copied = (id: string | null | undefined) => {
      const delivery = deliveries.get(id ?? '');
      return delivery && { ...delivery };
    };
    const [before, insteadBefore] = [copied(deliveryId), copied(counts?.deliveryId)];
    this.undos.set(`${producerCode} ${lineId}`, {
      deliveryId,
      before,
      insteadId: counts?.deliveryId,
      insteadBefore,
    });
    this.posted({ producerCode, poolId, lineId });
  }

  /** A line is held only while no payout has it, and let go as it was. */
  hold({ producerCode, lineId }: Held, isHeld: boolean, at: RecordedCommit): void {
    const line = this.book.of(producerCode).lines.get(lineId);
    if (line === undefined || line.status === 'reserved' || line.status === 'paid')
      this.book.check.fail(at, 'held', 'the line held', 'with no payout', line?.status ?? 'unknown');
    else line.status = isHeld ? 'held' : freeStatus(line);
  }

  /** Every line of the closing is held by then, and is to be taken back. */
  closing({ poolId, attempt }: DataOf<'ClosingTakenBack'>, at: RecordedCommit): void {
    const { check } = this.book;
    this.book.closingsBack.set(attempt, { position: at.position, at: at.at });
    for (const producerCode of this.members.get(poolId) ?? []) {
      const { lines, ofPools } = this.book.of(producerCode);
      for (const lineId of ofPools.get(poolId) ?? []) {
        const status = lines.get(lineId)?.status;
        check.same(at, 'not-held', `line ${lineId} of the closing taken back`, 'held', status);
        const key = `line back ${producerCode} ${lineId}`;
        check.promise(key, at, 'line-stands', `line ${lineId}`, 'taken back', producerCode);
      }
    }
    this.members.delete(poolId);
  }

  finalShare(data: DataOf<'FinalShareTakenBack'>, at: RecordedCommit): void {
    const { shareCentimes, advancesCentimes, complementCentimes, overpaidCentimes } = data;
    const found = complementCentimes - overpaidCentimes;
    this.book.check.same(at, 'given', 'share less advances', shareCentimes - advancesCentimes, found);
    this.line(data, { grossCentimes: complementCentimes, claimCentimes: overpaidCentimes }, at);
    this.free(data);
  }

  supplement(data: DataOf<'SupplementTakenBack'>, at: RecordedCommit): void {
    const { shareCentimes, advancesCentimes, complementCentimes, overpaidCentimes } = data;
    const met = shareCentimes - advancesCentimes;
    this.book.check.same(at, 'given', 'the part less advances met', met, complementCentimes);
    this.line(data, { grossCentimes: complementCentimes, claimCentimes: overpaidCentimes }, at);
    this.free(data);
  }

  /** Deliveries are as they were before it; what was reversed since is corrected anew, by its advance. */
  correction(data: DataOf<'CorrectionTakenBack'>, at: RecordedCommit): void {
    const { producerCode, citesLineId, amountCentimes, claimCentimes, deliveryId, basis } = data;
    const account = this.book.of(producerCode);
    this.line(data, { grossCentimes: amountCentimes, claimCentimes }, at);
    const undo = this.undos.get(`${producerCode} ${citesLineId}`);
    if (undo === undefined) return;
    this.undos.delete(`${producerCode} ${citesLineId}`);
    const { insteadId, insteadBefore, before } = undo;
    if (insteadId !== undefined && insteadBefore === undefined) account.deliveries.delete(insteadId);
    else if (insteadId !== undefined && insteadBefore) account.deliveries.set(insteadId, insteadBefore);
    if (undo.deliveryId !== null && before) account.deliveries.set(undo.deliveryId, before);
    if (basis === 'dispute' || deliveryId === null || before?.isReversed !== false) return;
    const key = `corrected ${deliveryId}`;
    this.book.check.promise(key, at, 'no-correction', 'the reversal', 'a correction', producerCode);
  }

  /** A share that comes back from the reserve. */
  reserved({ producerCode, deliveries }: DataOf<'ReservedShareTakenBack'>, at: RecordedCommit): void {
    const account = this.book.of(producerCode);
    if (!account.isClosed)
      this.book.check.fail(at, 'share-reserved', 'the account of the share', 'closed by an erasure', 'open');
    settledNowhere(account, deliveries);
  }

  /** What any line gives back that takes one back: only of one that is held, with all that it took and left. */
  private line(
    data: LineBack,
    { grossCentimes, claimCentimes }: { readonly grossCentimes: number; readonly claimCentimes: number },
    at: RecordedCommit,
  ): void {
    const { check } = this.book;
    const { lineId, producerCode, poolId, citesLineId, netCentimes } = data;
    const account = this.book.of(producerCode);
    const cited = account.lines.get(citesLineId);
    check.same(at, 'held', 'the line taken back', 'held', cited?.status ?? 'unknown');
    if (!check.kept(`line back ${producerCode} ${citesLineId}`))
      check.fail(at, 'back-twice', 'a line taken back', 'of a closing taken back', citesLineId);
    check.same(at, 'gross-back', 'what the line gave', cited?.grossCentimes, grossCentimes);
    const claim = account.claims.get(`input_credit:${citesLineId}`);
    check.same(at, 'claim-back', 'the claim that it left', claim?.grantedCentimes ?? 0, claimCentimes);
    const recovered = claim ? claim.grantedCentimes - claim.leftCentimes : 0;
    check.same(at, 'recovered', 'recovered of its claim', recovered, data.recoveredCentimes);
    check.same(at, 'net', 'the net given back', recovered - (cited?.netCentimes ?? 0), netCentimes);
    const [taken, given] = [cited?.taken ?? [], data.reopened].map((one) => JSON.stringify(one));
    check.same(at, 'reopened', 'deductions given back', taken, given);
    for (const one of data.reopened) {
      const reopened = reopen(account, one);
      if (reopened === undefined || one.kind !== 'insurance') continue;
      const amounts = { takenCentimes: -one.amountCentimes, leftCentimes: reopened.leftCentimes };
      this.book.statements.push({ type: 'PremiumWithheld', reference: one.reference, ...amounts, lineId });
    }
    if (claim) claim.leftCentimes = 0;
    if (cited) cited.status = freeStatus(cited);
    account.ofPools.get(poolId)?.delete(citesLineId);
    const line = { lineId, kind: 'correction' as const, deliveryId: null, poolId, taken: [] };
    this.book.addLine(account, { ...line, grossCentimes: 0 - grossCentimes, netCentimes }, at);
  }

  /** No share counts the deliveries any more, and nothing of the pool's advances is left to be met once all lines are back. */
  private free({ producerCode, poolId, deliveries }: Freed): void {
    const account = this.book.of(producerCode);
    settledNowhere(account, deliveries);
    if ((account.ofPools.get(poolId)?.size ?? 0) === 0) account.unmet.delete(poolId);
  }
}

type Freed = Pick<DataOf<'SupplementTakenBack'>, 'producerCode' | 'poolId' | 'deliveries'>;

function settledNowhere({ deliveries: all }: Account, deliveries: Freed['deliveries']): void {
  for (const { deliveryId } of deliveries) {
    const delivery = all.get(deliveryId);
    if (delivery) delivery.settledIn = null;
  }
}

const freeStatus = ({ netCentimes }: Line): Line['status'] => (netCentimes === 0 ? 'settled' : 'payable');
