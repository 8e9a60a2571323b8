import { Injectable } from '@nestjs/common';
import { notFound } from '@oce/event-sourcing';
import { InjectProjection, ProjectionView, type LogPosition } from '@oce/service-kit';
import { LotsReader } from '../lot/lots.reader';
import type { LotDocument } from '../lot/reads/lots';
import { priceChainOf, type PriceChain, type SoldLot } from './domain/price-chain';
import { pricesBeside, type TraderPrice } from './domain/trader-prices-beside';
import { poolSumsProjection, type PoolSumsDocument } from './reads/pool-sums';
import { soldLotsProjection } from './reads/sold-lots';
import { traderPricesProjection, type TraderPriceDocument } from './reads/trader-prices';

/** Of a lot, or of all lots of a product that were sold. */
export interface NamedPriceChain extends PriceChain {
  readonly of: { readonly kind: 'lot' | 'product'; readonly id: string };
  readonly productId: string;
  /** How many lots of it were sold. */
  readonly lots: number;
  /** What traders paid for a kilogram as it was delivered, the last before the goods were closed as lots, by place. */
  readonly traders: readonly TraderPrice[];
}

/** Reads where the money of what was sold went. */
@Injectable()
export class PriceChainReader {
  constructor(
    @InjectProjection(soldLotsProjection) private readonly sold: ProjectionView<SoldLot>,
    @InjectProjection(poolSumsProjection) private readonly pools: ProjectionView<PoolSumsDocument>,
    @InjectProjection(traderPricesProjection) private readonly traders: ProjectionView<TraderPriceDocument>,
    private readonly lots: LotsReader,
  ) {}

  async at(position: LogPosition): Promise<this> {
    await Promise.all([this.sold, this.pools, this.traders, this.lots].map((view) => view.at(position)));
    return this;
  }

  /** The chain of a lot or a product. Refuses `nothing_sold`. */
  async chain(id: string): Promise<NamedPriceChain> {
    const found = await this.find(id);
    if (found) return found;
    throw notFound('nothing_sold', 'No lot of this number and no lot of this product was sold.', 'id');
  }

  async find(id: string): Promise<NamedPriceChain | null> {
    const lot = await this.sold.find(id);
    if (lot) return this.of('lot', id, [lot]);
    const lots = await this.sold.all({ productId: id }, { sort: { _id: 1 } });
    return lots.length === 0 ? null : this.of('product', id, lots);
  }

  private async of(kind: 'lot' | 'product', id: string, sold: readonly SoldLot[]): Promise<NamedPriceChain> {
    const poolIds = [...new Set(sold.flatMap(({ pools }) => pools.map(({ poolId }) => poolId)))];
    const [pools, lots] = await Promise.all([
      this.pools.all({ _id: { $in: poolIds } }),
      this.lots.named(sold.map(({ lotId }) => lotId)),
    ]);
    const traders = await this.tradersBeside(await this.lots.rawLotsOf(lots));
    const chain = priceChainOf(sold, new Map(pools.map((pool) => [pool.poolId, pool])));
    return { of: { kind, id }, productId: sold[0]?.productId ?? '', lots: sold.length, ...chain, traders };
  }

  private async tradersBeside(rawLots: readonly LotDocument[]): Promise<readonly TraderPrice[]> {
    const productIds = [...new Set(rawLots.map(({ productId }) => productId))];
    const closedOn = rawLots.flatMap((lot) => lot.closedOn ?? []).sort();
    const day = closedOn.at(-1);
    if (day === undefined) return [];
    const before = { productId: { $in: productIds }, day: { $lte: day } };
    return pricesBeside(await this.traders.all(before, { sort: { _id: 1 } }));
  }
}
