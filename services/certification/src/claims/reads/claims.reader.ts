import { Injectable } from '@nestjs/common';
import type { Claim } from '@oce/contracts';
import { InjectProjection, ProjectionView } from '@oce/service-kit';
import { certificatesProjection, type CertificateDocument } from '../../certificate/reads/certificates';
import { DownstreamReader } from '../../recall/reads/downstream.reader';
import { standardsProjection, type StandardDocument } from '../../standard/reads/standards';
import { claimsOf, type DatedLimit, type PassedRun, type RawLot } from '../domain/claims';
import {
  lotOriginsProjection,
  passedRunsProjection,
  producerCooperativesProjection,
  rawLotsProjection,
  type LotOriginsDocument,
  type RawLotDocument,
} from './goods';

/** Stations take in what was harvested around them; goods from abroad have no way into a raw lot. */
const HARVESTED_IN = 'MA';

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
    @InjectProjection(standardsProjection) private readonly standards: ProjectionView<StandardDocument>,
    private readonly downstream: DownstreamReader,
  ) {}

  /** The claims of each lot on a day. */
  async of(
    lotIds: readonly string[],
    today: string,
    position: number,
  ): Promise<ReadonlyMap<string, Claim[]>> {
    const [limits, certificates, origins] = await Promise.all([
      this.limits(position),
      this.certificates.at(position).then((view) => view.all({})),
      this.origins.at(position).then((view) => view.all({ lotId: { $in: [...lotIds] } })),
    ]);
    const claims = origins.map(async ({ lotId, runId, origins: of }) => {
      const places = runId === null ? [] : await this.downstream.upstreamOf(`run:${runId}`, position);
      const runs = await this.runsAmong(places, position);
      const leftLotIds = await this.leftBefore(places, runs, position);
      const rawLots = await this.rawLotsOf([...of.map((one) => one.lotId), ...leftLotIds], position);
      const facts = { origins: of, rawLots, runs, leftLotIds, certificates, limits, today };
      return [lotId, claimsOf(facts)] as const;
    });
    return new Map(await Promise.all(claims));
  }

  private async limits(position: number): Promise<DatedLimit[]> {
    const standards = await (await this.standards.at(position)).all({});
    return standards.flatMap(({ validFrom, processes }) =>
      processes.map(({ claim, activity, maxDeciCelsius }) => ({
        claim,
        activity,
        maxDeciCelsius,
        validFrom,
      })),
    );
  }

  /** Raw lots of which something may have been left where these goods came through: heels of tanks, lines not cleaned since. */
  private async leftBefore(
    places: Iterable<string>,
    runs: readonly PassedRun[],
    position: number,
  ): Promise<string[]> {
    const through = [...places];
    const heels = through.length === 0 ? [] : await this.downstream.drawnOfTanks(through, position);
    const view = await this.runs.at(position);
    const before = runs.map(async ({ stationId, lineId, lineCleanedAt, completedAt }) => {
      const others = await view.all({
        stationId,
        lineId,
        completedAt: { $gt: lineCleanedAt ?? '', $lt: completedAt },
      });
      return others.flatMap(({ rawLotIds }) => rawLotIds);
    });
    return [...new Set([...heels, ...(await Promise.all(before)).flat()])];
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
        return [lotId, { lotId, productId, closedOn, country: HARVESTED_IN, producers }];
      }),
    );
  }

  private async runsAmong(places: Iterable<string>, position: number): Promise<PassedRun[]> {
    const runIds = [...places].filter((place) => place.startsWith('run:')).map((place) => place.slice(4));
    // A raw lot came through none.
    if (runIds.length === 0) return [];
    return (await this.runs.at(position)).all({ runId: { $in: runIds } });
  }

  /** The lots that a certificate may have a say in: of its cooperative's producers, or that came through its station. */
  async touchedBy(holder: CertificateDocument['holder'], position: number): Promise<string[]> {
    const origins = await this.origins.at(position);
    const rawLotIds = async () => {
      if (holder.kind === 'cooperative') {
        const members = await (await this.producers.at(position)).all({ cooperativeId: holder.id });
        const codes = members.map(({ producerCode }) => producerCode);
        const own = await (await this.rawLots.at(position)).all({ producerCodes: { $in: codes } });
        return own.map(({ lotId }) => lotId);
      }
      const runs = await (await this.runs.at(position)).all({ stationId: holder.id });
      return runs.flatMap((run) => run.rawLotIds);
    };
    const found = await origins.all({ 'origins.lotId': { $in: [...new Set(await rawLotIds())] } });
    return found.map(({ lotId }) => lotId);
  }
}
