import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { AccountBook } from './account-book';

type Upheld = DataOf<'QualityDisputeUpheld'>;

/** Disputes: raised by one person, upheld by another, and ended once what a sheet corrects is corrected. */
export class DisputeChecks {
  /** Who raised a dispute, where the log says so. */
  private readonly raisedBy = new Map<string, string>();

  constructor(private readonly book: AccountBook) {}

  disputed(
    { producerCode, lineId, disputeId, disputedBy }: DataOf<'LineDisputed'>,
    at: RecordedCommit,
  ): void {
    const line = this.book.of(producerCode).lines.get(lineId);
    if (line === undefined)
      this.book.check.fail(at, 'disputed', 'the line disputed', 'one of the account', lineId);
    else line.disputeId = disputeId;
    // Older logs do not say it: there the roles alone kept the two apart.
    if (disputedBy !== undefined) this.raisedBy.set(`${producerCode} ${disputeId}`, disputedBy);
  }

  /** The delivery is to be regraded by the sheet, unless a clerk is told why not. */
  upheld({ producerCode, disputeId, lineId, deliveryId, upheldBy }: Upheld, at: RecordedCommit): void {
    const { check } = this.book;
    this.twoPersons(`${producerCode} ${disputeId}`, upheldBy, at);
    const line = this.book.of(producerCode).lines.get(lineId);
    check.same(at, 'upheld', 'the dispute of the line', line?.disputeId ?? null, disputeId);
    const key = `regraded ${producerCode} ${disputeId}`;
    check.promise(key, at, 'not-regraded', 'the disputed delivery', 'regraded', deliveryId);
  }

  resolved(data: DataOf<'DisputeResolved'>, at: RecordedCommit): void {
    const { producerCode, lineId, disputeId, outcome, regradedDeliveryId } = data;
    const { check } = this.book;
    check.kept(`regraded ${producerCode} ${disputeId}`);
    if (outcome === 'upheld') this.twoPersons(`${producerCode} ${disputeId}`, at.actor, at);
    const line = this.book.of(producerCode).lines.get(lineId);
    if (line) line.disputeId = null;
    if (regradedDeliveryId === undefined) return;
    if (!this.book.reversals.has(regradedDeliveryId))
      check.fail(at, 'regraded', 'the disputed delivery', 'regraded before', regradedDeliveryId);
    const corrected = at.events.some(
      (event) => event.type === 'CorrectionPosted' && correctsFor(event.data as Corrected, data),
    );
    if (!corrected) check.fail(at, 'regraded', 'the end of the dispute', 'with its correction', 'alone');
  }

  private twoPersons(key: string, upheldBy: string, at: RecordedCommit): void {
    if (this.raisedBy.get(key) === upheldBy)
      this.book.check.fail(at, 'one-person', 'who raised and who upheld a dispute', 'two persons', 'one');
  }
}

type Corrected = DataOf<'CorrectionPosted'>;

const correctsFor = (
  { lineId, deliveryId }: Corrected,
  { correctionLineId, regradedDeliveryId }: DataOf<'DisputeResolved'>,
): boolean => lineId === correctionLineId && deliveryId === regradedDeliveryId;
