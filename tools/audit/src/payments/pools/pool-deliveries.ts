import type { RecordedCommit } from '@oce/event-sourcing';
import { dateOf } from '../accounts/schedules';
import { NumberColumn, WordColumn, type Rows } from '../../columns';
import type { DataOf } from '../../events';

/** A delivery with the positions at which it came to count, and ceased to. */
export interface CountedDelivery {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly campaignId: string;
  readonly grade: string;
  readonly payableGrams: number;
  /** The business date of the weighing. */
  readonly weighedOn: string;
  /** The coefficient frozen at delivery, as its advance says, which the accounts prove; undefined before there is one. */
  readonly coefficientPpm: number | undefined;
  readonly countsFrom: number;
  readonly reversedAt: number;
  readonly lotId: string | undefined;
  readonly lotClosedAt: number;
  /** The delivery that it stands for, whose lot is its own. */
  readonly standsFor: CountedDelivery | undefined;
}

export const NEVER = Number.MAX_SAFE_INTEGER;

/** Who delivered what, with the positions that tell how it stood at any point of the log. */
export class DeliveriesInTime {
  readonly traceableSince = new Map<string, number>();
  private readonly producers = new WordColumn();
  private readonly campaigns = new WordColumn();
  private readonly grades = new WordColumn();
  private readonly payableGrams = new NumberColumn();
  private readonly dates = new WordColumn();
  /** Each one more than it is: 0 is one that is not known. */
  private readonly coefficientsPpm = new NumberColumn();
  /** Positions; 0 is one that has not come. */
  private readonly countsFrom = new NumberColumn();
  private readonly reversedAt = new NumberColumn();
  private readonly lotClosedAt = new NumberColumn();
  private readonly lots = new WordColumn();
  /** The delivery that one stands for. */
  private readonly standsFor = new Map<number, { readonly row: number; readonly deliveryId: string }>();

  constructor(private readonly rows: Rows) {}

  /** All that ever counted, each as it stands now. */
  *all(): Iterable<CountedDelivery> {
    for (const [deliveryId, row] of this.rows.ids())
      if (this.countsFrom.at(row) > 0) yield this.at(row, deliveryId);
  }

  private at(row: number, deliveryId: string): CountedDelivery {
    const original = this.standsFor.get(row);
    return {
      deliveryId,
      producerCode: this.producers.at(row) as string,
      campaignId: this.campaigns.at(row) as string,
      grade: this.grades.at(row) as string,
      payableGrams: this.payableGrams.at(row),
      weighedOn: this.dates.at(row) as string,
      coefficientPpm: this.coefficientOf(row),
      countsFrom: this.countsFrom.at(row),
      reversedAt: this.reversedAt.at(row) || NEVER,
      lotId: this.lots.at(row),
      lotClosedAt: this.lotClosedAt.at(row) || NEVER,
      standsFor: original === undefined ? undefined : this.at(original.row, original.deliveryId),
    };
  }

  graded(data: DataOf<'DeliveryGraded'>, { position }: RecordedCommit): void {
    const row = this.rows.of(data.deliveryId);
    // One that stands for another has counted since the reversal that named it.
    if (this.countsFrom.at(row) > 0) return;
    this.dates.set(row, dateOf(data.weighedAt));
    this.producers.set(row, data.producerCode);
    this.campaigns.set(row, data.campaignId);
    this.grades.set(row, data.grade);
    this.payableGrams.set(row, data.payableGrams);
    this.countsFrom.set(row, position);
  }

  advanced({
    deliveryId,
    coefficientPpm,
  }: Pick<DataOf<'AdvancePosted'>, 'deliveryId' | 'coefficientPpm'>): void {
    this.coefficientsPpm.set(this.rows.of(deliveryId), coefficientPpm + 1);
  }

  /** A delivery that stands for another has the coefficient of that one. */
  private coefficientOf(row: number): number | undefined {
    const oneMore = this.coefficientsPpm.at(row);
    const original = this.standsFor.get(row);
    if (oneMore === 0 && original !== undefined) return this.coefficientOf(original.row);
    return oneMore === 0 ? undefined : oneMore - 1;
  }

  reversed({ deliveryId, replacement }: DataOf<'DeliveryReversed'>, { position }: RecordedCommit): void {
    const original = this.rows.of(deliveryId);
    if (this.countsFrom.at(original) === 0) return;
    this.reversedAt.set(original, position);
    if (replacement === null) return;
    const row = this.rows.of(replacement.deliveryId);
    this.producers.set(row, this.producers.at(original));
    this.campaigns.set(row, this.campaigns.at(original));
    this.grades.set(row, replacement.regraded?.grade ?? this.grades.at(original));
    this.payableGrams.set(row, replacement.payableGrams);
    this.dates.set(row, this.dates.at(original));
    this.countsFrom.set(row, position);
    this.reversedAt.set(row, 0);
    this.lotClosedAt.set(row, 0);
    this.lots.clear(row);
    this.standsFor.set(row, { row: original, deliveryId });
  }

  lotClosed({ lotId, deliveries, settledAs }: DataOf<'LotClosed'>, { position }: RecordedCommit): void {
    // Goods that were said to be their own lot's are no pool's, also where only what was made of them is sold.
    if (settledAs === 'traceable') this.traceableSince.set(lotId, position);
    for (const { deliveryId } of deliveries) {
      const row = this.rows.of(deliveryId);
      if (this.countsFrom.at(row) === 0) continue;
      this.lots.set(row, lotId);
      this.lotClosedAt.set(row, position);
    }
  }

  offered({ lotId, kind }: DataOf<'LotOffered'>, { position }: RecordedCommit): void {
    if (kind === 'traceable' && !this.traceableSince.has(lotId)) this.traceableSince.set(lotId, position);
  }
}
