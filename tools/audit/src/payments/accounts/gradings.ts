import type { RecordedCommit } from '@oce/event-sourcing';
import { NumberColumn, WordColumn, type Rows } from '../../columns';
import { dateOf } from '../../dates';
import type { DataOf } from '../../events';

/** What an advance must follow from. */
export interface Graded {
  readonly producerCode: string;
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly payableGrams: number;
  /** The business date of the weighing. */
  readonly weighedOn: string;
  readonly position: number;
}

/** Deliveries as they were graded. */
export class Gradings {
  private readonly producers = new WordColumn();
  private readonly campaigns = new WordColumn();
  private readonly products = new WordColumn();
  private readonly grades = new WordColumn();
  private readonly payableGrams = new NumberColumn();
  private readonly dates = new WordColumn();
  private readonly positions = new NumberColumn();

  constructor(private readonly rows: Rows) {}

  add(data: DataOf<'DeliveryGraded'>, { position }: RecordedCommit): void {
    const row = this.rows.of(data.deliveryId);
    this.producers.set(row, data.producerCode);
    this.campaigns.set(row, data.campaignId);
    this.products.set(row, data.productId);
    this.grades.set(row, data.grade);
    this.payableGrams.set(row, data.payableGrams);
    this.dates.set(row, dateOf(data.weighedAt));
    this.positions.set(row, position);
  }

  of(deliveryId: string): Graded | undefined {
    const row = this.rows.of(deliveryId);
    const position = this.positions.at(row);
    if (position === 0) return undefined;
    return {
      producerCode: this.producers.at(row) as string,
      campaignId: this.campaigns.at(row) as string,
      productId: this.products.at(row) as string,
      grade: this.grades.at(row) as string,
      payableGrams: this.payableGrams.at(row),
      weighedOn: this.dates.at(row) as string,
      position,
    };
  }
}
