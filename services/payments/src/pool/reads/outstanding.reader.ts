import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import type { Convention } from '../domain/oce-cap';
import { outstandingOf, type Outstanding } from '../domain/outstanding';
import { paysFor } from '../domain/pool-scope';
import type { PoolOpened } from '../domain/pool.events';
import { campaignsProjection, type CampaignDocument } from './campaigns';
import {
  conventionsProjection,
  memberCooperativesProjection,
  type CooperativeConventions,
  type MemberCooperative,
} from './conventions';
import { invoicesOfPoolsProjection, type InvoiceOfPools } from './invoices-of-pools';
import { lotsToSellProjection, type LotToSell } from './lots-to-sell';
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
  ) {}

  /**
   * What is outstanding for a pool, as far as the log is written now: invoices not paid, lots not invoiced whole, and for
   * a pool of a campaign its deliveries without a grade and the campaign itself.
   */
  async of(scope: PoolOpened['data']): Promise<Outstanding[]> {
    const { invoices, lots, ungraded, campaigns } = this;
    const now = await this.log.lastPosition();
    await Promise.all([invoices, lots, ungraded, campaigns].map((view) => view.at(now)));
    const open = await invoices.all({ isOpen: true, kind: scope.kind });
    const own = open.filter(({ kind, lines }) => lines.some((line) => paysFor(scope, kind, line)));
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

  private async unsold({ kind, campaignId, grades, lotIds }: PoolOpened['data']): Promise<string[]> {
    const lots = await this.lots.all(
      lotIds === null ? { campaignId, grade: { $in: [...grades] } } : { _id: { $in: [...lotIds] } },
    );
    return lots
      .filter((lot) => (lot.kind ?? kind) === kind && lot.invoicedGrams < lot.netGrams)
      .map(({ lotId }) => lotId)
      .sort();
  }
}
