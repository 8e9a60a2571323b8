import { NumberColumn, WordColumn, type Rows } from '../columns';
import type { DataOf } from '../events';

type Fate = 'weighed' | 'refused' | 'reversed';

/** What a lot must repeat of a grading. */
export type Graded = Pick<DataOf<'DeliveryGraded'>, 'netGrams' | 'payableGrams'> & {
  readonly campaignId: string | undefined;
  readonly grade: string | undefined;
};

/** Where the weighed grams of a campaign have gone. */
export interface MassBalance {
  weighedGrams: number;
  inClosedLotsGrams: number;
  inOpenLotsGrams: number;
  notInALotGrams: number;
  notGradedGrams: number;
  refusedGrams: number;
  reversedGrams: number;
}

export const emptyBalance = (): MassBalance => ({
  weighedGrams: 0,
  inClosedLotsGrams: 0,
  inOpenLotsGrams: 0,
  notInALotGrams: 0,
  notGradedGrams: 0,
  refusedGrams: 0,
  reversedGrams: 0,
});

export const accountedGrams = ({ weighedGrams: _weighed, ...columns }: MassBalance): number =>
  Object.values(columns).reduce((sum, grams) => sum + grams, 0);

/** Deliveries as the mass rules follow them. */
export class MassBook {
  private readonly netGrams = new NumberColumn();
  private readonly campaigns = new WordColumn();
  private readonly fates = new WordColumn<Fate>();
  private readonly grades = new WordColumn();
  private readonly gradedCampaigns = new WordColumn();
  private readonly gradedNetGrams = new NumberColumn();
  private readonly payableGrams = new NumberColumn();
  private readonly isGraded = new WordColumn<'graded'>();
  private readonly lots = new WordColumn();

  constructor(private readonly rows: Rows) {}

  weighed({ deliveryId, campaignId, netGrams }: DataOf<'DeliveryWeighedIn'>): void {
    const row = this.rows.of(deliveryId);
    this.netGrams.set(row, netGrams);
    this.campaigns.set(row, campaignId);
    this.fates.set(row, 'weighed');
    this.isGraded.clear(row);
    this.lots.clear(row);
  }

  graded({ deliveryId, campaignId, grade, netGrams, payableGrams }: DataOf<'DeliveryGraded'>): void {
    const row = this.rows.of(deliveryId);
    if (this.fates.at(row) === undefined) return;
    this.isGraded.set(row, 'graded');
    this.gradedCampaigns.set(row, campaignId);
    this.grades.set(row, grade);
    this.gradedNetGrams.set(row, netGrams);
    this.payableGrams.set(row, payableGrams);
  }

  /** A delivery that was reversed stays so. */
  ended(deliveryId: string, fate: 'refused' | 'reversed'): void {
    const row = this.rows.of(deliveryId);
    const now = this.fates.at(row);
    if (now !== undefined && now !== 'reversed') this.fates.set(row, fate);
  }

  isReversed(deliveryId: string): boolean {
    return this.fates.at(this.rows.of(deliveryId)) === 'reversed';
  }

  gradingOf(deliveryId: string): Graded | undefined {
    const row = this.rows.of(deliveryId);
    if (this.isGraded.at(row) === undefined) return undefined;
    return {
      campaignId: this.gradedCampaigns.at(row),
      grade: this.grades.at(row),
      netGrams: this.gradedNetGrams.at(row),
      payableGrams: this.payableGrams.at(row),
    };
  }

  /** The closed lot that holds a delivery is this one from now on; answers the one that held it before. */
  closedIn(deliveryId: string, lotId: string): string | undefined {
    const row = this.rows.of(deliveryId);
    const before = this.lots.at(row);
    this.lots.set(row, lotId);
    return before;
  }

  /** Adds each delivery to the one column that it belongs to; those in closed lots are counted by the lots. */
  count(balanceOf: (campaignId: string) => MassBalance, isInOpenLot: (deliveryId: string) => boolean): void {
    // In the order of their first weighing, which need not be that of the rows.
    for (const campaignId of this.campaigns.all()) balanceOf(campaignId as string);
    for (const [deliveryId, row] of this.rows.ids()) {
      const fate = this.fates.at(row);
      if (fate === undefined) continue;
      const netGrams = this.netGrams.at(row);
      const balance = balanceOf(this.campaigns.at(row) as string);
      balance.weighedGrams += netGrams;
      if (this.lots.at(row) !== undefined) continue;
      if (fate === 'reversed') balance.reversedGrams += netGrams;
      else if (fate === 'refused') balance.refusedGrams += netGrams;
      else if (this.isGraded.at(row) === undefined) balance.notGradedGrams += netGrams;
      else if (isInOpenLot(deliveryId)) balance.inOpenLotsGrams += netGrams;
      else balance.notInALotGrams += netGrams;
    }
  }
}
