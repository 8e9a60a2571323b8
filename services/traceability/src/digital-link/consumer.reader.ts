import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView } from '@oce/service-kit';
import { CooperativesReader } from '../lot/cooperatives.reader';
import { LotsReader } from '../lot/lots.reader';
import { lotStatusesProjection, type LotStatusDocument } from '../lot/reads/lot-statuses';
import { PriceChainReader } from '../price-chain/price-chain.reader';
import { consumerViewOf, type ConsumerView } from './domain/consumer-view';
import type { Certificate } from './domain/standing';
import { certificatesProjection } from './reads/certificates';
import { productsProjection, type ProductDocument } from './reads/products';

/** Reads what a consumer may know of a lot. */
@Injectable()
export class ConsumerReader {
  constructor(
    @InjectProjection(productsProjection) private readonly products: ProjectionView<ProductDocument>,
    @InjectProjection(lotStatusesProjection) private readonly statuses: ProjectionView<LotStatusDocument>,
    @InjectProjection(certificatesProjection) private readonly certificates: ProjectionView<Certificate>,
    private readonly lots: LotsReader,
    private readonly cooperatives: CooperativesReader,
    private readonly chains: PriceChainReader,
  ) {}

  /** The view of a lot of an article; null where no lot of this number is of this article. */
  async view(gtin: string, lotId: string, day: string): Promise<ConsumerView | null> {
    const [products, lot] = await Promise.all([this.products.all({ gtins: gtin }), this.lots.find(lotId)]);
    const product = products.find(({ productId }) => productId === lot?.productId);
    if (product === undefined || lot === undefined) return null;
    const [rawLots, status, chain] = await Promise.all([
      this.lots.rawLotsOf([lot]),
      this.statuses.find(lotId),
      this.chains.find(lotId),
    ]);
    const certificateIds = (status?.claims ?? []).flatMap((claim) => [...claim.certificateIds]);
    const [certificates, cooperatives] = await Promise.all([
      this.certificates.all({ _id: { $in: certificateIds } }),
      this.cooperatives.of(rawLots),
    ]);
    const known = { gtin, product, lot, rawLots, status, certificates, cooperatives, chain };
    return consumerViewOf(known, day);
  }
}
