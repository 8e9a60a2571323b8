import { Injectable } from '@nestjs/common';
import type { Claim } from '@oce/contracts';
import { InjectProjection, ProjectionView } from '@oce/service-kit';
import { certificatesProjection, type CertificateDocument } from '../../certificate/reads/certificates';
import { DownstreamReader } from '../../recall/reads/downstream.reader';
import { claimsOf, type PassedRun, type RawLot } from '../domain/claims';
import {
  lotOriginsProjection,
  passedRunsProjection,
  producerCooperativesProjection,
  rawLotsProjection,
  type LotOriginsDocument,
  type RawLotDocument,
} from './goods';

/** Reads what may be said of lots, as far as a position of the log. */
@Injectable()
export class ClaimsReader {
  constructor(
    @InjectProjection(certificatesProjection)
    private readonly certificates: ProjectionView<CertificateDocument>,
    @InjectProjection(lotOriginsProjection) private readonly origins: ProjectionView<LotOriginsDocument>,
    @InjectProjection(rawLotsProjection) private readonly rawLots: ProjectionView<RawLotDocument>,
    @InjectProjection(passedRunsProjection) private readonly runs: ProjectionView<PassedRun>,
    @InjectProjection(producerCooperativesProjection)
    private readonly producers: ProjectionView<{ producerCode: string; cooperativeId: string }>,
    private readonly downstream: DownstreamReader,
  ) {}

  /** The claims of each lot on a day. */
  async of(
    lotIds: readonly string[],
    today: string,
    position: number,
  ): Promise<ReadonlyMap<string, Claim[]>> {
    const [certificates, origins] = await Promise.all([
      this.certificates.at(position).then((view) => view.all({})),
      this.origins.at(position).then((view) => view.all({ lotId: { $in: [...lotIds] } })),
    ]);
    const rawLots = await this.rawLotsOf(
      origins.flatMap((one) => one.origins.map(({ lotId }) => lotId)),
      position,
    );
    const claims = origins.map(async (one) => {
      const runs = await this.runsBefore(one, position);
      return [one.lotId, claimsOf({ origins: one.origins, rawLots, runs, certificates, today })] as const;
    });
    return new Map(await Promise.all(claims));
  }

  private async rawLotsOf(lotIds: readonly string[], position: number): Promise<ReadonlyMap<string, RawLot>> {
    const view = await this.rawLots.at(position);
    const found = await view.all({ lotId: { $in: [...new Set(lotIds)] } });
    const codes = [...new Set(found.flatMap(({ producerCodes }) => producerCodes))];
    const members = await (await this.producers.at(position)).all({ producerCode: { $in: codes } });
    const cooperativeOf = new Map(members.map((one) => [one.producerCode, one.cooperativeId]));
    return new Map(
      found.map(({ lotId, productId, closedOn, producerCodes }) => {
        const producers = producerCodes.map((producerCode) => ({
          producerCode,
          cooperativeId: cooperativeOf.get(producerCode) ?? '',
        }));
        return [lotId, { lotId, productId, closedOn, producers }];
      }),
    );
  }

  /** The runs that a lot came through, its own first. */
  private async runsBefore({ runId }: LotOriginsDocument, position: number): Promise<PassedRun[]> {
    if (runId === null) return [];
    const seen = await this.downstream.upstreamOf(`run:${runId}`, position);
    const runIds = [...seen].filter((place) => place.startsWith('run:')).map((place) => place.slice(4));
    return (await this.runs.at(position)).all({ runId: { $in: runIds } });
  }
}
