import { Controller, Get, Param } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  MinPosition,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { certificatesProjection, type CertificateDocument } from '../reads/certificates';
import { lotStatusesProjection, type LotStatusDocument } from '../../status/reads/lot-statuses';
import { soldLotsProjection, type SoldLotDocument } from '../../status/reads/sold-lots';

const shown = fields<SoldLotDocument>()('lotId', 'orderId', 'buyerId', 'grams', 'deliveredOn');

/** What was sold under a certificate: who is told where it is suspended or withdrawn. */
@Scopes('certification:read')
@Controller('certification/certificates')
export class SoldUnderController {
  constructor(
    @InjectProjection(certificatesProjection)
    private readonly certificates: ProjectionView<CertificateDocument>,
    @InjectProjection(lotStatusesProjection) private readonly lots: ProjectionView<LotStatusDocument>,
    @InjectProjection(soldLotsProjection) private readonly sold: ProjectionView<SoldLotDocument>,
  ) {}

  @Get(':id/sold')
  async list(@Param('id') certificateId: string, @MinPosition() position: LogPosition) {
    const [certificates, lots, sold] = await Promise.all([
      this.certificates.at(position),
      this.lots.at(position),
      this.sold.at(position),
    ]);
    await certificates.get(certificateId, 'certificate');
    const claimed = await lots.all({ claimedBy: certificateId });
    const found = await sold.all(
      { lotId: { $in: claimed.map(({ lotId }) => lotId) } },
      { sort: { lotId: 1, deliveredOn: 1 } },
    );
    return { items: found.map(shown), next: null };
  }
}
