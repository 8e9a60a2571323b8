import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import type { Convention } from '../domain/oce-cap';
import { outstandingOf, type Outstanding } from '../domain/outstanding';
import { partsOf } from '../domain/by-origin';
import { paidBy } from '../domain/pool-scope';
import type { PoolOpened } from '../domain/pool.events';
import { campaignsProjection, type CampaignDocument } from './campaigns';
import {
  conventionsProjection,
  memberCooperativesProjection,
  type CooperativeConventions,
  type MemberCooperative,
} from './conventions';
import { invoicesOfPoolsProjection, type InvoiceOfPools } from './invoices-of-pools';
import { leftToSell, lotsToSellProjection, type LotToSell } from './lots-to-sell';
import { ProceedsByOrigin } from './proceeds-by-origin';
import { ungradedDeliveriesProjection, type UngradedDelivery } from './ungraded-deliveries';

/** Reads what other contexts have not finished for a pool, and what cooperatives have agreed with OCE. */
@Injectable()
export class OutstandingReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(invoicesOfPoolsProjection) private readonly invoices: ProjectionView<InvoiceOfPools>,
    @InjectProjection(lotsToSellProjection) private readonly lots: ProjectionView<LotToSell>,
    @InjectProjection(ungradedDeliveriesProjection)
    private readonly ungraded: ProjectionView<UngradedDelivery>,
    @InjectProjection(campaignsProjection) private readonly campaigns: ProjectionView<CampaignDocument>,
    @InjectProjection(conventionsProjection)
    private readonly conventions: ProjectionView<CooperativeConventions>,
    @InjectProjection(memberCooperativesProjection)
    private readonly members: ProjectionView<MemberCooperative>,
    private readonly byOrigin: ProceedsByOrigin,
  ) {}

  /**
   * What is outstanding for a pool, as far as the log is written now: invoices not paid, lots not invoiced whole, what was made
   * of their goods and is not, and for a pool of a campaign its deliveries without a grade and the campaign itself.
   */
  async of(scope: PoolOpened['data']): Promise<Outstanding[]> {
    const { invoices, lots, ungraded, campaigns } = this;
    const now = await this.log.lastPosition();
    const views = [invoices, lots, ungraded, campaigns, this.byOrigin];
    await Promise.all(views.map((view) => view.at(now)));
    const own = await this.unpaid(scope, now);
    const unsold = await this.unsold(scope);
    const found = [
      ...outstandingOf(
        'open_invoices',
        own.map(({ invoiceNumber }) => invoiceNumber),
      ),
      ...outstandingOf('unsold_lots', unsold),
    ];
    // A traceable lot holds its deliveries, whatever the campaign still takes in.
    if (scope.kind === 'traceable') return found;
    const { campaignId } = scope;
    const waiting = (await ungraded.all({ campaignId })).map(({ deliveryId }) => deliveryId);
    const isOpen = (await campaigns.find(campaignId))?.isOpen ?? false;
    return [
      ...found,
      ...outstandingOf('ungraded_deliveries', waiting),
      ...outstandingOf('open_campaign', isOpen ? [campaignId] : []),
    ];
  }

  /** The conventions of producers' cooperatives, as far as the log is written now. */
  async conventionsOf(
    producerCodes: readonly string[],
  ): Promise<(producerCode: string) => readonly Convention[]> {
    const { conventions, members } = this;
    const now = await this.log.lastPosition();
    await Promise.all([conventions, members].map((view) => view.at(now)));
    const affiliated = await members.all({ _id: { $in: [...producerCodes] } });
    const signed = await conventions.all({});
    const byCooperative = new Map(signed.map((one) => [one.cooperativeId, one.conventions]));
    const byMember = new Map(
      affiliated.map((one) => [one.producerCode, byCooperative.get(one.cooperativeId) ?? []]),
    );
    return (producerCode) => byMember.get(producerCode) ?? [];
  }

  /** Open invoices of what the pool pays for, goods of it in conditioned lots among them. */
  private async unpaid(scope: PoolOpened['data'], now: number): Promise<InvoiceOfPools[]> {
    const open = await this.invoices.all({ isOpen: true });
    const lots = await this.byOrigin.lotsOf(open.flatMap(({ lines }) => lines.map(({ lotId }) => lotId)));
    return open.filter(({ kind, lines }) => {
      const parts = lines.map((line) => ({ ...line, amountCentimes: 0 }));
      const own = partsOf({ kind, parts, receivedAt: now + 1, takenBack: [] }, lots);
      return own.some((part) => paidBy(scope, part));
    });
  }

  /** Raw lots of the pool, and what was made of them, as far as neither is invoiced. */
  private async unsold({ kind, campaignId, grades, lotIds }: PoolOpened['data']): Promise<string[]> {
    const lots = await this.lots.all(
      lotIds === null ? { campaignId, grade: { $in: [...grades] } } : { _id: { $in: [...lotIds] } },
    );
    const own = lots.filter((lot) => (lot.kind ?? kind) === kind);
    const drawn = own.filter((lot) => Object.keys(lot.drawn).length > 0).map(({ lotId }) => lotId);
    const made = drawn.length === 0 ? [] : await this.lots.all({ origins: { $in: drawn } });
    return [...own, ...made]
      .filter((lot) => leftToSell(lot) > 0)
      .map(({ lotId }) => lotId)
      .sort();
  }
}
