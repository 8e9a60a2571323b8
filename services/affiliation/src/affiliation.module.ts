import { Module } from '@nestjs/common';
import { aggregate, memoryView, personKeys, policyWithView, projection } from '@oce/service-kit';
import { CampaignController } from './campaign/http/campaign.controller';
import { campaignAggregate } from './campaign/domain/campaign';
import { campaignsProjection } from './campaign/reads/campaigns';
import { CampaignsQueryController } from './campaign/reads/campaigns.query';
import { claimAggregate } from './reservation/domain/reservation';
import { Claims } from './reservation/unique-values';
import { CooperativeController } from './cooperative/http/cooperative.controller';
import { cooperativeAggregate } from './cooperative/domain/cooperative';
import { cooperativesProjection } from './cooperative/reads/cooperatives';
import { CooperativesQueryController } from './cooperative/reads/cooperatives.query';
import { eraseKeyPolicy } from './producer/reactions/when-person-erased-then-confirm-key-destroyed';
import { KeyDestroyer } from './producer/reactions/key-destroyer';
import { ExporterController } from './exporter/http/exporter.controller';
import { exporterAggregate } from './exporter/domain/exporter';
import { exportersProjection } from './exporter/reads/exporters';
import { ExportersQueryController } from './exporter/reads/exporters.query';
import { ImportController } from './producer/http/import.controller';
import { Affiliations } from './producer/http/affiliations';
import { PersonController } from './producer/http/person.controller';
import { ProducerController } from './producer/http/producer.controller';
import { producerAggregate } from './producer/domain/producer';
import { ProducerNames } from './producer/reads/producer-names';
import { producersProjection } from './producer/reads/producers';
import { ProducersQueryController } from './producer/reads/producers.query';
import { ProductController } from './product/http/product.controller';
import { productAggregate } from './product/domain/product';
import { productsProjection } from './product/reads/products';
import { ProductsQueryController } from './product/reads/products.query';
import { cooperativeReferences, productReferences } from './producer/reads/conventions';
import { References } from './producer/reads/conventions.service';
import { LeavingProducersSource } from './reservation/reactions/leaving-producers';
import { releaseClaimPolicy } from './reservation/reactions/when-producer-left-then-release-cin';
import { Hashes } from './producer/http/fingerprints';

/** Affiliation: who belongs, under which convention. */
@Module({
  controllers: [
    CooperativeController,
    CooperativesQueryController,
    ImportController,
    ProducerController,
    ProducersQueryController,
    PersonController,
    ExporterController,
    ExportersQueryController,
    ProductController,
    ProductsQueryController,
    CampaignController,
    CampaignsQueryController,
  ],
  providers: [
    aggregate(claimAggregate),
    aggregate(cooperativeAggregate),
    aggregate(producerAggregate),
    aggregate(exporterAggregate),
    aggregate(productAggregate),
    aggregate(campaignAggregate),

    personKeys(),
    Hashes,
    Claims,
    memoryView(cooperativeReferences),
    memoryView(productReferences),
    References,
    Affiliations,

    projection(cooperativesProjection),
    projection(producersProjection),
    ProducerNames,
    projection(exportersProjection),
    projection(productsProjection),
    projection(campaignsProjection),

    KeyDestroyer,
    policyWithView(eraseKeyPolicy, KeyDestroyer),
    LeavingProducersSource,
    policyWithView(releaseClaimPolicy, LeavingProducersSource),
  ],
})
export class AffiliationModule {}
