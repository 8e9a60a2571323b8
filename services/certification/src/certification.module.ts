import { Module } from '@nestjs/common';
import { aggregate, policyWithView, projection } from '@oce/service-kit';
import { certificateAggregate } from './certificate/domain/certificate';
import { CertificateController } from './certificate/http/certificate.controller';
import { OverdueController } from './certificate/http/overdue.controller';
import { SoldUnderController } from './certificate/http/sold-under.controller';
import { ClaimsToChangeSource } from './certificate/reactions/claims-to-change';
import { whenCertificateChangesThenChangeClaims } from './certificate/reactions/when-certificate-changes-then-change-claims';
import { certificatesProjection } from './certificate/reads/certificates';
import { CertificatesQueryController } from './certificate/reads/certificates.query';
import { ClaimsReader } from './claims/reads/claims.reader';
import {
  lotOriginsProjection,
  passedRunsProjection,
  producerCooperativesProjection,
  rawLotsProjection,
} from './claims/reads/goods';
import { controlAggregate } from './control/domain/control';
import { sealAggregate } from './control/domain/seals';
import { ControlController } from './control/http/control.controller';
import { ClaimsOfVerdicts } from './control/reactions/claims-of-verdicts';
import { whenVerdictSignedThenReleaseOrReject } from './control/reactions/when-verdict-signed-then-release-or-reject';
import { controlsProjection } from './control/reads/controls';
import { ControlsQueryController } from './control/reads/controls.query';
import { tankStatusesProjection } from './control/reads/tank-statuses';
import { TankStatusesQueryController } from './control/reads/tank-statuses.query';
import { recallAggregate } from './recall/domain/recall';
import { RecallController } from './recall/http/recall.controller';
import { LotsDownstreamSource } from './recall/reactions/lots-downstream';
import { whenRecallOpenedThenRecallLots } from './recall/reactions/when-recall-opened-then-recall-lots';
import { DownstreamReader } from './recall/reads/downstream.reader';
import { edgesProjection } from './recall/reads/edges';
import { recallsProjection } from './recall/reads/recalls';
import { RecallsQueryController } from './recall/reads/recalls.query';
import { standardAggregate } from './standard/domain/standard';
import { StandardController } from './standard/http/standard.controller';
import { standardsProjection } from './standard/reads/standards';
import { StandardsQueryController } from './standard/reads/standards.query';
import { lotStatusAggregate } from './status/domain/lot-status';
import { LotStatusController } from './status/http/lot-status.controller';
import { RecalledSourcesReader } from './status/reactions/recalled-sources';
import { whenLotMadeThenTakeItUp } from './status/reactions/when-lot-made-then-take-it-up';
import { lotStatusesProjection } from './status/reads/lot-statuses';
import { LotStatusesQueryController } from './status/reads/lot-statuses.query';
import { soldLotsProjection } from './status/reads/sold-lots';

/** Certification: what may be sold, where, in which grade, and what may be said of it. */
@Module({
  controllers: [
    StandardController,
    StandardsQueryController,
    ControlController,
    ControlsQueryController,
    TankStatusesQueryController,
    LotStatusController,
    LotStatusesQueryController,
    CertificateController,
    SoldUnderController,
    OverdueController,
    CertificatesQueryController,
    RecallController,
    RecallsQueryController,
  ],
  providers: [
    aggregate(standardAggregate),
    aggregate(controlAggregate),
    aggregate(sealAggregate),
    aggregate(lotStatusAggregate),
    aggregate(certificateAggregate),
    aggregate(recallAggregate),

    projection(standardsProjection),
    projection(controlsProjection),
    projection(tankStatusesProjection),
    projection(lotStatusesProjection),
    projection(soldLotsProjection),
    projection(certificatesProjection),
    projection(lotOriginsProjection),
    projection(rawLotsProjection),
    projection(passedRunsProjection),
    projection(producerCooperativesProjection),
    projection(edgesProjection),
    projection(recallsProjection),

    DownstreamReader,
    ClaimsReader,
    LotsDownstreamSource,
    RecalledSourcesReader,
    ClaimsOfVerdicts,
    ClaimsToChangeSource,

    policyWithView(whenLotMadeThenTakeItUp, RecalledSourcesReader),
    policyWithView(whenVerdictSignedThenReleaseOrReject, ClaimsOfVerdicts),
    policyWithView(whenCertificateChangesThenChangeClaims, ClaimsToChangeSource),
    policyWithView(whenRecallOpenedThenRecallLots, LotsDownstreamSource),
  ],
})
export class CertificationModule {}
